/** Ghost with SQLite, as it is from npm. */
import { cpSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { write } from './ghost-posts.js';
import { cached, npmCi, run } from './packages.js';
import { freePort } from '../support/free-port.js';
import { startServer } from './processes.js';

export const DEBIAN = {
  // For its library, which Debian's binding for Node needs.
  sqlite3: 'sqlite3',
};

const SOURCE = fileURLToPath(new URL('ghost/', import.meta.url));
const POSTS = fileURLToPath(new URL('ghost-posts.js', import.meta.url));

/** The last one that runs on Node 20. Its dependencies are those in `ghost/package.json`. */
const PACKAGE = 'ghost@5.130.6';
const INTEGRITY = 'sha512-CAWqPKt+7ws+/1NrVmvuiWiDZDEtutiu7niVMTku9uM29MjfNFFUVKM3giQBpZGZrUORXkWiXSlqbry4QGVrBw==';

/**
 * Installs Ghost. It can't be a dependency of a package.json: one of its own is a file inside of its tarball, which npm looks
 * for outside. So its files are unpacked, and then its dependencies are installed.
 */
async function install(folder) {
  const [{ filename, integrity }] = Object.values(
    JSON.parse(await run('npm', ['pack', PACKAGE, '--json', '--prefer-offline'], { cwd: folder })),
  );
  if (integrity !== INTEGRITY) throw new Error(`${PACKAGE} is not what it was: ${integrity}`);
  await run('tar', ['-xzf', filename], { cwd: folder });
  const program = join(folder, 'package');
  renameSync(join(program, 'package.json'), join(program, 'package.own.json'));
  for (const file of ['package.json', 'package-lock.json']) renameSync(join(folder, file), join(program, file));
  // Some of what it is made of does not know the versions of the rest.
  await npmCi(program, '--legacy-peer-deps');
  renameSync(join(program, 'package.own.json'), join(program, 'package.json'));
  rmSync(join(folder, filename));
  await installBinding(folder, join(program, 'node_modules/sqlite3'));
  await seed(folder);
}

/**
 * Puts Debian's build of the binding for SQLite where the package looks for its own, which would be compiled for minutes. It
 * keeps to Node-API, so that it runs in any Node.
 */
async function installBinding(folder, sqlite) {
  const download = () => run('apt-get', ['download', 'node-sqlite3'], { cwd: folder });
  await download().catch(() => run('apt-get', ['update']).then(download));
  const [debian] = readdirSync(folder).filter((name) => name.endsWith('.deb'));
  await run('dpkg-deb', ['-x', debian, 'debian'], { cwd: folder });
  const found = readdirSync(join(folder, 'debian'), { recursive: true }).filter((path) => path.endsWith('.node'));
  const binding = join(sqlite, 'build/Release/node_sqlite3.node');
  mkdirSync(join(sqlite, 'build/Release'), { recursive: true });
  cpSync(join(folder, 'debian', found.sort().at(-1)), binding);
  // It wants Debian's Node as a library. All that it takes from there, the running Node has itself: any library will do.
  const needed = await run('ldd', [binding]);
  const [library] = /libnode\.so\.\d+(?= => not found)/.exec(needed) ?? [];
  const [libc] = /\/\S+\/libc\.so\.6/.exec(needed);
  mkdirSync(join(folder, 'libraries'));
  if (library) symlinkSync(libc, join(folder, 'libraries', library));
  for (const name of [debian, 'debian']) rmSync(join(folder, name), { recursive: true });
}

/** Writes the posts, once for all runs, and the key of the Content API beside them. */
async function seed(folder) {
  const content = join(folder, 'content');
  for (const name of ['data', 'images', 'logs', 'settings', 'adapters']) {
    mkdirSync(join(content, name), { recursive: true });
  }
  cpSync(join(folder, 'package/content/themes'), join(content, 'themes'), { recursive: true });
  const { home, stop } = await startGhost(folder, content);
  writeFileSync(join(folder, 'key'), await write(home));
  await stop();
}

/**
 * Starts a site.
 * @param work a folder for what it writes
 * @returns its address and a key of its Content API
 */
export async function start(work) {
  const folder = await cached('ghost', SOURCE, install, [POSTS]);
  const content = join(work, 'content');
  cpSync(join(folder, 'content'), content, { recursive: true });
  const { home } = await startGhost(folder, content);
  return { home, key: readFileSync(join(folder, 'key'), 'utf8') };
}

async function startGhost(folder, content) {
  const port = await freePort();
  const home = `http://127.0.0.1:${port}`;
  const stop = await startServer(process.execPath, ['index.js'], {
    address: `${home}/ghost/api/admin/site/`,
    cwd: join(folder, 'package'),
    env: {
      NODE_ENV: 'production',
      LD_LIBRARY_PATH: join(folder, 'libraries'),
      url: home,
      server__host: '127.0.0.1',
      server__port: String(port),
      database__client: 'sqlite3',
      database__connection__filename: join(content, 'data/ghost.db'),
      database__useNullAsDefault: 'true',
      paths__contentPath: content,
      logging__transports: '["stdout"]',
      mail__transport: 'stub',
      // Nothing goes out to other machines.
      privacy__useUpdateCheck: 'false',
      privacy__useGravatar: 'false',
      privacy__useRpcPing: 'false',
      security__staffDeviceVerification: 'false',
    },
  });
  return { home, stop };
}
