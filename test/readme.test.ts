import { expect } from 'chai';
import { configure } from '../src/index.js';
import { clear, headlines, logged, parts, put, reached, until } from './support/elements.js';
import { item, rss } from './support/feeds.js';
import { Network } from './support/network.js';

/** Every example of the README, run as it stands there, against a feed that answers at each of its addresses. */

const readme = await (await fetch('/README.md')).text();
const examples = (language: string) =>
  [...readme.matchAll(new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``, 'g'))].map(([, source]) => source!);

const DATE = `<pubDate>${new Date().toUTCString()}</pubDate>`;
const BODY = rss(
  item(`<category>climate</category><description>The flood has come</description>${DATE}`) +
    item(`<category>peace negotiations</category>${DATE}`, 'https://a.example/b').replace('Title', 'Talks'),
);

let network: Network;
beforeEach(() => {
  network = new Network();
  const stories = [
    { link: 'https://a.example/s', slug: 's', headline: 'Story', date: '2026-05-26T09:30:00Z', media: [] },
  ];
  const articles = [{ url: 'https://a.example/g', title: 'Seen', seendate: '20260526T093000Z' }];
  const json = (answer: object) => () => new Response(JSON.stringify(answer));
  network.always('https://example.org/api/news?q=climate&limit=30', json({ stories }));
  network.always('https://example.org/api/stories?topic=climate', json({ data: { stories } }));
  network.always(/^https:\/\/api\.gdeltproject\.org\//, json({ articles }));
  network.always(/^https:\/\/example\.org\/relay\?url=/, () => new Response(BODY));
  for (const name of ['feed.xml', 'world.xml', 'science.atom'])
    network.always(`https://example.org/${name}`, () => new Response(BODY));
});
afterEach(async () => {
  configure({ relay: undefined, storage: undefined, fetch: undefined, words: {} });
  network.restore();
  await clear();
});

examples('html').forEach((source, n) => {
  it(`HTML ${n + 1} shows without a warning`, async () => {
    // The script of the snippet is what this page has loaded already; its address is that of a release.
    const html = source.replace(/<script type="module"[^]*?<\/script>|<style>[^]*?<\/style>/g, '').trim();
    const messages = await logged(async () => {
      const stage = put<HTMLElement>(`<div>${html}</div>`);
      const feeds = [...stage.querySelectorAll('news-tag-feed')];
      for (const feed of feeds) {
        if (feed.loading === 'click') {
          await until(() => parts(feed, 'agree').length > 0);
          parts(feed, 'agree')[0]!.click();
        }
        await reached(feed, 'ready');
        const ownCards = () => [...feed.querySelectorAll('[slot^="article-"] [data-news="title"]')];
        await until(() => headlines(feed).length + ownCards().length > 0);
        if (feed.querySelector('template')) expect(ownCards()[0]!.textContent).to.equal('Title');
      }
      for (const element of stage.querySelectorAll('news-article-card, news-app-promo')) {
        await (element as HTMLElementTagNameMap['news-app-promo']).updateComplete;
        expect(parts(element as HTMLElement, element.localName === 'news-app-promo' ? 'promo' : 'card')).to.have.length(
          1,
        );
      }
      expect(stage.querySelectorAll(':not(:defined)')).to.have.length(0);
    });
    expect(messages).to.be.empty;
  });
});

examples('js').forEach((source, n) => {
  it(`JavaScript ${n + 1} runs`, async () => {
    const feed = put('<news-tag-feed src="https://example.org/feed.xml"></news-tag-feed>');
    const module = source
      .replaceAll(`'newsrack/define'`, `'${new URL('../src/define.ts', import.meta.url)}'`)
      .replaceAll(/'newsrack\/define\/(.+)'/g, `'${new URL('../src/tags/', import.meta.url)}$1.ts'`)
      .replaceAll(/'newsrack\/providers\/(.+)'/g, `'${new URL('../src/providers/register/', import.meta.url)}$1.ts'`)
      .replaceAll(`'newsrack'`, `'${new URL('../src/index.ts', import.meta.url)}'`)
      .replaceAll('…', '<channel><item><title>T</title><link>/t</link></item></channel>');
    const url = URL.createObjectURL(new Blob([module], { type: 'text/javascript' }));
    await import(url);
    URL.revokeObjectURL(url);
    await reached(feed, 'ready');
  });
});

examples('css').forEach((source, n) => {
  it(`CSS ${n + 1} changes what it says`, async () => {
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
});
