import { expect } from 'chai';
import type { NewsTagFeed } from '../../src/index.js';
import { LAYOUTS, clear, parts, put, settled, until } from '../support/elements.js';
import { articles } from './articles.js';
import { INHERITED, RESETS } from './page-styles.js';
import { faultsOf, placesOf } from './sight.js';

const WIDTHS = [320, 760];

afterEach(async () => {
  document.documentElement.style.fontSize = '';
  await clear();
});

/** A feed of each layout and width in each of the boxes, all on one page. By the name of the box. */
async function stages(boxes: Record<string, string>, attributes = ''): Promise<Map<string, NewsTagFeed[]>> {
  const feeds = LAYOUTS.flatMap((layout) =>
    WIDTHS.map((width) =>
      `<div style="inline-size: ${width}px; writing-mode: horizontal-tb"><!----></div>`.replace(
        '<!---->',
        `<div data-inner><news-tag-feed layout="${layout}" heading="Latest news, by jetty and quay" page-size="2" ${attributes}></news-tag-feed></div>`,
      ),
    ),
  ).join('');
  const html = Object.values(boxes)
    .map((box) => box.replaceAll('…', feeds))
    .join('');
  const stage = put(`<div>${html}</div>`);
  for (const feed of stage.querySelectorAll('news-tag-feed')) feed.articles = articles.slice(0, 4) as never;
  const all = [...stage.querySelectorAll('news-tag-feed')];
  await Promise.all(all.map((feed) => feed.updateComplete));
  await until(() => all.every((feed) => parts(feed, 'card').length > 1));
  await settled();
  return new Map(
    Object.keys(boxes).map((name, n) => [name, [...stage.children[n]!.querySelectorAll('news-tag-feed')]]),
  );
}

const widthOf = (feed: Element) => feed.closest<HTMLElement>('[data-inner]')!.parentElement!.clientWidth;

const faultsIn = (feeds: Iterable<[string, NewsTagFeed[]]>, shown?: number) =>
  [...feeds].flatMap(([name, some]) =>
    some.flatMap((feed) =>
      faultsOf(feed, widthOf(feed), shown).map((fault) => `${name}, ${feed.layout}, ${widthOf(feed)} pixels: ${fault}`),
    ),
  );

/** In boxes with these styles, each piece is where it is without them. */
async function expectAsElsewhere(styles: [name: string, css: string][]): Promise<void> {
  const boxes = styles.map(([name, css]): [string, string] => [
    name,
    `<div><style>[data-style="${name}"] [data-inner] { ${css} }</style><div data-style="${name}">…</div></div>`,
  ]);
  const all = await stages({ plain: '<div>…</div>', ...Object.fromEntries(boxes) });
  const plain = all.get('plain')!;
  for (const [name, feeds] of all)
    feeds.forEach((feed, n) => expectNear(placesOf(feed), placesOf(plain[n]!), `${name}, ${feed.layout}`));
}

/** Half pixels are rounded by where a box is on the page. */
function expectNear(places: string, expected: string, message: string): void {
  const numbers = (text: string) => (text.match(/-?\d+/g) ?? []).map(Number);
  const [found, wanted] = [numbers(places), numbers(expected)];
  const isNear = found.length === wanted.length && found.every((n, index) => Math.abs(n - wanted[index]!) <= 1);
  if (!isNear) expect(places, message).to.equal(expected);
}

describe('text', () => {
  const groups = Array.from({ length: Math.ceil(INHERITED.length / 6) }, (_, n) => INHERITED.slice(n * 6, n * 6 + 6));
  for (const group of groups) {
    it(`looks the same under inherited styles of the page: ${group.join('; ')}`, () =>
      expectAsElsewhere(group.map((css) => [css, css])));
  }

  for (const [name, css] of Object.entries(RESETS))
    it(`looks the same under third-party style sheets: ${name}`, () => expectAsElsewhere([[name, css]]));

  for (const size of [10, 16, 24]) {
    it(`is complete at a font size of ${size} pixels`, async () => {
      document.documentElement.style.fontSize = `${size}px`;
      expect(faultsIn(await stages({ [`${size} pixels`]: '<div>…</div>' })).join('\n')).to.equal('');
    });
  }
});

/** Long descenders and high accents: Open Sans, Source Serif 4, Lobster. Wide letters: Unbounded, Krona One. */
const FONTS: [family: string, file: string, weight: number][] = [
  ['Open Sans', 'open-sans', 700],
  ['Source Serif 4', 'source-serif-4', 700],
  ['Lobster', 'lobster', 400],
  ['Unbounded', 'unbounded', 700],
  ['Krona One', 'krona-one', 400],
];

describe('fonts', () => {
  before(async () => {
    for (const [family, file, weight] of FONTS) {
      const url = `/node_modules/@fontsource/${file}/files/${file}-latin-${weight}-normal.woff2`;
      document.fonts.add(await new FontFace(family, `url(${url})`, { weight: '100 900' }).load());
    }
  });

  for (const [family] of FONTS) {
    it(`are complete, with no letter cut off: ${family}`, async () => {
      const boxes = { [family]: `<div style="font-family: '${family}'">…</div>` };
      expect(faultsIn(await stages(boxes)).join('\n')).to.equal('');
    });

    it(`are complete in looks with a smaller line height: ${family}`, async () => {
      const tight = '--news-headline-line-height: 1.05; --news-line-height: 1.25; --news-lead-size: 3em';
      const boxes = { [family]: `<div style="font-family: '${family}'; ${tight}">…</div>` };
      // So close together, letters of one line reach into the next.
      expect(faultsIn(await stages(boxes), 1 / 7).join('\n')).to.equal('');
    });
  }
});
