/** The WordPress plugin as a folder and a zip. `npm run test:servers -- wordpress` tries it in WordPress. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { buildPlugin } from '../../scripts/wordpress.js';

const work = mkdtempSync(join(tmpdir(), 'newsrack-plugin-'));
after(() => rmSync(work, { recursive: true }));

const folder = buildPlugin(pathToFileURL(join(work, 'newsrack/')));
const zip = join(work, 'newsrack-wordpress.zip');
const read = (path) => readFileSync(join(folder, path), 'utf8');
const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(folder.length));
const own = files.filter((path) => !path.startsWith('cdn/'));

test('the plugin has the version of the package everywhere', () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
  const escaped = version.replaceAll('.', '\\.');
  assert.match(read('newsrack.php'), new RegExp(`^ \\* Version: +${escaped}$`, 'm'));
  assert.match(read('newsrack.php'), new RegExp(`'NEWSRACK_VERSION', '${escaped}'`));
  assert.match(read('readme.txt'), new RegExp(`^Stable tag: ${escaped}$`, 'm'));
});

test('the plugin brings along all scripts that it loads, and names no other host', () => {
  for (const name of ['newsrack.js', 'newsrack.classic.js']) assert.ok(existsSync(join(folder, 'cdn', name)), name);
  assert.ok(files.some((path) => path.startsWith('cdn/chunks/')));
  for (const path of own.filter((one) => /\.(?:php|js|css)$/.test(one))) {
    const hosts = [...read(path).matchAll(/https?:\/\/([\w.-]+\.\w+)/g)].map(([, host]) => host);
    assert.deepEqual(
      hosts.filter((host) => !['example.org', 'opensource.org'].includes(host)),
      [],
      path,
    );
  }
});

test('no file of the plugin does anything when a visitor requests it by its address', () => {
  for (const path of own.filter((one) => one.endsWith('.php'))) {
    assert.match(
      read(path),
      /defined\( '(?:ABSPATH|WP_UNINSTALL_PLUGIN)' \) \|\| exit;|^<\?php\n\/\/ Silence is golden\.\n$/,
      path,
    );
  }
});

test('the PHP of the plugin can be parsed', (context) => {
  for (const path of own.filter((one) => one.endsWith('.php'))) {
    const { status, stdout, error } = spawnSync('php', ['-l', join(folder, path)], { encoding: 'utf8' });
    if (error?.code === 'ENOENT') return context.diagnostic('PHP is not installed.');
    assert.equal(status, 0, stdout);
  }
});

test('the zip is the same for the same files', () => {
  const first = readFileSync(zip);
  buildPlugin(pathToFileURL(join(work, 'newsrack/')));
  assert.ok(first.equals(readFileSync(zip)));
  assert.equal(first.readUInt16LE(first.length - 12), files.length);
});
