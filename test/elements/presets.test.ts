import { expect } from 'chai';
import type { NewsTagFeed } from '../../src/index.js';
import { LOOKS, sheetOf } from '../../stories/looks.js';
import { PAGES, audit } from '../support/audit.js';
import { LAYOUTS, clear, next, parts, put, reached, settled, until } from '../support/elements.js';
import { rss } from '../support/feeds.js';
import { Network } from '../support/network.js';

/** Ready-made looks are fit for every page, and give way to it. */

const ARTICLES = ['One', 'Two', 'Three', 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamter'].map(
  (title, index) => ({
    url: `https://a.example/${index}`,
    title,
    excerpt: 'Some words about it.',
    category: 'World',
    publisher: { name: 'Paper' },
    authors: [{ name: 'Hanne Ostrow' }],
    published: '2026-05-26T09:30:00Z',
    tags: ['grain'],
    image: index % 2 ? { url: `${location.origin}/demo/feeds/pictures/ferry.svg` } : undefined,
  }),
);

let sheets: HTMLLinkElement[] = [];

async function wear(...looks: string[]): Promise<void> {
  sheets = looks.map((look) =>
    Object.assign(document.createElement('link'), { rel: 'stylesheet', href: sheetOf(look) }),
  );
  document.head.append(...sheets);
  await Promise.all(sheets.map((sheet) => next(sheet, 'load')));
}

let own: HTMLStyleElement;
beforeEach(() => {
  own = document.createElement('style');
  // Before the looks: whose rules come last must not matter.
  document.head.append(own);
});
afterEach(async () => {
  own.remove();
  sheets.forEach((sheet) => sheet.remove());
  document.body.style.cssText = '';
  await clear();
});

async function shown(attributes = ''): Promise<NewsTagFeed> {
  const feed = put(
    `<news-tag-feed fields="image publisher time category excerpt authors tags" tag="grain" page-size="3" ${attributes}></news-tag-feed>`,
  );
  feed.articles = ARTICLES;
  await reached(feed, 'ready');
  await settled();
  return feed;
}

type Colour = [number, number, number, number];

const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })!;

/** Any CSS colour as red, green, blue (0 to 255) and alpha (0 to 1). */
function read(colour: string): Colour {
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = colour;
  canvas.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 0] = canvas.getImageData(0, 0, 1, 1).data;
  return [red, green, blue, alpha / 255];
}

const over = ([r, g, b, alpha]: Colour, [R, G, B]: Colour): Colour => [
  r * alpha + R * (1 - alpha),
  g * alpha + G * (1 - alpha),
  b * alpha + B * (1 - alpha),
  1,
];

const parentOf = (node: Element): Element | null =>
  node.parentElement ?? (node.getRootNode() as ShadowRoot).host ?? null;

const behind = (node: Element | null): Colour =>
  node ? over(read(getComputedStyle(node).backgroundColor), behind(parentOf(node))) : [255, 255, 255, 1];

const luminance = (colour: Colour) =>
  [0.2126, 0.7152, 0.0722].reduce((sum, share, index) => {
    const part = colour[index]! / 255;
    return sum + share * (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  }, 0);

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrastOf(element: Element): number {
  const ground = behind(element);
  const text = over(read(getComputedStyle(element).color), ground);
  const [dark, light] = [luminance(ground), luminance(text)].sort((one, other) => one - other);
  return (light! + 0.05) / (dark! + 0.05);
}

it('contrast is measured as in WCAG', async () => {
  const text = put('<p style="background: #fff; color: #777">Text</p>');
  expect(contrastOf(text)).to.be.closeTo(4.48, 0.01);
  text.style.cssText = 'background: #000; color: rgb(255 255 255 / 0.5)';
  expect(contrastOf(text)).to.be.closeTo(5.28, 0.05);
});

const GROUNDS = { ...PAGES, sepia: 'color: #433422; background: #f4ecd8', strong: 'color: #fff; background: #0b3d63' };

for (const look of LOOKS) {
  for (const [page, style] of Object.entries(GROUNDS)) {
    it(`${look} is readable on a ${page} page`, async () => {
      await wear(look);
      const feed = await shown();
      feed.parentElement!.style.cssText = style;
      const seen = ['heading', 'category', 'link', 'excerpt', 'publisher', 'authors', 'time', 'tag', 'more'];
      const texts = seen.map((part) => parts(feed, part)[0]!).filter((text) => text.checkVisibility());
      expect(texts.length).to.be.at.least(seen.length - 2);
      for (const text of [...texts, feed.shadowRoot!.querySelector('.about')!])
        expect(contrastOf(text), text.getAttribute('part') ?? 'tag in heading').to.be.at.least(4.5);
      await audit(feed.parentElement!, { ofColors: page !== 'light' });
    });
  }

  it(`${look} fits the other elements`, async () => {
    await wear(look);
    const stage = put(`<div>
      <news-article-card href="/story" headline="A story" publisher="The Paper" published="2026-05-26T09:30:00Z"
        category="World" excerpt="Some words about it."></news-article-card>
      <news-app-promo heading="Download the app" text="Every story, offline." app-store="https://a.example/"></news-app-promo>
    </div>`);
    await settled();
    for (const [page, style] of Object.entries(GROUNDS)) {
      stage.style.cssText = style;
      for (const element of stage.children as Iterable<HTMLElement>)
        for (const part of ['category', 'link', 'excerpt', 'publisher', 'heading', 'message', 'button'])
          for (const text of parts(element, part).filter((one) => one.checkVisibility()))
            expect(contrastOf(text), `${element.localName} ${part}, ${style}`).to.be.at.least(4.5);
      await audit(stage, { ofColors: page !== 'light' });
    }
  });

  it(`${look}: nothing overflows at any width, in any layout and direction`, async () => {
    await wear(look);
    const feed = await shown();
    const stage = feed.parentElement!;
    for (const direction of ['ltr', 'rtl']) {
      stage.dir = direction;
      for (const width of [240, 320, 768, 1600]) {
        stage.style.inlineSize = `${width}px`;
        for (const layout of LAYOUTS) {
          feed.setAttribute('layout', layout);
          await feed.updateComplete;
          expect(stage.scrollWidth, `${layout}, ${width} ${direction}`).to.be.at.most(width);
          if (layout !== 'ticker') continue;
          const [list, link] = [parts(feed, 'list')[0]!, parts(feed, 'link')[0]!].map((one) =>
            one.getBoundingClientRect(),
          );
          expect(link!.bottom, 'on one line').to.be.at.most(list!.bottom + 1);
        }
      }
    }
  });

  it(`${look}: the space reserved while loading has the size of the cards`, async () => {
    await wear(look);
    const network = new Network();
    try {
      for (const layout of LAYOUTS) {
        const address = `/${look}-${layout}.xml`;
        const feed = put(
          `<news-tag-feed src="${address}" layout="${layout}" page-size="3" cache="none"></news-tag-feed>`,
        );
        feed.parentElement!.style.inlineSize = '700px';
        await until(() => network.requests.some(({ url }) => url.endsWith(address)));
        await feed.updateComplete;
        const kept = feed.getBoundingClientRect().height;
        const items = ['One', 'Two', 'Three'].map(
          (title) => `<item><title>${title} with a headline of some length, as they are</title>
            <link>https://paper.example/${title}</link><description>${'Words about it. '.repeat(20)}</description>
            <category>World</category><pubDate>Tue, 26 May 2026 09:30:00 GMT</pubDate>
            <media:content url="${location.origin}/demo/feeds/pictures/ferry.svg" medium="image"/></item>`,
        );
        network.requests.find(({ url }) => url.endsWith(address))!.reply(rss(items.join('')));
        await reached(feed, 'ready');
        await settled();
        // Without the button, for which room is kept as well.
        expect(feed.getBoundingClientRect().height, layout)
          .to.be.at.most(kept + 1)
          .and.above(40);
        feed.parentElement!.remove();
      }
    } finally {
      network.restore();
    }
  });
}

it("the page's own rules override a look, wherever they are", async () => {
  own.textContent = `news-tag-feed { --news-accent: rgb(1, 2, 3); --news-headline-font: fantasy }
    news-tag-feed::part(category) { text-transform: lowercase }`;
  for (const look of LOOKS) {
    await wear(look);
    const feed = await shown();
    const category = getComputedStyle(parts(feed, 'category')[0]!);
    expect(category.textTransform, look).to.equal('lowercase');
    expect(getComputedStyle(parts(feed, 'headline')[0]!).fontFamily, look).to.equal('fantasy');
    expect(getComputedStyle(feed.shadowRoot!.querySelector('.about')!).color, look).to.equal('rgb(1, 2, 3)');
    sheets.forEach((sheet) => sheet.remove());
  }
});

it('a look applies to all elements of the page without another one', async () => {
  await wear('broadsheet', 'terminal');
  const fontOf = async (attributes: string) => getComputedStyle(await shown(attributes)).fontFamily;
  expect(await fontOf('data-look="broadsheet"')).to.include('Georgia');
  expect(await fontOf('data-look="terminal"')).to.include('monospace');
  expect(await fontOf('data-look="none"')).to.equal(getComputedStyle(document.body).fontFamily);
  // The last one.
  expect(await fontOf('')).to.include('monospace');
});

it('looks can be combined', async () => {
  await wear('broadsheet', 'compact');
  const feed = await shown('data-look="broadsheet compact"');
  expect(getComputedStyle(feed).fontFamily).to.include('Georgia');
  expect(parts(feed, 'excerpt').some((excerpt) => excerpt.checkVisibility())).to.equal(false);
});
