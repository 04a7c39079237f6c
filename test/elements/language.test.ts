import { expect } from 'chai';
import type { NewsTagFeed } from '../../src/index.js';
import { localeFor } from '../../src/elements/render-context.js';
import { clear, put, reached, textOf, until } from '../support/elements.js';
import { controlsOf } from '../support/all-elements.js';

/** Elements speak the language of what they stand in, whatever that is called, and notice when it becomes another. */

const DATED = { url: 'https://paper.example/a', title: 'T', published: '2024-05-26T12:00:00Z', tags: ['x'] };

function withLanguages<T>(languages: unknown, act: () => T): T {
  Object.defineProperty(navigator, 'languages', { configurable: true, value: languages });
  try {
    return act();
  } finally {
    delete (navigator as { languages?: unknown }).languages;
  }
}

async function dated(html: string, selector = 'news-tag-feed'): Promise<{ stage: HTMLElement; feed: NewsTagFeed }> {
  const stage = put<HTMLElement>(html);
  const feed = stage.querySelector<NewsTagFeed>(selector)!;
  feed.articles = [DATED];
  await reached(feed, 'ready');
  return { stage, feed };
}

describe('the language of an element', () => {
  afterEach(async () => {
    for (const name of ['lang', 'dir']) document.documentElement.removeAttribute(name);
    document.documentElement.lang = 'en';
    await clear();
  });

  const READERS: [unknown, string][] = [
    [['en-US@posix'], 'en-US'],
    [['C'], 'en'],
    [['POSIX', 'pt_BR.UTF-8'], 'pt-BR'],
    [['de_AT@euro', 'en'], 'de-AT'],
    [['c.utf8', '*'], 'en'],
    [['sr@latin'], 'sr'],
    [[''], 'en'],
    [[], 'en'],
    [[undefined, null, 7], 'en'],
    [undefined, 'en'],
    [['zh-Hans-CN-u-nu-hanidec'], 'zh-Hans-CN-u-nu-hanidec'],
  ];
  for (const [languages, locale] of READERS) {
    it(`is ${locale} for a reader whose browser names ${JSON.stringify(languages)}`, () => {
      const found = withLanguages(languages, () => localeFor(''));
      expect(found).to.equal(locale);
      new Intl.DateTimeFormat(found).format();
    });
  }

  const PAGES: [string, string][] = [
    ['en_GB', 'en-GB'],
    ['english', 'en'],
    ['de_DE.UTF-8', 'de-DE'],
    ['fr, en', 'fr'],
    ['x-klingon', 'en'],
    ['{{ page.lang }}', 'en'],
    ['de-x-mtfrom-en', 'de-x-mtfrom-en'],
    ['zh-', 'en'],
    ['e', 'en'],
  ];
  for (const [lang, locale] of PAGES) {
    it(`is ${locale} in a page that says lang="${lang}"`, () => {
      expect(withLanguages(['C', 'nl'], () => localeFor(lang))).to.equal(locale);
    });
  }

  it('falls back for a reader whose browser names no known language', async () => {
    const stage = put<HTMLElement>(
      `<div lang=""><news-tag-feed fields="authors time tags" tag="x,y"></news-tag-feed><news-tag-list></news-tag-list>
        <news-article-card headline="T" href="/a" published="2024-05-26T12:00:00Z"></news-article-card>
        <news-app-promo app-store="https://a.example/"></news-app-promo></div>`,
    );
    document.documentElement.removeAttribute('lang');
    Object.defineProperty(navigator, 'languages', { configurable: true, value: ['C', 'en-US@posix'] });
    try {
      const [feed, , card, promo] = stage.children as unknown as NewsTagFeed[];
      feed!.articles = [{ ...DATED, authors: [{ name: 'A' }, { name: 'B' }] }];
      await reached(feed!, 'ready');
      await until(() => [feed!, card!].every((one) => textOf(one, 'time') === 'May 26, 2024'));
      expect(textOf(feed!, 'authors')).to.equal('A and B');
      expect(controlsOf(promo!)[0]!.textContent).to.equal('App Store');
    } finally {
      delete (navigator as { languages?: unknown }).languages;
    }
  });

  it('follows a change of the page’s language', async () => {
    const { feed } = await dated('<div><news-tag-feed tag="x"></news-tag-feed></div>');
    document.documentElement.lang = 'de';
    await until(() => textOf(feed, 'time') === '26.05.2024');
    await until(
      () => textOf(feed, 'heading')!.startsWith('Neueste') || textOf(feed, 'heading')!.includes('Nachrichten'),
    );
    document.documentElement.lang = 'en-GB';
    await until(() => textOf(feed, 'time') === '26 May 2024');
  });

  it('follows an ancestor, its host in another tree, and the element itself', async () => {
    const stage = put<HTMLElement>('<div lang="en-GB"><p></p></div>');
    const host = stage.querySelector('p')!;
    const inner = document.createElement('section');
    const card = document.createElement('news-article-card');
    Object.assign(card, { headline: 'T', href: '/a', published: DATED.published });
    inner.append(card);
    host.attachShadow({ mode: 'open' }).append(inner);
    await card.updateComplete;
    const time = () => textOf(card, 'time');
    expect(time()).to.equal('26 May 2024');
    stage.lang = 'de';
    await until(() => time() === '26.05.2024');
    host.lang = 'fr';
    await until(() => time() === '26 mai 2024');
    inner.lang = 'es';
    await until(() => time() === '26 may 2024');
    card.lang = 'en-GB';
    await until(() => time() === '26 May 2024');
    for (const one of [card, inner, host]) one.removeAttribute('lang');
    await until(() => time() === '26.05.2024');
  });

  it('is that of its new place after a move', async () => {
    const stage = put<HTMLElement>(
      '<div><div lang="en-GB"><news-article-card headline="T" href="/a" published="2024-05-26T12:00:00Z"></news-article-card></div><div lang="de"></div></div>',
    );
    const card = stage.querySelector('news-article-card')!;
    await card.updateComplete;
    stage.children[1]!.append(card);
    await until(() => textOf(card, 'time') === '26.05.2024');
  });

  it('does not affect elements elsewhere', async () => {
    const { stage, feed } = await dated('<div lang="en-GB"><aside></aside><news-tag-feed></news-tag-feed></div>');
    let count = 0;
    const { requestUpdate } = feed;
    feed.requestUpdate = function (...given) {
      count++;
      return requestUpdate.apply(this, given);
    };
    stage.querySelector('aside')!.lang = 'de';
    await feed.updateComplete;
    document.documentElement.dir = 'ltr';
    await until(() => count === 1);
  });
});
