import { expect } from 'chai';
import type { NewsTagFeed } from '../../src/index.js';
import { audit } from '../support/audit.js';
import { LAYOUTS, clear, parts, put, reached, settled } from '../support/elements.js';

/** `theme="auto"` takes its colours from the page, however the page came by them. */

const ARTICLES = ['One', 'Two', 'Three'].map((title) => ({
  url: `https://a.example/${title}`,
  title,
  excerpt: 'Some words about it.',
  category: 'World',
  publisher: { name: 'Paper' },
  published: '2026-05-26T09:30:00Z',
  tags: ['grain'],
}));

/** Ways in which pages are dark or light. */
const WAYS = {
  'light, and says nothing': { style: '', html: '' },
  'dark by class': { style: '.dark-page { background: #14161a; color: #e4e4e4 }', html: 'dark-page' },
  'dark by color-scheme alone': {
    style:
      '.scheme { color-scheme: dark } .scheme body, .scheme [data-stage] { background: Canvas; color: CanvasText }',
    html: 'scheme',
  },
  'grey on off-white': { style: '.grey { background: #fafafa; color: #444 }', html: 'grey' },
  sepia: { style: '.sepia { background: #f4ecd8; color: #433422 }', html: 'sepia' },
  'white on a strong colour': { style: '.strong { background: #0b3d63; color: #fff }', html: 'strong' },
};

let sheet: HTMLStyleElement;
beforeEach(() => {
  sheet = document.createElement('style');
  document.head.append(sheet);
});
afterEach(async () => {
  sheet.remove();
  document.documentElement.className = '';
  await clear();
});

async function shown(attributes = ''): Promise<NewsTagFeed> {
  const feed = put(
    `<news-tag-feed fields="image publisher time category excerpt authors tags" tag="grain" ${attributes}></news-tag-feed>`,
  );
  feed.articles = ARTICLES;
  await reached(feed, 'ready');
  await settled();
  return feed;
}

const colour = (feed: NewsTagFeed, part: string) => getComputedStyle(parts(feed, part)[0]!).color;
const PIECES = ['heading', 'link', 'excerpt', 'publisher', 'category', 'tag'];
const colours = (feed: NewsTagFeed) => PIECES.map((part) => colour(feed, part));

for (const [name, { style, html }] of Object.entries(WAYS)) {
  it(`on a page that is ${name}, every text is readable`, async () => {
    sheet.textContent = style;
    document.documentElement.className = html;
    await audit((await shown()).parentElement!);
  });

  it(`when a page becomes ${name}, the colours follow at once`, async () => {
    const feed = await shown();
    sheet.textContent = style;
    document.documentElement.className = html;
    const turned = colours(feed);
    await audit(feed.parentElement!);
    feed.remove();
    expect(colours(await shown())).to.deep.equal(turned);
  });
}

it('a page that turns dark changes every colour', async () => {
  const feed = await shown();
  const before = colours(feed);
  sheet.textContent = WAYS['dark by class'].style;
  document.documentElement.className = 'dark-page';
  colours(feed).forEach((after, index) => expect(after, PIECES[index]).not.to.equal(before[index]));
});

for (const theme of ['light', 'dark']) {
  for (const page of ['', 'dark-page']) {
    it(`theme="${theme}" is readable on a ${page ? 'dark' : 'light'} page`, async () => {
      sheet.textContent = WAYS['dark by class'].style;
      document.documentElement.className = page;
      await audit((await shown(`theme="${theme}"`)).parentElement!);
    });
  }
}

it('every layout is readable with the text spacing that readers may set, without overflow', async () => {
  const feed = await shown();
  // WCAG 2.2, 1.4.12
  sheet.textContent =
    '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }';
  feed.parentElement!.style.inlineSize = '320px';
  for (const layout of LAYOUTS) {
    feed.setAttribute('layout', layout);
    await feed.updateComplete;
    expect(feed.parentElement!.scrollWidth, layout).to.be.at.most(320);
    for (const link of parts(feed, 'link')) expect(link.scrollHeight, layout).to.be.at.most(link.clientHeight + 2);
  }
});

it('nothing overflows at 400 % zoom, 320 pixels wide and with letters four times as large', async () => {
  const feed = await shown();
  feed.parentElement!.style.cssText = 'inline-size: 320px; font-size: 64px';
  for (const layout of LAYOUTS) {
    feed.setAttribute('layout', layout);
    await feed.updateComplete;
    expect(feed.parentElement!.scrollWidth, layout).to.be.at.most(320);
  }
});
