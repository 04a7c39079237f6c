import { expect } from 'chai';
import type { NewsTagFeed, NewsTagList } from '../../src/index.js';
import { NewsArticleViewEvent, NewsError, NewsErrorEvent, NewsTagSelectEvent, configure } from '../../src/index.js';
import { clear, headlines, logged, parts, put, reached, until } from '../support/elements.js';
import { item, rss } from '../support/feeds.js';
import { Network } from '../support/network.js';
import { type Sample, samplesIn, whyNotInABrowser } from './samples.js';

/** Every sample of the README and of the pages in `docs/`, run as it stands there, against sources that answer. */

const pages = (await (await fetch('/docs/pages.json')).json()) as string[];
const samples = (
  await Promise.all(pages.map(async (page) => samplesIn(page, await (await fetch(`/${page}`)).text())))
).flat();

const src = (path: string) => new URL(`../../src/${path}`, import.meta.url).href;
const blob = (source: string, type = 'text/javascript') => URL.createObjectURL(new Blob([source], { type }));

const DATE = `<pubDate>${new Date().toUTCString()}</pubDate>`;
const BODY = rss(
  item(`<category>climate</category><description>The flood has come</description>${DATE}`) +
    item(`<category>peace negotiations</category>${DATE}`, 'https://a.example/b').replace('Title', 'Talks'),
);
const STORY = { title: 'Story', url: 'https://a.example/s' };
const STORIES = [{ link: STORY.url, slug: 's', headline: 'Story', date: '2026-05-26T09:30:00Z', media: [] }];
const GUARDIAN = { id: '1', webTitle: 'Story', webUrl: STORY.url };

/** Answers by address; the first that fits. */
const ANSWERS: [RegExp, unknown][] = [
  [/\/api\/news\?q=/, { stories: STORIES }],
  [/\/api\/stories\?topic=/, { data: { stories: STORIES } }],
  [/^https:\/\/api\.gdeltproject\.org\//, { articles: [{ ...STORY, seendate: '20260526T093000Z' }] }],
  [/\/wp-json\/wp\/v2\/posts/, [{ id: 1, link: STORY.url, title: { rendered: 'Story' } }]],
  [/\/wp-json\/wp\/v2\/(?:tags|categories)/, [{ id: 1, name: 'Climate', slug: 'climate' }]],
  [/\/wp-json\//, { name: 'Blog', url: 'https://blog.example.org' }],
  [/^https:\/\/public-api\.wordpress\.com\//, { posts: [{ ID: 1, title: 'Story', URL: STORY.url }] }],
  [/\/ghost\/api\/content\/posts\//, { posts: [{ id: '1', ...STORY, tags: [], authors: [] }] }],
  [/^https:\/\/hn\.algolia\.com\//, { hits: [{ objectID: '1', ...STORY }], nbPages: 1 }],
  [
    /^https:\/\/api\.spaceflightnewsapi\.net\//,
    { results: [{ ...STORY, id: 1, title: 'A story of the moon' }], next: null },
  ],
  [/\/api\/v1\/timelines\/tag\//, [{ id: '1', card: { type: 'link', ...STORY } }]],
  [/^https:\/\/dev\.to\/api\//, [{ id: 1, ...STORY }]],
  [/^https:\/\/content\.guardianapis\.com\//, { response: { status: 'ok', pages: 1, results: [GUARDIAN] } }],
  [/^https:\/\/example\.org\/relay\?url=/, BODY],
  [/^https:\/\/relay\.example\.org\/(?:world|\?(?:url|tag)=)/, BODY],
  [/^https:\/\/(?:[\w]+\.)*example\.(?:org|com|net)\/[\w/-]*(?:\.xml|\.atom|\.json|\/feed\/?)$/, BODY],
  [new RegExp(`^${location.origin}/(?:feed/?|[\\w/-]+\\.(?:xml|json))$`), BODY],
];

let network: Network;
beforeEach(() => {
  network = new Network();
  for (const [address, answer] of ANSWERS)
    network.always(address, () => new Response(typeof answer === 'string' ? answer : JSON.stringify(answer)));
});
afterEach(async () => {
  configure({ relay: undefined, storage: undefined, fetch: undefined, words: {} });
  network.restore();
  await clear();
});

/** The address of released files; tests replace it by that of the files here. */
const CDN = /https:\/\/cdn\.jsdelivr\.net\/npm\/newsrack@[\d.]+\/dist\/cdn\//g;
const READY = blob(`export const ready = import('${src('index.ts')}');`);

/** The imports of a module, as they are here. */
const inThisPage = (source: string) =>
  source
    .replace(/(?<=from ')(?:…\/|https:\/\/cdn\.jsdelivr\.net\/npm\/newsrack@[\d.]+\/dist\/cdn\/)newsrack\.js/g, READY)
    .replaceAll(/'newsrack\/define'/g, `'${src('define.ts')}'`)
    .replaceAll(/'newsrack\/define\/(.+)'/g, `'${src('tags/')}$1.ts'`)
    .replaceAll(/'newsrack\/providers\/(.+)'/g, `'${src('providers/register/')}$1.ts'`)
    .replaceAll(`'newsrack'`, `'${src('index.ts')}'`)
    .replaceAll('>…<', '><channel><item><title>T</title><link>/t</link></item></channel><');

async function runModule(source: string): Promise<void> {
  const url = blob(inThisPage(source));
  await import(url);
  URL.revokeObjectURL(url);
}

const nameOf = ({ page, heading }: Sample, n: number) => `${page}, “${heading}” (${n + 1})`;
const inBrowser = samples.filter((sample) => !whyNotInABrowser(sample));
const written = (language: string) => inBrowser.filter((sample) => sample.language === language);

/** Asserts that a sample in HTML does something. */
async function expectGood(stage: HTMLElement): Promise<void> {
  const feeds = [...stage.querySelectorAll('news-tag-feed')];
  for (const feed of feeds) {
    // As a reader does: lists are lazy.
    feed.scrollIntoView();
    if (feed.loading === 'click') {
      await until(() => parts(feed, 'agree').length > 0);
      parts(feed, 'agree')[0]!.click();
    }
    await reached(feed, 'ready');
    const ownCards = () => [...feed.querySelectorAll('[slot^="article-"] [data-news="title"]')];
    await until(() => headlines(feed).length + ownCards().length > 0);
    if (feed.querySelector('template')) expect(ownCards()[0]!.textContent).to.equal('Title');
  }
  const partOf = { 'news-article-card': 'card', 'news-app-promo': 'promo', 'news-tag-list': 'tag' };
  for (const [tag, part] of Object.entries(partOf)) {
    for (const element of stage.querySelectorAll<NewsTagList>(tag)) {
      await element.updateComplete;
      await until(() => parts(element, part).length > 0);
    }
  }
}

/** Attributes are those of the element, or of all elements. */
function unknownAttributes(stage: HTMLElement): string[] {
  const known = (element: Element, name: string) =>
    /^(?:data-.+|id|class|lang|dir|slot|hidden)$/.test(name) ||
    (customElements.get(element.localName) as typeof NewsTagFeed | undefined)?.observedAttributes.includes(name);
  return [...stage.querySelectorAll('*')]
    .filter(({ localName }) => localName.startsWith('news-'))
    .flatMap((element) => element.getAttributeNames().filter((name) => !known(element, name)));
}

written('html').forEach((sample, n) => {
  it(`HTML: ${nameOf(sample, n)} shows without a warning`, async () => {
    // The pasted script is what this page has loaded already.
    const loads = new RegExp(
      `<script[^>]* src="(?:${CDN.source}|/newsrack/)newsrack(?:\\.all|\\.classic)?\\.js"[^>]*></script>`,
      'g',
    );
    // Asking early is a hint only, and nobody would take up what it brings.
    const hints = /<link rel="(?:preload|modulepreload|preconnect)"[^>]*>/g;
    const modules: string[] = [];
    const html = sample.source
      .replace(loads, '')
      .replace(hints, '')
      .replace(/<script type="module">([^]*?)<\/script>/g, (_all, source: string) => {
        modules.push(source);
        return '';
      })
      .replace(CDN, src(''));
    expect(html).not.to.match(/<script(?! type="application\/)/);
    const messages = await logged(async () => {
      const stage = put<HTMLElement>(`<div>${html}</div>`);
      expect(unknownAttributes(stage)).to.deep.equal([]);
      for (const source of modules) await runModule(source);
      await expectGood(stage);
      for (const style of stage.querySelectorAll('style')) expect(faultsOf(style.textContent!)).to.deep.equal([]);
      expect(stage.querySelectorAll(':not(:defined)')).to.have.length(0);
    });
    expect(messages).to.be.empty;
  });
});

written('js').forEach((sample, n) => {
  it(`JavaScript: ${nameOf(sample, n)} runs`, async () => {
    const feed = put('<news-tag-feed id="news" src="https://example.org/feed.xml"></news-tag-feed>');
    const keepHere = (event: Event) => event.preventDefault();
    addEventListener('click', keepHere);
    await runModule(sample.source);
    await reached(feed, 'ready');
    // What listens hears of all that can happen; what it throws fails the test.
    const [article] = feed.feed!.articles;
    feed.dispatchEvent(new NewsArticleViewEvent({ article: article!, index: 0 }));
    feed.dispatchEvent(new NewsErrorEvent({ error: new NewsError('network', 'No network.') }));
    feed.dispatchEvent(new NewsTagSelectEvent({ tag: 'climate' }));
    feed.dispatchEvent(new CustomEvent('consent-given', { bubbles: true }));
    feed.shadowRoot!.querySelector<HTMLElement>('[part~="link"]')!.click();
    await feed.updateComplete;
    removeEventListener('click', keepHere);
  });
});

const manifest = (await (await fetch('/custom-elements.json')).json()) as {
  modules: { declarations: Record<'cssProperties' | 'cssParts' | 'cssStates', { name: string }[]>[] }[];
};
const documented = (kind: 'cssProperties' | 'cssParts' | 'cssStates') =>
  new Set(
    manifest.modules
      .flatMap(({ declarations }) => declarations.flatMap((one) => one[kind] ?? []))
      .map(({ name }) => name),
  );
const [tokens, partNames, states] = [documented('cssProperties'), documented('cssParts'), documented('cssStates')];

/** Returns the parts of a style sheet that Chromium or newsrack does not know. */
function faultsOf(css: string): string[] {
  const source = css.replace(/\/\*[^]*?\*\//g, '');
  const all = (pattern: RegExp) => [...source.matchAll(pattern)];
  const rules = all(/\{/g).length;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(source);
  const count = (list: CSSRuleList): number =>
    [...list].reduce((sum, rule) => sum + 1 + count((rule as CSSGroupingRule).cssRules ?? []), 0);
  const declarations = all(/(?<=[{;]\s*)([\w-]+)\s*:\s*([^;{}]+)(?=[;}])/g);
  return [
    ...(count(sheet.cssRules) < rules ? ['a rule that Chromium drops'] : []),
    ...declarations
      .filter(([, name, value]) =>
        name!.startsWith('--')
          ? name!.startsWith('--news-') && !tokens.has(name!)
          : !CSS.supports(name!, value!.trim()),
      )
      .map(([declaration]) => declaration),
    ...all(/::part\(([^)]*)\)/g)
      .flatMap(([, names]) => names!.split(/\s+/))
      .filter((name) => !partNames.has(name)),
    ...all(/:state\(([^)]*)\)/g)
      .map(([, name]) => name!)
      .filter((name) => !states.has(name)),
    ...all(/\b(news-[\w-]+)(?=[\s{:[,.])/g)
      .map(([, name]) => name!)
      .filter(
        (name) => !customElements.get(name) && !source.includes(`--${name}`) && !source.includes(`@keyframes ${name}`),
      ),
  ];
}

written('css').forEach((sample, n) => {
  it(`CSS: ${nameOf(sample, n)} has no unknown properties or selectors`, () => {
    expect(faultsOf(sample.source)).to.deep.equal([]);
  });
});

it('the check finds unknown properties and selectors', () => {
  const css =
    'news-tag-feed { --news-colour: red; colr: red } news-tag-feed::part(titel) { color: rad } news-feed:state(done) { color: red }';
  expect(faultsOf(css)).to.have.length(6);
});

it('the first CSS of the page about styling has the described effect', async () => {
  const { source } = written('css').find(({ page }) => page === 'docs/styling.md')!;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(source);
  document.adoptedStyleSheets.push(sheet);
  const feed = put('<news-tag-feed></news-tag-feed>');
  feed.articles = [{ url: 'https://a.example/', title: 'T', category: 'C' }];
  await reached(feed, 'ready');
  expect(getComputedStyle(parts(feed, 'headline')[0]!).fontFamily).to.include('Georgia');
  expect(getComputedStyle(parts(feed, 'headline')[0]!).fontSize).to.equal('24px');
  expect(getComputedStyle(parts(feed, 'category')[0]!).color).to.equal('rgb(102, 51, 153)');
  document.adoptedStyleSheets.pop();
});
