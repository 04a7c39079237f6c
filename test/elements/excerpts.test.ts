import { expect } from 'chai';
import type { NewsTagFeed } from '../../src/index.js';
import { clear, parts, put, reached, settled, until } from '../support/elements.js';

/** The ends of excerpts that are longer than their lines. */

afterEach(clear);

const SENTENCES =
  'The harbour board met on Tuesday. It heard engineers, pilots and fishermen, and agreed on deepening the northern fairway. Dredging starts in autumn, provided that the insurers of the participating municipalities agree, which they have not done so far. A final vote follows.';
const ONE_SENTENCE =
  'Engineers, pilots, fishermen and representatives of neighbouring municipalities considered deepening the northern fairway, strengthening breakwaters, rebuilding warehouses, relocating moorings and establishing an independent environmental observatory without reaching any agreement whatsoever';

async function shown(excerpt: string, attributes = '', width = 320): Promise<NewsTagFeed> {
  const feed = put(`<news-tag-feed ${attributes}></news-tag-feed>`);
  feed.parentElement!.style.inlineSize = `${width}px`;
  feed.articles = [{ url: 'https://a.example/1', title: 'Story', excerpt }];
  await reached(feed, 'ready');
  await settled();
  return feed;
}

const seen = (feed: NewsTagFeed) => parts(feed, 'excerpt')[0]!.textContent!.trim();
const isCut = (feed: NewsTagFeed, whole: string) => seen(feed) !== whole;

describe('an excerpt that is cut', () => {
  it('is cut when its card comes near the viewport, not before', async () => {
    const feed = put('<news-tag-feed page-size="12"></news-tag-feed>');
    feed.parentElement!.style.inlineSize = '320px';
    feed.articles = Array.from({ length: 12 }, (_, n) => ({
      url: `https://a.example/${n}`,
      title: `Story ${n}`,
      excerpt: ONE_SENTENCE,
    }));
    await reached(feed, 'ready');
    const textAt = (index: number) => parts(feed, 'excerpt').at(index)!.textContent!.trim();
    await until(() => textAt(0).endsWith('…'));
    expect(textAt(-1)).to.equal(ONE_SENTENCE);
    const height = feed.offsetHeight;
    parts(feed, 'excerpt').at(-1)!.scrollIntoView();
    await until(() => textAt(-1).endsWith('…'));
    expect(feed.offsetHeight).to.equal(height);
    scrollTo(0, 0);
  });

  it('ends after a word, at any width', async () => {
    const feed = await shown(ONE_SENTENCE);
    for (const width of [220, 260, 320, 375, 410, 480]) {
      feed.parentElement!.style.inlineSize = `${width}px`;
      await until(() => seen(feed).endsWith('…'));
      const words = seen(feed).slice(0, -1).split(' ');
      expect(ONE_SENTENCE.split(/[ ,]+/), `${width} px`).to.include(words.at(-1));
      const [excerpt] = parts(feed, 'excerpt');
      expect(excerpt!.getBoundingClientRect().height).to.be.greaterThan(40);
    }
  });

  it('ends after a sentence where one ends in its last line', async () => {
    const ends = new Set<string>();
    for (const width of [240, 280, 320, 360, 400, 440, 480]) {
      const feed = await shown(SENTENCES, '', width);
      await until(() => isCut(feed, SENTENCES));
      ends.add(seen(feed).endsWith('.') ? '.' : seen(feed).slice(-1));
      expect(seen(feed)).to.match(/[.…]$/);
    }
    expect([...ends]).to.include('.');
  });

  it('is whole again when there is space, and when the attribute requests all of it', async () => {
    const text = ONE_SENTENCE.slice(0, 180);
    const feed = await shown(text, '', 260);
    await until(() => isCut(feed, text));
    feed.parentElement!.style.inlineSize = '1000px';
    await until(() => !isCut(feed, text));
    feed.parentElement!.style.inlineSize = '260px';
    await until(() => isCut(feed, text));
    feed.excerptLines = 'all';
    await until(() => !isCut(feed, text));
  });

  it('keeps its height at any width, so that nothing below moves', async () => {
    const texts = [
      SENTENCES,
      ONE_SENTENCE,
      'Pilots wait, hour by hour. '.repeat(12).trim(),
      'Some words of a story that grows, page by page. '.repeat(20).trim(),
    ];
    for (const width of [200, 218, 240, 280, 320, 375, 480]) {
      const feed = put('<news-tag-feed></news-tag-feed>');
      feed.parentElement!.style.inlineSize = `${width}px`;
      feed.articles = texts.map((excerpt, n) => ({ url: `https://a.example/${n}`, title: excerpt, excerpt }));
      await reached(feed, 'ready');
      const cut = () => [...parts(feed, 'excerpt'), ...parts(feed, 'link')];
      const heights = () => cut().map((one) => one.getBoundingClientRect().height);
      const before = heights();
      await until(() => cut().every((one) => !texts.includes(one.textContent!.trim())));
      expect(heights(), `${width} px`).to.deep.equal(before);
      await clear();
    }
  });

  it('changes with the article, and keeps a page translation', async () => {
    const feed = await shown(ONE_SENTENCE);
    await until(() => isCut(feed, ONE_SENTENCE));
    feed.articles = [{ url: 'https://a.example/2', title: 'Other', excerpt: 'Short.' }];
    await feed.updateComplete;
    expect(seen(feed)).to.equal('Short.');
    feed.articles = [{ url: 'https://a.example/3', title: 'Other', excerpt: SENTENCES }];
    await feed.updateComplete;
    const [excerpt] = parts(feed, 'excerpt');
    const font = document.createElement('font');
    font.textContent = ONE_SENTENCE;
    excerpt!.replaceChildren(font);
    feed.parentElement!.style.inlineSize = '300px';
    await settled();
    expect(seen(feed)).to.equal(ONE_SENTENCE);
  });

  it('ends after a word or a sentence of scripts without spaces', async () => {
    for (const text of [
      '港の評議会は火曜日に会合を開き、北側の航路を深くすることで合意した。'.repeat(6),
      'คณะกรรมการท่าเรือประชุมกันเมื่อวันอังคารและเห็นชอบให้ขุดลอกร่องน้ำด้านเหนือ'.repeat(6),
      'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'.repeat(4),
    ]) {
      const feed = await shown(text);
      await until(() => isCut(feed, text));
      expect(seen(feed)).to.match(/[…。]$/);
      expect(text.startsWith(seen(feed).replace('…', ''))).to.equal(true);
      feed.remove();
    }
  });
});

describe('a headline that is cut', () => {
  it('ends after a word, is whole for assistive technology, and is whole again when there is space', async () => {
    const title = ONE_SENTENCE;
    const feed = put('<news-tag-feed></news-tag-feed>');
    feed.parentElement!.style.inlineSize = '240px';
    feed.articles = [{ url: 'https://a.example/1', title }];
    await reached(feed, 'ready');
    const link = () => parts(feed, 'link')[0]!;
    await until(() => link().textContent!.trim().endsWith('…'));
    expect(title.split(/[ ,]+/)).to.include(link().textContent!.trim().slice(0, -1).split(' ').at(-1));
    expect(link().ariaLabel).to.equal(title);
    feed.parentElement!.style.inlineSize = '1000px';
    await until(() => link().textContent!.trim() === title && link().ariaLabel === null);
  });
});

describe('a card on its own', () => {
  it('ends its excerpt and its headline after a word, at any width, and tells all of the headline', async () => {
    const card = put('<news-article-card href="https://a.example/1"></news-article-card>');
    Object.assign(card, { headline: ONE_SENTENCE, excerpt: ONE_SENTENCE });
    const ends = () => ['excerpt', 'link'].map((part) => parts(card, part)[0]?.textContent.trim() ?? '');
    for (const width of [240, 320, 375]) {
      card.parentElement!.style.inlineSize = `${width}px`;
      await until(() => ends().every((end) => end.endsWith('…')));
      for (const end of ends())
        expect(ONE_SENTENCE.split(/[ ,]+/), `${width} px`).to.include(end.slice(0, -1).split(' ').at(-1));
    }
    expect(parts(card, 'link')[0]!.ariaLabel).to.equal(ONE_SENTENCE);
    Object.assign(card, { headline: 'Short', excerpt: 'Short too.' });
    await until(() => ends().join() === 'Short too.,Short' && parts(card, 'link')[0]!.ariaLabel === null);
  });
});
