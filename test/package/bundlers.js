/** Bundles of `shared/bundled/` hold only what was imported, and work. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { showsHeadlines } from './pages.js';

const PROVIDERS = ['api.gdeltproject.org', 'hn.algolia.com', 'content.guardianapis.com', 'public-api.wordpress.com'];
/** Global that lit keeps in the page, by which its presence shows. */
const LIT = ['litHtmlVersions', 'litElementVersions', 'reactiveElementVersions'];

const FEED = {
  version: 'https://jsonfeed.org/version/1.1',
  items: [
    { id: '1', url: 'https://example.org/1', title: 'One' },
    { id: '2', url: 'https://example.org/2', title: 'Two' },
  ],
};

const pageWith = (html) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Bundled</title>
<link rel="icon" href="data:,"><script type="module" src="main.js"></script><body>${html}</body></html>`;

const mentions = (code, chunk) => code.includes(chunk);
const imports = (code, chunk) => new RegExp(`(?:from|import)\\s*["'][./\\w]*${chunk}\\.js["']`).test(code);

export async function checkBundler({ app, folder, check, run, visit }) {
  // Packing has made it.
  const manifest = JSON.parse(readFileSync(new URL('../../custom-elements.json', import.meta.url), 'utf8'));
  const elements = manifest.modules.flatMap(({ declarations }) => declarations.flatMap(({ tagName }) => tagName ?? []));
  const otherElements = elements.filter((name) => name !== 'news-tag-feed');
  const textOf = (path) => readFileSync(join(folder, 'dist', path), 'utf8');
  /** The code of an entry with all chunks that it leads to. esbuild also writes chunks that nothing leads to any more. */
  const codeOf = (entry, leadsTo = mentions) => {
    const files = readdirSync(join(folder, 'dist', entry), { recursive: true }).filter((file) => file.endsWith('.js'));
    let code = textOf(`${entry}/main.js`);
    const reached = new Set(['main.js']);
    for (let next; (next = files.find((file) => !reached.has(file) && leadsTo(code, basename(file, '.js'))));) {
      reached.add(next);
      code += textOf(`${entry}/${next}`);
    }
    return code;
  };
  const lacks = (code, words) =>
    assert.deepEqual(
      words.filter((word) => code.includes(word)),
      [],
    );
  const put = (path, text) => writeFileSync(join(folder, 'dist', path), text);
  const namesOf = (page) =>
    page.evaluate((names) => names.filter((name) => customElements.get(name)), ['my-feed', ...elements]);

  await check('one element brings no other element and no provider but its own', async () => {
    const code = codeOf('element');
    lacks(code, [...otherElements, ...PROVIDERS]);
    put('element/feed.json', JSON.stringify(FEED));
    put('element/index.html', pageWith('<news-tag-feed src="feed.json"></news-tag-feed>'));
    await visit(`${app}/dist/element/index.html`, async (page) => {
      await showsHeadlines(page, 'news-tag-feed', ['One', 'Two']);
      assert.deepEqual(await namesOf(page), ['news-tag-feed']);
    });
  });

  await check('parseFeed alone brings nothing of elements, and works on a server', async () => {
    lacks(codeOf('parser', imports), ['news-tag-feed', ...otherElements, ...PROVIDERS, ...LIT]);
    const main = pathToFileURL(join(folder, 'dist/parser/main.js')).href;
    const print = `await import(${JSON.stringify(main)}); console.log(JSON.stringify(parsed))`;
    const { stdout, stderr } = await run(process.execPath, ['--input-type=module', '--eval', print], folder);
    assert.equal(stderr, '');
    assert.deepEqual(
      JSON.parse(stdout).articles.map(({ title, url }) => `${title} ${url}`),
      ['A story https://example.org/story'],
    );
  });

  await check('an element goes by another name', async () => {
    lacks(codeOf('renamed'), [...otherElements, ...PROVIDERS]);
    put('renamed/feed.json', JSON.stringify(FEED));
    put('renamed/index.html', pageWith('<my-feed src="feed.json"></my-feed><news-tag-feed></news-tag-feed>'));
    await visit(`${app}/dist/renamed/index.html`, async (page) => {
      await showsHeadlines(page, 'my-feed', ['One', 'Two']);
      assert.deepEqual(await namesOf(page), ['my-feed']);
    });
  });

  await check('everything registers all elements, with providers that come when they are asked for', async () => {
    const code = codeOf('everything');
    for (const host of PROVIDERS) assert.ok(code.includes(host), host);
    lacks(textOf('everything/main.js'), PROVIDERS);
    put('everything/stories.json', JSON.stringify({ data: FEED.items }));
    const feed = '<news-tag-feed provider="json" map="items: data" src="stories.json"></news-tag-feed>';
    put('everything/index.html', pageWith(feed));
    await visit(`${app}/dist/everything/index.html`, async (page) => {
      await showsHeadlines(page, 'news-tag-feed', ['One', 'Two']);
      assert.deepEqual(await namesOf(page), elements);
    });
  });
}
