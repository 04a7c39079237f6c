/**
 * A rehearsal of two releases: a registry of npm's kind on this machine (verdaccio, by the lock file in `registry/`) takes the
 * packed package and the release after it. newsrack and what it depends on come from that registry alone, so a release that lacks
 * something fails here. What a CDN would make of it is served to Chromium.
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cached, npmCi } from '../servers/packages.js';
import { startServer } from '../servers/processes.js';
import { serve, startChromium } from '../support/chromium.js';
import { freePort } from '../support/free-port.js';

const SOURCE = fileURLToPath(new URL('registry/', import.meta.url));
const root = fileURLToPath(new URL('../../', import.meta.url));
const readJson = (...path) => JSON.parse(readFileSync(join(...path), 'utf8'));

const { version } = readJson(root, 'package.json');
const [major, minor, patch] = version.split('.');
const next = `${major}.${minor}.${Number(patch) + 1}`;

/** In milliseconds, for a page to show its cards. */
const PATIENCE = 30_000;

const TYPES = { '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json' };

const integrityOf = (bytes, algorithm = 'sha512') =>
  `${algorithm}-${createHash(algorithm).update(bytes).digest('base64')}`;

const filesIn = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();

/** Folders of the packages that npm installs with newsrack, by name. */
function dependencies() {
  const found = new Map();
  const add = ({ dependencies: needed = {} }) => {
    for (const name of Object.keys(needed).filter((one) => !found.has(one))) {
      const folder = join(root, 'node_modules', name);
      found.set(name, folder);
      add(readJson(folder, 'package.json'));
    }
  };
  add(readJson(root, 'package.json'));
  return found;
}

/**
 * Starts the registry. It knows no other one, and anybody may publish.
 * @returns its `origin`, and the environment in which npm uses it and nothing of this machine
 */
async function startRegistry(work) {
  const folder = await cached('registry', SOURCE, (made) => npmCi(made));
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}/`;
  const everything = { access: '$all', publish: '$all' };
  const config = {
    storage: join(work, 'storage'),
    packages: { '@*/*': everything, '**': everything },
    uplinks: {},
    max_body_size: '50mb',
    web: { enable: false },
    log: { type: 'stdout', level: 'warn' },
  };
  const [configFile, npmrc] = [join(work, 'verdaccio.yaml'), join(work, 'npmrc')];
  writeFileSync(configFile, JSON.stringify(config));
  // npm publishes nothing without a token, whatever it is.
  writeFileSync(
    npmrc,
    `registry=${origin}\n//127.0.0.1:${port}/:_authToken=any\naudit=false\nfund=false\nupdate-notifier=false\n`,
  );
  const command = join(folder, 'node_modules/verdaccio/bin/verdaccio');
  const stop = await startServer(process.execPath, [command, '--config', configFile, '--listen', `127.0.0.1:${port}`], {
    address: `${origin}-/ping`,
    cwd: work,
  });
  const env = { npm_config_userconfig: npmrc, npm_config_registry: origin, npm_config_cache: join(work, 'npm-cache') };
  return { origin, env, stop };
}

/** The document of a package in the registry. */
const packument = async (origin, name) => (await fetch(origin + name.replace('/', '%2f'))).json();

/** Puts packed packages into the registry by the request that npm makes for it. */
async function put(origin, tarball, { name, version: own }) {
  const bytes = readFileSync(tarball);
  const file = `${name}-${own}.tgz`;
  const dist = {
    tarball: `${origin}${name}/-/${file}`,
    integrity: integrityOf(bytes),
    shasum: createHash('sha1').update(bytes).digest('hex'),
  };
  const manifest = { ...readJson(dependencies().get(name), 'package.json'), _id: `${name}@${own}`, dist };
  const body = {
    ...{ _id: name, name, 'dist-tags': { latest: own }, versions: { [own]: manifest } },
    _attachments: {
      [file]: { content_type: 'application/octet-stream', data: bytes.toString('base64'), length: bytes.length },
    },
  };
  const headers = { 'content-type': 'application/json' };
  const { status } = await fetch(origin + name.replace('/', '%2f'), {
    method: 'PUT',
    headers,
    body: JSON.stringify(body),
  });
  assert.equal(status, 201, name);
}

/** Makes the release after a packed one: code whose chunks have other names, and the version that goes with it. */
function changeRelease(folder) {
  const write = (path, text) => writeFileSync(join(folder, path), text);
  write('package.json', JSON.stringify({ ...readJson(folder, 'package.json'), version: next }, null, 2));
  const cdn = join(folder, 'dist/cdn');
  const [, hash] = /^first-([\w-]{8})\.js$/m.exec(readdirSync(join(cdn, 'chunks')).join('\n'));
  const nextHash = [...hash].reverse().join('') === hash ? 'released' : [...hash].reverse().join('');
  for (const path of filesIn(cdn).filter((one) => /\.js(?:on)?$/.test(one))) {
    const text = readFileSync(join(cdn, path), 'utf8').replaceAll(hash, nextHash).replaceAll(version, next);
    writeFileSync(join(cdn, path), text);
    renameSync(join(cdn, path), join(cdn, path.replace(hash, nextHash)));
  }
}

const FEED = `<rss version="2.0"><channel><title>Paper</title>${[1, 2, 3]
  .map(
    (n) => `<item><title>Rain ${n}</title><link>https://paper.example/${n}</link><category>World</category>
      <pubDate>${new Date(Date.now() - n * 36e5).toUTCString()}</pubDate></item>`,
  )
  .join('')}</channel></rss>`;
const ATOM = `<feed xmlns="http://www.w3.org/2005/Atom"><title>Paper</title><entry><id>a:1</id><title>Fog</title>
  <link href="https://paper.example/1"/><updated>${new Date().toISOString()}</updated></entry></feed>`;

/** A CDN of npm packages, as pages see it: ranges lead to the newest release that fits, and are kept for a week. */
async function startCdn(origin, work, run) {
  const unpacked = new Map();
  const pages = new Map();
  const requested = [];

  /** Unpacks a release as the registry gives it. */
  function unpack(own, { tarball, integrity }) {
    const make = async () => {
      const bytes = Buffer.from(await (await fetch(tarball)).arrayBuffer());
      assert.equal(integrityOf(bytes), integrity);
      const folder = join(work, 'cdn', own);
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'package.tgz'), bytes);
      await run('tar', ['xzf', 'package.tgz'], folder);
      return join(folder, 'package');
    };
    if (!unpacked.has(own)) unpacked.set(own, make());
    return unpacked.get(own);
  }

  async function fileFor(range, path) {
    const { versions } = await packument(origin, 'newsrack');
    const fits = Object.keys(versions).filter((one) => one === range || one.startsWith(`${range}.`));
    // The newest is the last that was published.
    const own = fits.at(-1);
    return own && join(await unpack(own, versions[own].dist), path);
  }

  const server = await serve((request, response) => {
    const { pathname } = new URL(request.url, 'http://cdn');
    const send = (type, body, age = 'no-store') =>
      response.writeHead(200, { 'content-type': `${type}; charset=utf-8`, 'cache-control': age }).end(body);
    if (pages.has(pathname)) return send('text/html', pages.get(pathname));
    if (pathname === '/feed.xml') return send('text/xml', FEED);
    if (pathname === '/atom.xml') return send('text/xml', ATOM);
    const [, range, path] = /^\/npm\/newsrack@([^/]+)\/(.+)$/.exec(pathname) ?? [];
    requested.push(pathname);
    const found = range ? fileFor(range, path) : Promise.resolve();
    return found.then(
      (file) =>
        file && existsSync(file) && statSync(file).isFile()
          ? send(TYPES[extname(file)] ?? 'text/plain', readFileSync(file), 'public, max-age=604800')
          : response.writeHead(404).end(),
      () => response.writeHead(500).end(),
    );
  });
  return { ...server, pages, requested };
}

const pageWith = (script, body) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><title>Page</title>${script}${body}`;
const scriptOf = (range, file = 'newsrack.js', more = '') =>
  `<script type="module" src="/npm/newsrack@${range}/dist/cdn/${file}"${more}></script>`;
const LIST = '<news-tag-feed src="/feed.xml" loading="eager"></news-tag-feed>';
/** It needs chunks that a plain list does not. */
const MORE = `<news-tag-list></news-tag-list><news-tag-feed src="/atom.xml" layout="grid" loading="eager"></news-tag-feed>`;

/** Opens a page and waits until each feed shows cards. Returns from where its files came, and whether from the cache. */
async function visit(context, cdn, html) {
  const path = `/page-${cdn.pages.size}`;
  cdn.pages.set(path, html);
  const tab = await context.newPage();
  const [complaints, files] = [[], []];
  tab.on('pageerror', (error) => complaints.push(String(error)));
  tab.on('console', (message) => ['error', 'warn'].includes(message.type()) && complaints.push(message.text()));
  tab.on('response', (response) => {
    const [, range, file] = /\/npm\/newsrack@([^/]+)\/dist\/cdn\/(.+)$/.exec(response.url()) ?? [];
    if (file) files.push({ range, file, isCached: response.fromCache() });
  });
  try {
    await tab.goto(cdn.origin + path);
    const isShown = () =>
      [...document.querySelectorAll('news-tag-feed')].every(
        (feed) => feed.status === 'ready' && feed.shadowRoot.querySelectorAll('[part~="headline"]').length > 0,
      );
    await tab.waitForFunction(isShown, { timeout: PATIENCE });
    await tab.waitForNetworkIdle({ idleTime: 50 });
    assert.deepEqual(complaints, []);
    return files;
  } catch (error) {
    error.message += [...complaints, ...files.map((one) => JSON.stringify(one))].map((one) => `\n${one}`).join('');
    throw error;
  } finally {
    await tab.close();
  }
}

const foldersOf = (files, isStarter) => [
  ...new Set(files.filter(({ file }) => (file === 'newsrack.js') === isStarter).map(({ range }) => range)),
];

/**
 * Rehearses two releases.
 * @param check counts what is checked; `run` runs a command in a folder; `tarball` is the packed package
 */
export async function checkRegistry({ check, run, work, tarball }) {
  mkdirSync(work, { recursive: true });
  const registry = await startRegistry(work);
  const { origin, env } = registry;
  const npm = (args, folder) => run('npm', args, folder, env);
  const inFolder = (name) => {
    mkdirSync(join(work, name), { recursive: true });
    return join(work, name);
  };
  const packed = inFolder('packed');
  await run('tar', ['xzf', tarball], packed);
  const publish = (file) => npm(['publish', file, '--provenance=false'], work);
  const app = inFolder('app');
  writeFileSync(join(app, 'package.json'), '{ "private": true, "type": "module" }');
  let [browser, cdn] = [];
  try {
    await check('takes what newsrack depends on', async () => {
      const folder = inFolder('dependencies');
      const { stdout } = await npm(
        ['pack', '--json', '--ignore-scripts', '--pack-destination', folder, ...dependencies().values()],
        work,
      );
      const all = Object.values(JSON.parse(stdout));
      assert.equal(all.length, dependencies().size);
      for (const one of all) await put(origin, join(folder, one.filename), one);
    });

    await check('gets no release from a machine that cannot state where it was built', () =>
      // `npm run --silent` passes its silence on, and the reason would be missing.
      assert.rejects(npm(['publish', tarball, '--loglevel=error'], work), /provenance/i),
    );

    await check(`takes ${version} from npm, as it was packed`, async () => {
      await publish(tarball);
      const { 'dist-tags': tags, versions } = await packument(origin, 'newsrack');
      assert.equal(tags.latest, version);
      assert.equal(versions[version].dist.integrity, integrityOf(readFileSync(tarball)));
    });

    await check(`gives ${version} for newsrack@${major}, file by file as it was packed`, async () => {
      await npm(['install', `newsrack@${major}`], app);
      const [given, wanted] = [join(app, 'node_modules/newsrack'), join(packed, 'package')];
      assert.deepEqual(filesIn(given), filesIn(wanted));
      for (const file of filesIn(wanted))
        assert.ok(readFileSync(join(given, file)).equals(readFileSync(join(wanted, file))), file);
      const { packages } = readJson(app, 'node_modules/.package-lock.json');
      assert.equal(packages['node_modules/newsrack'].integrity, integrityOf(readFileSync(tarball)));
    });

    await check('every import leads to a file of what was installed', async () => {
      const { exports } = readJson(app, 'node_modules/newsrack/package.json');
      const names = Object.entries(exports).flatMap(([door, target]) => {
        if (!door.includes('*')) return [door];
        const [before, after] = (target.default ?? target).split('*');
        const folder = join(app, 'node_modules/newsrack', before);
        // Modules that hold types alone have one file for all.
        if (after === undefined) return [door.replace('*', 'react')];
        const found = readdirSync(folder).filter((name) => name.endsWith(after));
        return found.map((name) => door.replace('*', name.slice(0, -after.length)));
      });
      assert.ok(names.length > 20, names.join());
      const script = `import { existsSync } from 'node:fs';
        for (const name of ${JSON.stringify(names)}) {
          const url = import.meta.resolve(name.replace(/^\\./, 'newsrack'));
          if (!existsSync(new URL(url))) throw new Error(name + ': ' + url);
        }
        const { parseFeed } = await import('newsrack');
        const { createRelay } = await import('newsrack/server');
        if (typeof parseFeed !== 'function' || typeof createRelay !== 'function') throw new Error('Something is missing.');`;
      writeFileSync(join(app, 'imports.js'), script);
      await run(process.execPath, ['imports.js'], app);
    });

    await check('npx runs the commands, installed or not', async () => {
      const { stdout: own } = await run('npx', ['newsrack', '--version'], app, env);
      assert.equal(own.trim(), version);
      const { stdout: help } = await run('npx', ['newsrack', '--help'], app, env);
      assert.match(help, /newsrack relay/);
      const { stdout: elsewhere } = await run(
        'npx',
        ['--yes', `newsrack@${major}`, '--version'],
        inFolder('empty'),
        env,
      );
      assert.equal(elsewhere.trim(), version);
    });

    cdn = await startCdn(origin, work, run);
    browser = await startChromium();
    const returning = await browser.createBrowserContext();
    const fresh = () => browser.createBrowserContext();

    await check(`a page with newsrack@${major} from a CDN shows cards`, async () => {
      const files = await visit(returning, cdn, pageWith(scriptOf(major), LIST));
      assert.deepEqual([foldersOf(files, true), foldersOf(files, false)], [[major], [version]]);
    });

    await check(`a page with newsrack@${version} and integrity shows cards`, async () => {
      const { files } = readJson(packed, 'package/dist/cdn/manifest.json');
      const whole = `integrity="${files['newsrack.all.js'].integrity}"`;
      const loaded = await visit(await fresh(), cdn, pageWith(scriptOf(version, 'newsrack.all.js', ` ${whole}`), LIST));
      assert.deepEqual(
        loaded.map(({ range, file }) => [range, file]),
        [[version, 'newsrack.all.js']],
      );
      const inParts = await visit(await fresh(), cdn, pageWith(scriptOf(version), LIST));
      assert.deepEqual(foldersOf(inParts, false), [version]);
    });

    await check(`takes ${next} from npm, which is then what newsrack@${major} gives`, async () => {
      const folder = inFolder('changed');
      await run('tar', ['xzf', tarball], folder);
      changeRelease(join(folder, 'package'));
      const { stdout } = await npm(
        ['pack', '--json', '--ignore-scripts', '--pack-destination', folder],
        join(folder, 'package'),
      );
      const [{ filename }] = Object.values(JSON.parse(stdout));
      await publish(join(folder, filename));
      await npm(['update', 'newsrack'], app);
      assert.equal(readJson(app, 'node_modules/newsrack/package.json').version, next);
    });

    await check(`a new reader gets ${next} for newsrack@${major}`, async () => {
      const files = await visit(await fresh(), cdn, pageWith(scriptOf(major), LIST + MORE));
      assert.deepEqual([foldersOf(files, true), foldersOf(files, false)], [[major], [next]]);
    });

    await check(
      `a reader with the starter of ${version} in the cache gets the rest of ${version}, and cards`,
      async () => {
        const before = cdn.requested.length;
        const files = await visit(returning, cdn, pageWith(scriptOf(major), LIST + MORE));
        assert.deepEqual(
          files.filter(({ file }) => file === 'newsrack.js').map(({ isCached }) => isCached),
          [true],
        );
        assert.deepEqual(foldersOf(files, false), [version]);
        // What the first visit did not need comes from the CDN now, which has both releases.
        const asked = cdn.requested.slice(before);
        assert.ok(
          asked.length > 0 && asked.every((path) => path.startsWith(`/npm/newsrack@${version}/`)),
          asked.join(),
        );
      },
    );
  } finally {
    await browser?.close();
    await cdn?.stop();
    await registry.stop();
  }
}
