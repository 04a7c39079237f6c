/** The package as Node sees it: built by `npm test` before this runs. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { catalogue } from '../../dist/providers/catalogue.js';
import { providerNamed } from '../../dist/providers/registry.js';
import { linksIn, resolved } from '../../scripts/site.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const PROVIDERS = ['feed', ...Object.keys(catalogue)];
const DOORS = new URL('../../dist/providers/register/', import.meta.url);

test('importing newsrack on a server has no effect and no error', async () => {
  const before = Object.keys(globalThis);
  const api = await import('newsrack');
  // What Lit and zod leave for themselves, such as version numbers.
  const added = Object.keys(globalThis).filter(
    (name) => !before.includes(name) && !/^(?:lit|reactive|__zod|customElements$)/.test(name),
  );
  assert.deepEqual(added, []);
  assert.equal(globalThis.customElements?.get('news-tag-feed'), undefined);
  for (const name of [
    'NewsTagFeed',
    'NewsArticleCard',
    'NewsTagList',
    'NewsAppPromo',
    'NewsError',
    'parseFeed',
    'loadFeed',
  ]) {
    assert.equal(typeof api[name], 'function', name);
  }
});

test('parseFeed works on a server', async () => {
  const { parseFeed, NewsError } = await import('newsrack');
  const body = '<rss version="2.0"><channel><item><title>T</title><link>/a</link></item></channel></rss>';
  assert.equal(parseFeed({ body, url: 'https://a.example/feed' }).articles[0].url, 'https://a.example/a');
  assert.throws(() => parseFeed({ body: 'no feed', url: 'https://a.example/' }), NewsError);
});

test('the entry points that register can be imported on a server too', async () => {
  await import('newsrack/define');
  await import('newsrack/define/news-tag-feed');
  await import('newsrack/define/news-tag-list');
});

test('importing newsrack registers only the providers of every element', async () => {
  await import('newsrack');
  for (const name of PROVIDERS) {
    const isKnown = await providerNamed(name).then(
      () => true,
      ({ code }) => code !== 'config',
    );
    assert.equal(isKnown, name === 'feed' || name === 'inline', name);
  }
});

for (const name of PROVIDERS) {
  test(`newsrack/providers/${name} registers that provider`, async () => {
    const exported = Object.entries(await import(`newsrack/providers/${name}`));
    assert.equal(exported.length, 1);
    const [[exportName, provider]] = exported;
    assert.equal(exportName, name.replace(/-(\w)/g, (_all, letter) => letter.toUpperCase()) + 'Provider');
    assert.equal(provider.name, name);
    assert.equal(await providerNamed(name), provider);
    assert.match(readFileSync(new URL(`${name}.d.ts`, DOORS), 'utf8'), new RegExp(`export \\{ ${exportName} \\}`));
  });
}

test('internals of providers can’t be imported', async () => {
  const doors = readdirSync(DOORS).filter((file) => file.endsWith('.js'));
  assert.deepEqual(doors.sort(), PROVIDERS.map((name) => `${name}.js`).sort());
  for (const path of [
    'tolerant',
    'xml',
    'registry',
    'catalogue',
    'json-map',
    'provider',
    'register/feed',
    'gdelt.js',
  ]) {
    await assert.rejects(
      import(`newsrack/providers/${path}`),
      /ERR_MODULE_NOT_FOUND|ERR_PACKAGE_PATH_NOT_EXPORTED|Cannot find/,
      path,
    );
  }
});

/** All code that a bundler makes of these imports, chunks that are loaded on demand included. */
async function bundle(...imports) {
  const { build } = await import('vite');
  // It stands beside this file, so that the package is found by its own name.
  const entry = fileURLToPath(new URL('bundled.js', import.meta.url));
  const { output } = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      cssMinify: 'lightningcss',
      modulePreload: false,
      rolldownOptions: { input: entry, external: /^(?:lit|@lit|zod)/ },
    },
    plugins: [
      {
        name: 'bundled',
        enforce: 'pre',
        resolveId: (id) => (id === entry ? id : undefined),
        load: (id) => (id === entry ? imports.map((from) => `import '${from}';`).join('\n') : undefined),
      },
    ],
  });
  return output.map(({ code, source }) => code ?? source).join('\n');
}

const HOSTS = ['api.gdeltproject.org', 'hn.algolia.com', 'content.guardianapis.com', 'public-api.wordpress.com'];

test('a bundle of one element contains only its own providers', async () => {
  const code = await bundle('newsrack/define/news-tag-feed');
  for (const needed of ['news-tag-feed', 'application\\/(ld', '@graph']) assert.ok(code.includes(needed), needed);
  for (const host of HOSTS) assert.ok(!code.includes(host), host);
});

test('bundlers keep a provider that was imported for its side effect', async () => {
  const code = await bundle('newsrack/define/news-tag-feed', 'newsrack/providers/gdelt', 'newsrack/providers/json');
  assert.deepEqual(
    HOSTS.filter((host) => code.includes(host)),
    [HOSTS[0]],
  );
  for (const name of ['gdeltProvider', 'jsonProvider']) assert.match(code, new RegExp(`defineProvider\\(${name}\\)`));
});

test('every ready-made look can be imported, and is among the CDN files', async () => {
  const names = readdirSync(new URL('../../src/presets/', import.meta.url));
  const built = readdirSync(new URL('../../dist/cdn/presets/', import.meta.url));
  assert.deepEqual(built, [...names, 'newsrack.tokens.json'].sort());
  for (const name of names) {
    const file = fileURLToPath(import.meta.resolve(`newsrack/presets/${name}`));
    assert.match(file, new RegExp(`dist.cdn.presets.${name}$`));
    assert.match(readFileSync(file, 'utf8'), /data-look/);
  }
});

test('bundlers keep a look that was imported for its side effect, and parse all of it', async () => {
  const looks = readdirSync(new URL('../../src/presets/', import.meta.url));
  const code = await bundle(...looks.map((name) => `newsrack/presets/${name}`));
  for (const kept of ['backdrop-filter', 'mix-blend-mode', 'oklch(from', 'Impact', 'Georgia'])
    assert.ok(code.includes(kept), kept);
});

test('modules of the package import only installed dependencies', () => {
  const dist = new URL('../../dist/', import.meta.url);
  const { dependencies, peerDependencies } = JSON.parse(readFileSync(new URL('../package.json', dist), 'utf8'));
  const allowed = new Set([...Object.keys(dependencies), ...Object.keys(peerDependencies)]);
  assert.deepEqual(Object.keys(dependencies).sort(), ['@lit/task', 'lit']);
  for (const name of readdirSync(dist, { recursive: true })) {
    if (!/^(?!cdn).*\.(?:js|d\.ts)$/.test(name)) continue;
    const code = readFileSync(new URL(name, dist), 'utf8').replace(/^\s*\*.*$/gm, '');
    for (const [, from] of code.matchAll(/^\s*(?:import|export|\}).*?from ['"]([^.'"][^'"]*)['"]/gm)) {
      const [owner] = /^(?:@[^/]+\/)?[^/]+/.exec(from);
      assert.ok(from.startsWith('node:') || from === 'buffer' || allowed.has(owner), `${name} imports ${from}`);
    }
  }
});

test('lock files contain no registry URL', () => {
  const apps = readdirSync(`${root}test/package`, { withFileTypes: true });
  const folders = apps
    .filter((one) => one.isDirectory() && one.name !== 'shared')
    .map(({ name }) => `test/package/${name}/`);
  assert.ok(folders.length > 8);
  for (const folder of ['', ...folders]) {
    assert.doesNotMatch(readFileSync(`${root}${folder}package-lock.json`, 'utf8'), /"resolved": "http/, folder);
  }
});

test('links in Markdown of the package lead to files of the package', () => {
  const args = ['pack', '--dry-run', '--json', '--ignore-scripts'];
  const output = execFileSync('npm', args, { cwd: root, encoding: 'utf8', shell: process.platform === 'win32' });
  const packed = JSON.parse(output)[0].files.map(({ path }) => path);
  const pages = packed.filter((path) => path.endsWith('.md'));
  assert.ok(pages.length > 20 && pages.includes('README.md') && pages.includes('SECURITY.md'));
  const broken = pages.flatMap((page) =>
    linksIn(readFileSync(`${root}${page}`, 'utf8'))
      .filter((link) => {
        const [path] = resolved(link, page);
        return path !== undefined && !packed.includes(path);
      })
      .map((link) => `${page}: ${link}`),
  );
  assert.deepEqual(broken, []);
});
