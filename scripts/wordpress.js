/**
 * `npm run build:wordpress`: makes `integrations/dist/newsrack/` and `integrations/dist/newsrack-wordpress.zip`, the plugin
 * for WordPress with the files of `dist/cdn/` in it. Both have the version of package.json.
 */
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { crc32, deflateRawSync } from 'node:zlib';

const root = new URL('../', import.meta.url);
const SOURCE = new URL('integrations/wordpress/', root);
const BUILT = new URL('dist/cdn/', root);

/** Makes the plugin in the folder `out`, which is replaced, and its zip beside that. */
export function buildPlugin(out = new URL('integrations/dist/newsrack/', root)) {
  if (!existsSync(new URL('newsrack.js', BUILT))) throw new Error('Nothing is built yet: run `npm run build` first.');
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  cpSync(SOURCE, out, { recursive: true });
  cpSync(new URL('LICENSE', root), new URL('LICENSE', out));
  // The single file and the looks are for pages that somebody writes by hand.
  for (const name of ['newsrack.js', 'newsrack.classic.js', 'chunks', 'LICENSES.txt'])
    cpSync(new URL(name, BUILT), new URL(`cdn/${name}`, out), { recursive: true });

  const { version } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'));
  for (const name of ['newsrack.php', 'readme.txt']) {
    const file = new URL(name, out);
    const text = readFileSync(file, 'utf8');
    writeFileSync(
      file,
      text.replace(/((?:Version|Stable tag): *|'NEWSRACK_VERSION', ')[\d.]+[\w.-]*/g, `$1${version}`),
    );
  }
  writeFileSync(new URL('../newsrack-wordpress.zip', out), zipOf(out, 'newsrack/'));
  return fileURLToPath(out);
}

/** Returns the zip file of a folder. Its entries are sorted and have no date, so that the same files make the same zip. */
function zipOf(folder, prefix) {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(fileURLToPath(folder).length).replace(/^\/+/, ''))
    .sort();
  const files = [];
  const directory = [];
  let offset = 0;
  for (const path of paths) {
    const content = readFileSync(new URL(path, folder));
    const packed = deflateRawSync(content, { level: 9 });
    const name = Buffer.from(prefix + path);
    // Fields that an entry and its place in the directory share: version 2.0, UTF-8 names, deflate, 1 January 1980.
    const shared = Buffer.alloc(26);
    [20, 0x800, 8, 0, 0x21].forEach((value, index) => shared.writeUInt16LE(value, 2 * index));
    [crc32(content), packed.length, content.length].forEach((value, index) =>
      shared.writeUInt32LE(value, 10 + 4 * index),
    );
    shared.writeUInt16LE(name.length, 22);
    const entry = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), shared, name, packed]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), shared, place, name]));
    files.push(entry);
    offset += entry.length;
  }
  const places = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(paths.length, 8);
  end.writeUInt16LE(paths.length, 10);
  end.writeUInt32LE(places.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, places, end]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(`${buildPlugin()} and newsrack-wordpress.zip`);
