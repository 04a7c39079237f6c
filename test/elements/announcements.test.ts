import { expect } from 'chai';
import type { NewsTagFeed } from '../../src/index.js';
import { ALL_ELEMENTS, SOME } from '../support/all-elements.js';
import { LAYOUTS, clear, parts, put, reached, settled } from '../support/elements.js';
import { rss } from '../support/feeds.js';
import { Network } from '../support/network.js';
import { extremes, ordinary } from '../../stories/articles.js';
import '../support/audit.js';

/** Announcements for readers who don't see the page. */

let network: Network;
beforeEach(() => (network = new Network()));
afterEach(async () => {
  network.restore();
  document.documentElement.dir = '';
  await clear();
});

interface Axe {
  setup(root: Element): void;
  teardown(): void;
  commons: {
    aria: { getRole(element: Element): string | null };
    text: { accessibleText(element: Element): string };
  };
}
const { axe } = window as unknown as { axe: Axe };

const SPOKEN =
  'list article heading link button img status group navigation complementary banner contentinfo main region'.split(
    ' ',
  );

/** Roles and names, in order, as axe works them out. */
function heard(element: HTMLElement): string[] {
  axe.setup(element.parentElement!);
  try {
    return [...element.shadowRoot!.querySelectorAll(':not(slot)')].flatMap((one) => {
      const role = axe.commons.aria.getRole(one);
      if (
        !role ||
        !SPOKEN.includes(role) ||
        one.closest('[aria-hidden="true"]') ||
        !one.checkVisibility({ visibilityProperty: true })
      )
        return [];
      const level = /^h\d$/.test(one.localName) ? one.localName.slice(1) : '';
      return [`${role}${level} ${role === 'article' ? '' : axe.commons.text.accessibleText(one)}`.trim()];
    });
  } finally {
    axe.teardown();
  }
}

describe('names and roles', () => {
  const [ferry, tram] = [
    { ...ordinary[0]!, tags: ['islands'], image: { ...ordinary[0]!.image!, alt: ordinary[0]!.title } },
    ordinary[1]!,
  ];
  const card = ['article', `heading3 ${ferry.title}`, `link ${ferry.title}`, 'list', 'button islands'];
  const strip = {
    list: [],
    grid: [],
    magazine: [],
    headlines: [],
    // Its only card fits.
    carousel: [],
    ticker: ['button Pause'],
  };

  for (const layout of LAYOUTS) {
    it(`of a feed, layout ${layout}`, async () => {
      const feed = await ALL_ELEMENTS[`a feed, layout ${layout}`]!([ferry, tram]);
      const isTicker = layout === 'ticker';
      expect(heard(feed)).to.deep.equal([
        'heading2 Latest news',
        'list Latest news',
        // Tags are no part of a ticker. The picture repeats the headline.
        ...(isTicker ? card.slice(0, 3) : card),
        ...strip[layout],
        ...(isTicker ? [] : ['button Show more']),
        'status',
      ]);
    });
  }

  it('of a feed whose heading is hidden, or that is deep in a page', async () => {
    const feed = put('<news-tag-feed tag="grain" heading=""></news-tag-feed>');
    feed.articles = [tram];
    await reached(feed, 'ready');
    expect(heard(feed)[0]).to.equal('list Latest news with #grain');
    for (const [level, of] of [
      [1, 'h2'],
      [5, 'h6'],
      [6, 'h6'],
    ] as const) {
      feed.headingLevel = level;
      await feed.updateComplete;
      expect(parts(feed, 'headline').map(({ localName }) => localName)).to.deep.equal([of]);
    }
  });

  it('of the other elements', async () => {
    expect(heard(await ALL_ELEMENTS['a card']!([tram, tram, tram, ferry]))).to.deep.equal([
      'article',
      `heading2 ${ferry.title}`,
      `link ${ferry.title}`,
      'list',
      'button islands',
    ]);
    expect(heard(await ALL_ELEMENTS['an app promo']!())).to.deep.equal([
      'complementary Download the app',
      'link App Store',
      'link Google Play',
    ]);
    await clear();
    const list = await ALL_ELEMENTS['a list of tags']!([tram]);
    expect(heard(list).slice(0, 4)).to.deep.equal(['group Tags', 'list', 'button All', 'button transport']);
    expect(parts(list, 'tag').map((tag) => tag.getAttribute('aria-pressed'))).to.include('true');
    await clear();
    expect(heard(await ALL_ELEMENTS['a list of tags as links']!([tram]))[0]).to.equal('navigation Tags');
  });
});

describe('announces once', () => {
  /** Records the text of a live region each time that it changes. */
  function listen(feed: NewsTagFeed): string[] {
    const [status] = parts(feed, 'status');
    const said: string[] = [];
    let last = '';
    new MutationObserver(() => {
      const now = status!.textContent!;
      if (now !== last && now.trim()) said.push(now.trim());
      last = now;
    }).observe(status!, { childList: true, characterData: true, subtree: true });
    return said;
  }
  /** As each minute, when times are told anew. */
  async function later(feed: NewsTagFeed): Promise<void> {
    for (let times = 0; times < 2; times++) {
      feed.requestUpdate();
      await feed.updateComplete;
      await settled();
    }
  }
  const item = '<item><title>A</title><link>https://a.example/a</link></item>';

  it('loading by the state of the list, and a failure by a sentence', async () => {
    const feed = put<NewsTagFeed>('<news-tag-feed src="/x.xml" loading="eager"></news-tag-feed>');
    const request = await network.request();
    const isBusy = () => feed.shadowRoot!.querySelector('[aria-busy]')!.getAttribute('aria-busy');
    expect(isBusy()).to.equal('true');
    const said = listen(feed);
    request.reply('', { status: 500 });
    await reached(feed, 'error');
    await later(feed);
    expect(isBusy()).to.equal('false');
    expect(said).to.deep.equal(['The news is not available right now.']);
  });

  it('that a search found nothing', async () => {
    const feed = put<NewsTagFeed>('<news-tag-feed tag="grain" src="/x.xml" loading="eager"></news-tag-feed>');
    const request = await network.request();
    const said = listen(feed);
    request.reply(rss(item));
    await reached(feed, 'empty');
    await later(feed);
    expect(said).to.deep.equal(['There is no news about grain right now.']);
  });

  it('each addition of articles, even if the number is the same', async () => {
    const feed = put('<news-tag-feed page-size="2"></news-tag-feed>');
    feed.articles = SOME;
    await reached(feed, 'ready');
    const said = listen(feed);
    for (let page = 0; page < 3; page++) {
      await feed.showMore();
      await later(feed);
    }
    expect(said).to.deep.equal(Array(3).fill('2 more articles shown'));
  });

  it('that a list could not be updated, and not again when the reader pages on', async () => {
    const feed = put<NewsTagFeed>('<news-tag-feed src="/x.xml" page-size="1"></news-tag-feed>');
    (await network.request()).reply(rss(item + item.replaceAll('a</link>', 'b</link>').replace('>A<', '>B<')));
    await reached(feed, 'ready');
    const said = listen(feed);
    void feed.refresh();
    (await network.request(1)).fail();
    await reached(feed, 'stale');
    await later(feed);
    await feed.showMore();
    await later(feed);
    expect(said).to.deep.equal(['This list could not be updated just now.', '1 more article shown']);
  });
});

describe('words of another language', () => {
  it('are marked with their language and direction', async () => {
    const feed = put(`<news-tag-feed fields="category excerpt tags"></news-tag-feed>`);
    feed.articles = [extremes.arabic];
    await reached(feed, 'ready');
    for (const part of ['category', 'link', 'excerpt']) {
      const [text] = parts(feed, part);
      expect(text!.lang, part).to.equal('ar');
      expect(getComputedStyle(text!).direction, part).to.equal('rtl');
    }
    expect(parts(feed, 'tag')[0]!.closest('[lang]')!.getAttribute('lang')).to.equal('ar');
  });

  for (const [page, articles] of [
    ['ltr', [extremes.arabic, extremes.hebrew, ordinary[0]!]],
    ['rtl', [ordinary[0]!, ordinary[1]!, extremes.arabic]],
  ] as const) {
    for (const layout of LAYOUTS) {
      it(`keep to one edge of their card, ${page}, layout ${layout}`, async () => {
        document.documentElement.dir = page;
        const feed = put(
          `<news-tag-feed layout="${layout}" excerpt-lines="all" fields="category excerpt publisher"></news-tag-feed>`,
        );
        feed.articles = [...articles];
        await reached(feed, 'ready');
        await settled();
        const start = ({ left, right }: DOMRect) => (page === 'ltr' ? left : right);
        for (const card of parts(feed, 'card')) {
          const edge = start(card.querySelector('[part="headline"]')!.getBoundingClientRect());
          for (const text of card.querySelectorAll('[part="category"], [part="link"], [part="excerpt"]')) {
            if (!text.checkVisibility()) continue;
            const range = document.createRange();
            range.selectNodeContents(text);
            // A line may be told in several pieces, and the space at its end hangs out.
            const boxes = [...range.getClientRects()].filter(({ width }) => width > 8);
            for (const top of new Set(boxes.map((one) => one.top))) {
              const line = boxes.filter((one) => one.top === top).map(start);
              expect(page === 'ltr' ? Math.min(...line) : Math.max(...line), text.textContent!).to.be.closeTo(edge, 8);
            }
          }
        }
      });
    }
  }
});
