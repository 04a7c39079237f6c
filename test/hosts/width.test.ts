import { setViewport } from '@web/test-runner-commands';
import { expect } from 'chai';
import { LAYOUTS, clear, put, until } from '../support/elements.js';
import { Network } from '../support/network.js';
import { articles } from './articles.js';
import { PARAGRAPH, WRAPPERS, wrapped } from './wrappers.js';

const WIDTHS = [320, 375, 760, 1024, 1440];

const FEEDS = Object.fromEntries(
  LAYOUTS.map((layout) => [layout, `<news-tag-feed data-guest data-filled layout="${layout}"></news-tag-feed>`]),
);

const GUESTS: Record<string, string> = {
  ...FEEDS,
  'a feed that loads':
    '<news-tag-feed data-guest src="/x.xml" loading="eager" cache="none" page-size="2"></news-tag-feed>',
  'own cards':
    '<news-tag-feed data-guest data-filled><template slot="article"><p><img data-news="image" style="width:40px"> <a data-news="title"></a></p></template></news-tag-feed>',
  'a card': `<news-article-card data-guest href="https://a.example/" headline="${articles[0]!.title}" image="${articles[0]!.image.url}" excerpt="${articles[0]!.excerpt}"></news-article-card>`,
  tags: '<news-tag-list data-guest for="source"></news-tag-list>',
  'a promo':
    '<news-app-promo data-guest heading="Read it on the way" text="Every story on this tag, offline, without a sign-up." app-store="https://a.example/" google-play="https://b.example/"></news-app-promo>',
};

let network: Network;
beforeEach(() => (network = new Network()));
afterEach(async () => {
  network.restore();
  await clear();
});
after(() => setViewport({ width: 800, height: 600 }));

/** WebKit's window, never narrower than 450 pixels, may follow later. */
async function resize(width: number): Promise<void> {
  await setViewport({ width, height: 600 });
  await until(() => innerWidth >= width && innerWidth <= Math.max(width, 450));
}

const page = (guest: string) =>
  `<div style="margin: 16px">${Object.values(WRAPPERS)
    .map((wrapper) => `<div data-wrapper>${wrapped(wrapper, guest)}</div>`)
    .join('')}</div>`;

const OWN_DISPLAYS = ['flex', 'grid', 'inline-flex', 'inline-block', 'inline', 'flow-root', 'table', 'list-item'];

const guestsIn = (stage: Element) => [...stage.querySelectorAll<HTMLElement>('[data-guest]')];

const rendered = (stage: Element) =>
  Promise.all(guestsIn(stage).map((element) => (element as never as { updateComplete: unknown }).updateComplete));

/** Returns the width of each guest, and how far its wrapper reaches beyond the page. */
const measure = (stage: Element) =>
  [...stage.querySelectorAll<HTMLElement>('[data-wrapper]')].map((section) => ({
    width: parseFloat(getComputedStyle(section.querySelector('[data-guest]')!).inlineSize),
    beyond: section.scrollWidth - section.clientWidth,
  }));

describe('in any wrapper', () => {
  for (const [name, guest] of Object.entries(GUESTS)) {
    it(`${name} is at most as wide as text, and does not collapse`, async () => {
      const text = put(page(PARAGRAPH.replace('<p>', '<p data-guest style="writing-mode: horizontal-tb">')));
      const sizes: ReturnType<typeof measure>[] = [];
      for (const width of WIDTHS) {
        await resize(width);
        sizes.push(measure(text));
      }
      text.remove();
      const stage = put(page(guest) + '<news-tag-feed data-filled id=source></news-tag-feed>');
      stage.parentElement!.querySelectorAll('[data-filled]').forEach((feed) => Object.assign(feed, { articles }));
      await rendered(stage);
      const faults: string[] = [];
      for (const [at, width] of [...WIDTHS.entries()].reverse()) {
        await resize(width);
        measure(stage).forEach((one, n) => {
          const where = `${width}px, ${Object.keys(WRAPPERS)[n]!}: ${JSON.stringify(one)}, text: ${JSON.stringify(sizes[at]![n])}`;
          const of = sizes[at]![n]!;
          if (one.beyond > of.beyond) faults.push(`scrolls: ${where}`);
          if (one.width > of.width + 1) faults.push(`wider: ${where}`);
          if (one.width < Math.min(of.width, 70)) faults.push(`collapses: ${where}`);
        });
      }
      expect(faults.join('\n')).to.equal('');
    });

    it(`${name} stays on the page and fills its box for any value of display`, async () => {
      const stage = put(
        `<div>${OWN_DISPLAYS.map((display) => `<div>${guest.replace(' data-guest', ` data-guest style="display: ${display}"`)}</div>`).join('')}</div><news-tag-feed data-filled id=source></news-tag-feed>`,
      );
      stage.parentElement!.querySelectorAll('[data-filled]').forEach((feed) => Object.assign(feed, { articles }));
      await rendered(stage);
      const first = (element: HTMLElement) => element.shadowRoot!.querySelector<HTMLElement>('.root, .box, .promo')!;
      const widths = guestsIn(stage).map((element) => first(element).getBoundingClientRect());
      for (const [n, { left, right }] of widths.entries()) {
        const { left: start, right: end } = stage.getBoundingClientRect();
        expect(left, OWN_DISPLAYS[n]).to.be.closeTo(start, 1);
        const isNarrower = /inline|table/.test(OWN_DISPLAYS[n]!);
        expect(right, OWN_DISPLAYS[n]).to.be.within(isNarrower ? start + 70 : end - 1, end + 1);
      }
    });
  }
});
