import * as turbo from '@hotwired/turbo';
import { expect } from 'chai';
import { Idiomorph } from 'idiomorph';
import morphdom from 'morphdom';
import type { NewsTagFeed } from '../../src/index.js';
import { clear, headlines, parts, put, reached, settled, until } from '../support/elements.js';

/**
 * Pages that are morphed into what a server has sent (Turbo, htmx with idiomorph, Livewire and LiveView with code like
 * morphdom) lose what an element has put beside its owner's content. The element brings it back.
 */

turbo.config.drive.enabled = false;

const TEMPLATE =
  '<template slot="article"><article><h3><a data-news="title"></a></h3><img data-news="image"><ul data-news="tags"><li><button></button></li></ul></article></template>';

const STORIES = Array.from({ length: 4 }, (_, n) => ({
  url: `https://paper.example/${n}`,
  title: `Story ${n}`,
  tags: ['x', 'y'],
}));

const parsed = (html: string): HTMLElement => {
  const stage = document.createElement('div');
  stage.dataset.stage = '';
  stage.append(document.createRange().createContextualFragment(html));
  return stage;
};

/** Ways to make what stands in the page into what a server has sent. */
const MORPHS: Record<string, (stage: HTMLElement, html: string) => void> = {
  Turbo: (stage, html) => turbo.morphElements(stage, parsed(html)),
  idiomorph: (stage, html) => void Idiomorph.morph(stage, parsed(html)),
  'idiomorph, of the children': (stage, html) =>
    void Idiomorph.morph(stage, [...parsed(html).childNodes], { morphStyle: 'innerHTML' }),
  morphdom: (stage, html) => void morphdom(stage, parsed(html)),
  'taking all out and putting the owner’s back': (stage, html) => {
    const [feed] = stage.children;
    feed!.replaceChildren(...parsed(html).firstElementChild!.childNodes);
  },
};

const cards = (feed: Element) => [...feed.querySelectorAll<HTMLElement>(':scope > [slot^="article-"]')];
const blocks = (feed: Element) => [...feed.querySelectorAll('script[data-news="structured-data"]')];

/** Own cards as they are seen, from the top. */
const titles = (feed: NewsTagFeed) =>
  [...feed.shadowRoot!.querySelectorAll<HTMLSlotElement>('li.item slot')].flatMap((slot) =>
    slot.assignedElements().map((card) => card.querySelector('h3')?.textContent?.trim()),
  );
const ALL = STORIES.map(({ title }) => title);

async function shown(html: string): Promise<{ stage: HTMLElement; feed: NewsTagFeed }> {
  const feed = put(html);
  feed.articles = STORIES;
  await reached(feed, 'ready');
  if (feed.querySelector('template')) await until(() => titles(feed).length === STORIES.length);
  await settled();
  return { stage: feed.parentElement!, feed };
}

describe('after morphing of the page', () => {
  afterEach(clear);

  for (const [name, morph] of Object.entries(MORPHS)) {
    describe(`by ${name}`, () => {
      it('own cards are the same, each once', async () => {
        const html = `<news-tag-feed id="f">${TEMPLATE}</news-tag-feed>`;
        const { stage, feed } = await shown(html);
        const before = cards(feed);
        morph(stage, html);
        await until(() => titles(feed).join() === ALL.join());
        await settled();
        expect(cards(feed).length).to.equal(before.length);
        expect(stage.querySelector('news-tag-feed')).to.equal(feed);
      });

      it('the structured data is restored once', async () => {
        const html = '<news-tag-feed id="f" structured-data></news-tag-feed>';
        const { stage, feed } = await shown(html);
        const [{ textContent: before }] = blocks(feed) as [Element];
        morph(stage, html);
        await settled();
        expect(blocks(feed).map(({ textContent }) => textContent)).to.deep.equal([before]);
        // The server may have rendered one of its own.
        morph(
          stage,
          html.replace(
            '></',
            '><script type="application/ld+json" slot="data" data-news="structured-data">{}</script></',
          ),
        );
        await settled();
        expect(blocks(feed).map(({ textContent }) => textContent)).to.deep.equal([before]);
      });

      it('the owner’s content is that of the server, even if it looks like a card', async () => {
        const own = '<div slot="before"><p>Sent</p></div>';
        const { stage, feed } = await shown(`<news-tag-feed id="f">${TEMPLATE}</news-tag-feed>`);
        morph(stage, `<news-tag-feed id="f">${TEMPLATE}${own}</news-tag-feed>`);
        await until(() => titles(feed).join() === ALL.join());
        await settled();
        expect(feed.querySelectorAll('[slot="before"]')).to.have.length(1);
        expect(feed.querySelector('[slot="before"]')!.textContent).to.equal('Sent');
        expect(cards(feed)).to.have.length(STORIES.length);
      });

      it('cards of a copy of the page are not shown', async () => {
        const html = `<news-tag-feed id="f">${TEMPLATE}</news-tag-feed>`;
        const { stage, feed } = await shown(html);
        const stray = (slot: number, n: number) =>
          `<div slot="article-${slot}"><article><h3><a data-news="title" href="https://paper.example/${n}" dir="auto">Story ${n}</a></h3></article></div>`;
        morph(stage, html.replace('</news', `${stray(0, 3)}${stray(1, 2)}${stray(7, 9)}</news`));
        await until(() => titles(feed).join() === ALL.join());
        await settled();
        expect(cards(feed)).to.have.length(STORIES.length);
        expect(
          cards(feed)
            .map((card) => card.querySelector('a')!.href)
            .sort(),
        ).to.deep.equal(STORIES.map(({ url }) => url));
        expect(cards(feed).every((card) => card.querySelectorAll('button').length === 2)).to.be.true;
      });

      it('attributes are those of the server, and the list stays', async () => {
        const { stage, feed } = await shown('<news-tag-feed id="f" page-size="2" heading="Before"></news-tag-feed>');
        await feed.showMore();
        expect(headlines(feed)).to.have.length(4);
        const [item] = parts(feed, 'item');
        if (!name.startsWith('taking')) {
          morph(stage, '<news-tag-feed id="f" page-size="2" heading="After" layout="grid"></news-tag-feed>');
          await feed.updateComplete;
          expect(parts(feed, 'heading')[0]!.textContent).to.equal('After');
          morph(stage, '<news-tag-feed id="f" page-size="2"></news-tag-feed>');
          await feed.updateComplete;
          expect([feed.layout, feed.heading]).to.deep.equal(['list', undefined]);
        }
        expect(headlines(feed)).to.have.length(4);
        expect(parts(feed, 'item')[0]).to.equal(item);
      });
    });
  }

  it('the focus stays', async () => {
    const html = `<news-tag-feed id="f">${TEMPLATE}</news-tag-feed>`;
    const { stage, feed } = await shown(html);
    const link = cards(feed)[2]!.querySelector('a')!;
    link.focus();
    MORPHS.morphdom!(stage, html);
    await until(() => titles(feed).join() === ALL.join());
    await settled();
    expect(document.activeElement).to.equal(link);
    // Who has left is not called back.
    link.blur();
    await settled();
    MORPHS.morphdom!(stage, html);
    await until(() => titles(feed).join() === ALL.join());
    expect(document.activeElement).to.equal(document.body);
  });

  it('a page that removes the cards each time causes no endless loop', async () => {
    const { feed } = await shown(`<news-tag-feed>${TEMPLATE}</news-tag-feed>`);
    let count = 0;
    const cleaner = new MutationObserver(() => {
      for (const card of cards(feed)) {
        count++;
        card.remove();
      }
    });
    cleaner.observe(feed, { childList: true });
    cards(feed)[0]!.remove();
    await settled();
    await settled();
    const soon = count;
    await settled();
    expect(count).to.equal(soon);
    cleaner.disconnect();
    feed.requestUpdate();
    await until(() => titles(feed).join() === ALL.join());
  });

  it('content that scripts of the page have added to a card stays', async () => {
    const { stage, feed } = await shown(`<news-tag-feed id="f">${TEMPLATE}</news-tag-feed>`);
    const mark = document.createElement('mark');
    cards(feed)[1]!.querySelector('article')!.append(mark);
    await settled();
    MORPHS.morphdom!(stage, `<news-tag-feed id="f">${TEMPLATE}</news-tag-feed>`);
    await until(() => titles(feed).join() === ALL.join());
    expect(mark.isConnected).to.be.true;
  });
});
