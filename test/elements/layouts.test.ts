import { expect } from 'chai';
import type { NewsTagFeed } from '../../src/index.js';
import {
  LAYOUTS,
  clear,
  headlines,
  logged,
  next,
  parts,
  put,
  reached,
  settled,
  textOf,
  until,
} from '../support/elements.js';
import { leaveOut } from '../support/left-out.js';
import { Network } from '../support/network.js';
import { audit } from '../support/audit.js';

/** An invented feed of this number of stories, each with all that a card can show. */
const feedOf = (...names: (string | number)[]) =>
  `<rss version="2.0"><channel><title>Paper</title>${names
    .map(
      (name) => `<item><title>Story ${name}</title><link>https://a.example/${name}</link><category>World</category>
      <pubDate>Tue, 26 May 2026 09:30:00 GMT</pubDate><description>${'Some words. '.repeat(30)}</description>
      <enclosure url="/feeds/pictures/ferry.svg" type="image/svg+xml" length="1"/></item>`,
    )
    .join('')}</channel></rss>`;

const many = (count: number) => feedOf(...Array.from({ length: count }, (_, n) => n));

let network: Network;
beforeEach(() => (network = new Network()));
afterEach(async () => {
  network.restore();
  document.documentElement.dir = '';
  await clear();
});

async function shown(attributes: string, body = many(6)): Promise<NewsTagFeed> {
  const feed = put(`<news-tag-feed src="/x.xml" cache="none" loading="eager" ${attributes}></news-tag-feed>`);
  (await network.request()).reply(body);
  await reached(feed, 'ready');
  await until(() => feed.shadowRoot!.adoptedStyleSheets.length > 2);
  await feed.updateComplete;
  return feed;
}

const list = (feed: NewsTagFeed) => parts(feed, 'list')[0]!;
/** Counts the cards in the first row of a grid. */
const columns = (feed: NewsTagFeed) => {
  const tops = parts(feed, 'item').map((item) => box(item).top);
  return tops.filter((top) => top === tops[0]).length;
};
const links = (feed: NewsTagFeed) => parts(feed, 'link') as HTMLAnchorElement[];
const active = (feed: NewsTagFeed) => feed.shadowRoot!.activeElement as HTMLElement | null;
const press = (element: Element, key: string) =>
  element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, composed: true }));
const box = (element: Element) => element.getBoundingClientRect();

describe('layouts', () => {
  it('change without a request, and reuse the cards that stay', async () => {
    const feed = await shown('');
    const cards = parts(feed, 'card');
    const changes: [string, string][] = [
      ...LAYOUTS.map((layout): [string, string] => ['layout', layout]),
      ['layout', 'list'],
      ['theme', 'dark'],
      ['theme', 'auto'],
      ['fields', 'publisher time authors tags'],
      ['fields', 'image publisher time category excerpt'],
      ['image-position', 'start'],
      ['image-ratio', '1'],
      ['excerpt-lines', '1'],
      ['time-format', 'absolute'],
      ['heading', 'Other'],
    ];
    for (const [name, value] of changes) {
      feed.setAttribute(name, value);
      await feed.updateComplete;
      expect(parts(feed, 'card'), `${name}=${value}`).to.deep.equal(cards);
    }
    expect(network.requests).to.have.length(1);
  });

  it('that are unknown become lists, with a warning for the owner', async () => {
    const messages = await logged(async () => {
      const feed = await shown('layout="mosaic"');
      expect(headlines(feed)).to.have.length(6);
    });
    expect(messages.join()).to.include('layout="mosaic"').and.to.include('carousel');
  });

  it('without pictures and excerpts do not render them', async () => {
    const feed = await shown('layout="headlines"');
    for (const part of ['media', 'excerpt', 'category']) expect(parts(feed, part), part).to.be.empty;
    expect(parts(feed, 'time')).to.have.length(6);
  });

  it('keep space for headlines beside a publisher of one long word', async () => {
    const feed = await shown(`layout="headlines" publisher="${'Hafenbahnhofsvorplatz'.repeat(6)}"`);
    for (const width of [320, 500, 800, 1200]) {
      feed.parentElement!.style.inlineSize = `${width}px`;
      const [headline, publisher] = [parts(feed, 'headline')[0]!, parts(feed, 'publisher')[0]!].map(box);
      expect(headline!.width, `${width} px`).to.be.above(width / 2);
      expect(publisher!.right, `${width} px`).to.be.at.most(box(list(feed)).right + 1);
    }
  });

  it('have as many columns as fit the element, not the screen', async () => {
    const feed = await shown('layout="grid"');
    const found = [];
    for (const width of [240, 520, 800, 1600]) {
      feed.parentElement!.style.inlineSize = `${width}px`;
      found.push(columns(feed));
    }
    expect(found).to.deep.equal([1, 2, 3, 4]);
    feed.style.setProperty('--news-columns', '2');
    expect(columns(feed)).to.equal(2);
  });

  it('begin a magazine with a larger headline over a larger picture', async () => {
    const feed = await shown('layout="magazine"');
    feed.style.inlineSize = '1000px';
    const [lead, second] = parts(feed, 'headline').map((headline) => parseFloat(getComputedStyle(headline).fontSize));
    expect(lead).to.be.greaterThan(second! * 1.5);
    const [large, small] = parts(feed, 'media').map((media) => box(media).width);
    expect(large).to.be.greaterThan(small! * 3);
  });

  it('never overflow, from 240 to 1600 pixels', async () => {
    const feed = await shown(
      '',
      feedOf('Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'.repeat(3), 'B'),
    );
    const stage = feed.parentElement!;
    for (const layout of LAYOUTS) {
      feed.setAttribute('layout', layout);
      await feed.updateComplete;
      for (const width of [240, 320, 480, 768, 1280, 1600]) {
        stage.style.inlineSize = `${width}px`;
        expect(stage.scrollWidth, `${layout} at ${width}`).to.be.at.most(width);
      }
    }
  });

  it('show one article as well as many', async () => {
    const feed = await shown('', feedOf('Only'));
    for (const layout of LAYOUTS) {
      feed.setAttribute('layout', layout);
      await feed.updateComplete;
      expect(headlines(feed)).to.deep.equal(['Story Only']);
      await audit(feed);
    }
  });

  it('place pictures as the attribute says', async () => {
    const feed = await shown('');
    feed.style.inlineSize = '600px';
    const places: Record<string, string> = {};
    for (const position of ['auto', 'start', 'end', 'top']) {
      feed.setAttribute('image-position', position);
      await feed.updateComplete;
      const [media, body] = [box(parts(feed, 'media')[0]!), box(parts(feed, 'body')[0]!)];
      places[position] = media.right <= body.left ? 'left' : media.left >= body.right ? 'right' : 'above';
    }
    expect(places).to.deep.equal({ auto: 'right', start: 'left', end: 'right', top: 'above' });
    feed.dir = 'rtl';
    feed.setAttribute('image-position', 'start');
    await feed.updateComplete;
    expect(box(parts(feed, 'media')[0]!).left).to.be.at.least(box(parts(feed, 'body')[0]!).right);
  });

  it('look the same on dark pages, and cut headlines as the custom property says', async () => {
    const feed = await shown('', feedOf('word '.repeat(200)));
    feed.style.inlineSize = '300px';
    feed.style.setProperty('--news-headline-lines', '2');
    const [headline] = parts(feed, 'headline');
    const line = parseFloat(getComputedStyle(headline!).lineHeight);
    // WebKit rounds the height of each line down to whole pixels.
    expect(box(headline!).height).to.be.within(2 * Math.floor(line) - 2, 2 * line + 1);
  });
});

describe('a carousel', () => {
  const track = (feed: NewsTagFeed) => list(feed);
  const button = (feed: NewsTagFeed, part: string) => parts(feed, part)[0] as HTMLButtonElement;
  const carousel = async (attributes = '') => {
    const feed = await shown(`layout="carousel" ${attributes}`, many(8));
    feed.style.inlineSize = '600px';
    // As a reader's scrolling would.
    track(feed).style.scrollBehavior = 'auto';
    track(feed).dispatchEvent(new Event('scroll'));
    return feed;
  };
  const isDisabled = (feed: NewsTagFeed) =>
    ['previous', 'next'].map((part) => button(feed, part).getAttribute('aria-disabled') === 'true');

  it('scrolls by its buttons, which are disabled at the ends', async () => {
    const feed = await carousel();
    expect(isDisabled(feed)).to.deep.equal([true, false]);
    button(feed, 'next').click();
    await until(() => track(feed).scrollLeft > 200);
    await until(() => !isDisabled(feed)[0]);
    track(feed).scrollLeft = 99_999;
    await until(() => isDisabled(feed)[1]);
    button(feed, 'previous').click();
    await until(() => !isDisabled(feed)[1]);
  });

  it('scrolls in the other direction on a right-to-left page', async () => {
    const feed = await carousel('dir="rtl"');
    button(feed, 'next').click();
    await until(() => track(feed).scrollLeft < -200);
  });

  it('moves between headlines by arrow keys, Home and End', async () => {
    const feed = await carousel();
    links(feed)[0]!.focus();
    const path = ['ArrowRight', 'ArrowRight', 'ArrowLeft', 'End', 'ArrowRight', 'Home', 'ArrowLeft'].map((key) => {
      press(active(feed)!, key);
      return links(feed).indexOf(active(feed) as HTMLAnchorElement);
    });
    expect(path).to.deep.equal([1, 2, 1, 7, 7, 0, 0]);
    feed.dir = 'rtl';
    press(active(feed)!, 'ArrowLeft');
    expect(links(feed).indexOf(active(feed) as HTMLAnchorElement)).to.equal(1);
  });

  it('ignores other keys', async () => {
    const feed = await carousel();
    links(feed)[0]!.focus();
    const event = new KeyboardEvent('keydown', { key: 'ArrowRight', altKey: true, bubbles: true, cancelable: true });
    active(feed)!.dispatchEvent(event);
    expect(event.defaultPrevented).to.be.false;
    expect(active(feed)).to.equal(links(feed)[0]);
  });

  it('has labelled buttons of a sufficient size, and passes an audit', async () => {
    const feed = await carousel();
    for (const part of ['previous', 'next']) {
      expect(textOf(feed, part)).to.match(/articles/);
      expect(Math.min(box(button(feed, part)).width, box(button(feed, part)).height)).to.be.at.least(24);
    }
    await audit(feed);
  });

  it('is a plain list again without its buttons', async () => {
    const feed = await carousel();
    feed.setAttribute('layout', 'list');
    await feed.updateComplete;
    expect(parts(feed, 'controls')).to.be.empty;
    links(feed)[0]!.focus();
    press(active(feed)!, 'ArrowRight');
    expect(active(feed)).to.equal(links(feed)[0]);
  });
});

describe('a ticker', () => {
  const isMoving = (feed: NewsTagFeed) =>
    list(feed)
      .getAnimations()
      .some(({ playState }) => playState === 'running');

  const ticker = async () => {
    const feed = await shown('layout="ticker"', many(12));
    feed.style.inlineSize = '500px';
    feed.requestUpdate();
    await feed.updateComplete;
    return feed;
  };
  const isReduced = matchMedia('(prefers-reduced-motion: reduce)').matches;

  it('moves, and stops and continues by a button with the right label', async function () {
    if (isReduced) await leaveOut(this, 'this browser asks pages not to move');
    const feed = await ticker();
    const pause = parts(feed, 'pause')[0]!;
    const label = () =>
      [...pause.querySelectorAll('span span')].find(
        (span) => (span as HTMLElement).offsetParent || getComputedStyle(span).display !== 'none',
      )!.textContent;
    expect([isMoving(feed), label()]).to.deep.equal([true, 'Pause']);
    pause.click();
    expect([isMoving(feed), label()]).to.deep.equal([false, 'Play']);
    feed.requestUpdate();
    await feed.updateComplete;
    expect(isMoving(feed), 'after a change').to.be.false;
    pause.click();
    expect(isMoving(feed)).to.be.true;
  });

  it('stays on one line with any articles, and shows each article once', async () => {
    const feed = await ticker();
    expect(box(list(feed)).height).to.be.below(60);
    expect(headlines(feed)).to.have.length(10);
    await audit(feed);
  });

  it('does not move if everything fits', async () => {
    const feed = await shown('layout="ticker"', feedOf('A'));
    feed.style.inlineSize = '900px';
    feed.requestUpdate();
    await feed.updateComplete;
    expect(list(feed).getAnimations()).to.be.empty;
  });
});

describe('the focus', () => {
  const replaced = async (feed: NewsTagFeed, body: string) => {
    const load = next(feed, 'news-load');
    const refreshed = feed.refresh();
    (await network.request(1)).reply(body);
    await load;
    await refreshed;
    await settled();
    parts(feed, 'new')[0]?.click();
    await feed.updateComplete;
  };

  it('stays on its article when others are added before it', async () => {
    const feed = await shown('', feedOf('A', 'B', 'C'));
    links(feed)[1]!.focus();
    await replaced(feed, feedOf('New', 'A', 'B', 'C'));
    expect(active(feed)?.textContent).to.equal('Story B');
  });

  it('moves to the next article when its own is removed', async () => {
    const feed = await shown('', feedOf('A', 'B', 'C'));
    links(feed)[1]!.focus();
    await replaced(feed, feedOf('A', 'C'));
    expect(active(feed)?.textContent).to.equal('Story C');
  });

  it('stays while fields, theme and layout change', async () => {
    const feed = await shown('fields="image tags"', feedOf('A', 'B'));
    links(feed)[1]!.focus();
    for (const layout of LAYOUTS) {
      feed.setAttribute('layout', layout);
      await feed.updateComplete;
      expect(active(feed)?.textContent, layout).to.equal('Story B');
    }
  });

  it('is never moved from elsewhere on the page', async () => {
    const feed = await shown('', feedOf('A', 'B'));
    links(feed)[1]!.focus();
    const other = document.createElement('button');
    feed.parentElement!.append(other);
    other.focus();
    await replaced(feed, feedOf('C'));
    expect(document.activeElement).to.equal(other);
  });
});

it('the buttons of a carousel are side by side, in both directions', async () => {
  const feed = put('<news-tag-feed layout="carousel" page-size="1"></news-tag-feed>');
  feed.articles = [1, 2].map((n) => ({ url: `https://a.example/${n}`, title: `Story ${n}` }));
  await reached(feed, 'ready');
  const place = () => ['more', 'controls'].map((part) => parts(feed, part)[0]!.getBoundingClientRect());
  const [more, controls] = place();
  expect(more!.left).to.be.within(controls!.right + 4, controls!.right + 24);
  feed.parentElement!.dir = 'rtl';
  await settled();
  const [mirroredMore, mirroredControls] = place();
  expect(mirroredMore!.right).to.be.within(mirroredControls!.left - 24, mirroredControls!.left - 4);
});

describe('in columns of text', () => {
  for (const layout of LAYOUTS.filter((name) => !['carousel', 'ticker'].includes(name))) {
    it(`no card of a ${layout} is split`, async function () {
      const { userAgent } = navigator;
      if (/grid|magazine/.test(layout) && userAgent.includes('AppleWebKit') && !userAgent.includes('Chrome'))
        await leaveOut(this, 'WebKit tears items of a CSS grid apart, whatever they ask for');
      const feed = await shown(`layout="${layout}"`, many(9));
      const box = put('<div style="columns: 2; inline-size: 760px"><p>Some text before it.</p></div>');
      box.append(feed);
      await settled();
      const items = parts(feed, 'item');
      const columns = new Set(items.map((item) => item.getBoundingClientRect().left < 380));
      expect(columns.size, 'columns with items in them').to.equal(2);
      expect(items.map((item) => item.getClientRects().length)).to.deep.equal(items.map(() => 1));
    });
  }
});

describe('controls', () => {
  const isSeen = (feed: NewsTagFeed) => parts(feed, 'controls')[0]!.checkVisibility({ visibilityProperty: true });

  for (const layout of ['carousel', 'ticker']) {
    it(`are hidden while all of a ${layout} fits, and shown when it does not`, async () => {
      const feed = put(`<news-tag-feed layout="${layout}"></news-tag-feed>`);
      feed.articles = [1, 2, 3].map((n) => ({ url: `https://a.example/${n}`, title: `Story ${n}` }));
      feed.parentElement!.style.inlineSize = '1200px';
      await reached(feed, 'ready');
      expect(isSeen(feed)).to.equal(false);
      feed.parentElement!.style.inlineSize = '260px';
      await until(() => isSeen(feed));
      const names = parts(feed, 'button').map((button) => button.textContent!.trim());
      expect(names[0]).to.match(layout === 'ticker' ? /^Pause/ : /^Previous articles$/);
      feed.parentElement!.style.inlineSize = '1200px';
      await until(() => !isSeen(feed));
    });
  }
});

describe('rows', () => {
  const widths = (feed: NewsTagFeed) => {
    const rows = new Map<number, number>();
    for (const item of parts(feed, 'item').map(box)) {
      const key = Math.round(item.top);
      rows.set(key, Math.max(rows.get(key) ?? 0, item.right));
    }
    return [...rows.values()];
  };

  for (const layout of ['grid', 'magazine']) {
    it(`of a ${layout} are full for any number of articles and any width`, async () => {
      for (const count of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]) {
        for (const isLeadPictured of [true, false]) {
          const feed = put(`<news-tag-feed layout="${layout}" page-size="13"></news-tag-feed>`);
          feed.articles = Array.from({ length: count }, (_, n) => ({
            url: `https://a.example/${n}`,
            title: `Story ${n}`,
            image: n || isLeadPictured ? { url: 'data:image/gif;base64,R0lGODlhAQABAAAAACw=' } : undefined,
          }));
          for (const width of [320, 600, 760, 1024, 1440]) {
            feed.parentElement!.style.inlineSize = `${width}px`;
            await reached(feed, 'ready');
            const right = Math.round(feed.getBoundingClientRect().right);
            for (const edge of widths(feed)) expect(Math.round(edge), `${count} at ${width}`).to.equal(right);
          }
          feed.remove();
        }
      }
    });
  }

  it('are full on the first page of any width, unless the owner sets its size', async () => {
    const feed = put('<news-tag-feed layout="grid"></news-tag-feed>');
    feed.articles = Array.from({ length: 30 }, (_, n) => ({ url: `https://a.example/${n}`, title: `Story ${n}` }));
    await reached(feed, 'ready');
    expect(parts(feed, 'item')).to.have.length(12);
    await feed.showMore();
    expect(parts(feed, 'item')).to.have.length(24);
    for (const [layout, attributes, count] of [
      ['magazine', '', 11],
      ['list', '', 10],
      ['grid', 'page-size="10"', 10],
      ['magazine', 'page-size="7"', 7],
    ] as const) {
      const other = put(`<news-tag-feed layout="${layout}" ${attributes}></news-tag-feed>`);
      other.articles = feed.articles;
      await reached(other, 'ready');
      expect(parts(other, 'item'), layout).to.have.length(count);
    }
    const set = put('<news-tag-feed layout="grid"></news-tag-feed>');
    set.pageSize = 8;
    set.articles = feed.articles;
    await reached(set, 'ready');
    expect(parts(set, 'item')).to.have.length(8);
  });
});
