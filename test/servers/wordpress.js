/** WordPress under PHP's own server: one installation, run as several sites that differ as those of the world do. */
import { copyFileSync, cpSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { buildPlugin } from '../../scripts/wordpress.js';
import { cached, npmCi, run } from './packages.js';
import { freePort } from '../support/free-port.js';
import { startServer } from './processes.js';

export const DEBIAN = {
  unzip: 'unzip',
  php: 'php-cli',
  'php:pdo_sqlite': 'php-sqlite3',
  'php:SimpleXML': 'php-xml',
  'php:mbstring': 'php-mbstring',
  // Makes the smaller sizes of pictures.
  'php:gd': 'php-gd',
};

const SOURCE = fileURLToPath(new URL('wordpress/', import.meta.url));

/** Folders of WordPress itself in the npm package, the newest build there that is a release, and of its scripts and styles. */
const BUILDS = 'node_modules/@wp-playground/wordpress-builds/src';
const STATIC_FILES = 'node_modules/@wp-playground/wordpress-builds/public/wp-6.5';

/** By kind (`wordpress/kinds.php`), the path of the site on its host. */
const SITES = {
  pretty: '',
  plain: '',
  folder: '/blog',
  closed: '',
  forbidden: '',
  'without-cors': '',
  'custom-cors': '',
  plugin: '',
  'plugin-plain': '',
};

const PHP = ['-d', 'opcache.enable_cli=1', '-d', 'display_errors=stderr'];

async function install(folder) {
  await npmCi(folder);
  const [wordpress, sqlite] = ['wordpress/wp-6.5.zip', 'sqlite-database-integration/sqlite-database-integration.zip'];
  await run('unzip', ['-q', join(BUILDS, wordpress), '-d', 'wordpress'], { cwd: folder });
  await run('unzip', ['-q', join(BUILDS, sqlite), '-d', 'sqlite'], { cwd: folder });
  cpSync(join(folder, STATIC_FILES), join(folder, 'wordpress'), { recursive: true, force: false });
  // All the other versions are in there as well.
  rmSync(join(folder, 'node_modules'), { recursive: true });

  const content = join(folder, 'wordpress/wp-content');
  const plugin = join(content, 'plugins/sqlite-database-integration');
  renameSync(join(folder, 'sqlite', readdirSync(join(folder, 'sqlite'))[0]), plugin);
  copyFileSync(join(plugin, 'db.copy'), join(content, 'db.php'));
  copyFileSync(join(folder, 'wp-config.php'), join(folder, 'wordpress/wp-config.php'));
  mkdirSync(join(content, 'mu-plugins'));
  copyFileSync(join(folder, 'kinds.php'), join(content, 'mu-plugins/kinds.php'));
  const env = { SITE_DATA: join(folder, 'data'), SITE_HOME: 'http://127.0.0.1', SITE_KIND: 'pretty' };
  await run('php', [...PHP, 'seed.php', join(folder, 'wordpress')], { cwd: folder, env });
}

/**
 * Starts every site.
 * @param work a folder for what they write
 * @returns their home pages by kind; `root`, the folder of WordPress, and `data`, that of the sites' own folders
 */
export async function start(work) {
  const folder = await cached('wordpress', SOURCE, install);
  await installPlugin(folder, work);
  const sites = await Promise.all(Object.entries(SITES).map(([kind, path]) => startSite(folder, work, kind, path)));
  return { ...Object.fromEntries(sites), root: join(folder, 'wordpress'), data: work };
}

/** Unpacks the zip that owners upload. Each site activates the plugin for itself. */
async function installPlugin(folder, work) {
  const plugins = join(folder, 'wordpress/wp-content/plugins');
  buildPlugin(pathToFileURL(join(work, 'built/newsrack/')));
  rmSync(join(plugins, 'newsrack'), { recursive: true, force: true });
  await run('unzip', ['-q', join(work, 'built/newsrack-wordpress.zip'), '-d', plugins]);
}

async function startSite(folder, work, kind, path) {
  const [data, root] = [join(work, kind, 'data'), join(work, kind, 'root')];
  mkdirSync(data, { recursive: true });
  // Requests write to it, and sites know nothing of one another.
  copyFileSync(join(folder, 'data/.ht.sqlite'), join(data, '.ht.sqlite'));
  if (path) mkdirSync(root);
  symlinkSync(join(folder, 'wordpress'), root + path);
  const port = await freePort();
  const home = `http://127.0.0.1:${port}${path}`;
  await startServer('php', [...PHP, '-S', `127.0.0.1:${port}`, '-t', root, join(folder, 'router.php')], {
    address: `${home}/wp-includes/version.php`,
    // Pages ask for several things at once, and the block editor for more.
    env: {
      ...{ SITE_DATA: data, SITE_HOME: home, SITE_KIND: kind },
      PHP_CLI_SERVER_WORKERS: kind.startsWith('plugin') ? '4' : '2',
    },
  });
  return [kind, home];
}
