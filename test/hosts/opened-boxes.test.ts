/** Boxes that are opened, shown or filled after the news has come. */
import { expect } from 'chai';
import type { NewsTagFeed } from '../../src/index.js';
import { LAYOUTS, clear, parts, put, settled, until } from '../support/elements.js';
import { articles } from './articles.js';
import { faultsOf, placesOf } from './sight.js';

afterEach(clear);

const FEED = '<news-tag-feed heading="Latest news" page-size="2"></news-tag-feed>';

/** Boxes that are closed at first, each with the way to open it. */
const CLOSED: Record<string, [html: string, open: (box: HTMLElement) => void]> = {
  'a tab': [`<section hidden>${FEED}</section>`, (box) => (box.hidden = false)],
  'a box without display': [`<div style="display: none">${FEED}</div>`, (box) => (box.style.display = 'block')],
  'a box of no width': [`<div style="width: 0; overflow: hidden">${FEED}</div>`, (box) => (box.style.width = '')],
  details: [`<details><summary>News</summary>${FEED}</details>`, (box) => ((box as HTMLDetailsElement).open = true)],
  'a dialog': [
    `<dialog style="width: 100%; max-width: 100%; box-sizing: border-box; padding: 0; border: 0; margin: 0">${FEED}</dialog>`,
    (box) => (box as HTMLDialogElement).showModal(),
  ],
  'a popover': [
    `<div popover style="width: 100%; box-sizing: border-box; padding: 0; border: 0; margin: 0">${FEED}</div>`,
    (box) => box.showPopover(),
  ],
  'a box whose content is not visible': [
    `<div style="content-visibility: hidden">${FEED}</div>`,
    (box) => (box.style.contentVisibility = 'visible'),
  ],
  'an invisible box': [
    `<div style="visibility: hidden; opacity: 0">${FEED}</div>`,
    (box) => (box.style.cssText = 'visibility: visible'),
  ],
};

async function filled(html: string, layout: string): Promise<[HTMLElement, NewsTagFeed]> {
  const stage = put<HTMLElement>(`<div style="width: 640px; position: relative">${html}</div>`);
  const feed = stage.querySelector('news-tag-feed')!;
  feed.setAttribute('layout', layout);
  feed.articles = articles.slice(0, 4) as never;
  await feed.updateComplete;
  await until(() => parts(feed, 'card').length > 1);
  return [stage.firstElementChild as HTMLElement, feed];
}

describe('a feed in', () => {
  for (const [name, [html, open]] of Object.entries(CLOSED)) {
    it(`${name} that opens later is complete`, async () => {
      for (const layout of LAYOUTS) {
        const [box, feed] = await filled(html, layout);
        open(box);
        await settled();
        feed.requestUpdate();
        await feed.updateComplete;
        await settled();
        expect(feed.getBoundingClientRect().width, layout).to.be.greaterThan(300);
        expect(faultsOf(feed, feed.clientWidth).join('\n'), layout).to.equal('');
        box.parentElement!.remove();
      }
    });
  }

  it('an invisible box hides the feed and receives no clicks', async () => {
    const [, feed] = await filled(`<div style="visibility: hidden; pointer-events: none">${FEED}</div>`, 'list');
    const { left, top } = parts(feed, 'link')[0]!.getBoundingClientRect();
    expect(feed.contains(document.elementFromPoint(left + 5, top + 5))).to.equal(false);
    expect(parts(feed, 'link')[0]!.checkVisibility({ visibilityProperty: true })).to.equal(false);
  });

  it('a column that becomes wider looks like one that was wide from the beginning', async () => {
    for (const layout of LAYOUTS) {
      const [, wide] = await filled(`<div>${FEED}</div>`, layout);
      const [box, grown] = await filled(`<div style="width: 200px">${FEED}</div>`, layout);
      box.style.width = '';
      await settled();
      // Texts are cut a frame after their boxes have changed.
      await until(() => placesOf(grown) === placesOf(wide));
      expect(placesOf(grown), layout).to.equal(placesOf(wide));
      document.querySelectorAll('[data-stage]').forEach((stage) => stage.remove());
    }
  });

  it('stays below layers of the page', async () => {
    const [box, feed] = await filled(`<div>${FEED}</div>`, 'list');
    const header = document.createElement('div');
    header.style.cssText = 'position: absolute; inset: 0; background: white; z-index: 0';
    box.after(header);
    for (const part of ['excerpt', 'media', 'link', 'meta']) {
      const { left, top } = parts(feed, part)[0]!.getBoundingClientRect();
      expect(document.elementFromPoint(left + 4, top + 4) === header, part).to.equal(true);
    }
  });
});
