import type { NewsTagFeed } from '../../src/index.js';
import type { Article } from '../../src/model/article.js';
import { extremes, ordinary } from '../../stories/articles.js';
import { LAYOUTS, parts, put, reached, settled, until } from './elements.js';

/** Every element there is, with all that it can show, for tests of what must hold for each. */

const FIELDS = 'fields="image publisher time category excerpt authors tags"';

/** Usual articles, and some with unusual values. */
export const SOME: Article[] = [
  ...ordinary,
  extremes.longWord,
  extremes.arabic,
  extremes.longHeadline,
  extremes.noPicture,
  extremes.nothingElse,
];

async function feedAs(layout: string, articles: Article[], inside = ''): Promise<NewsTagFeed> {
  const feed = put(
    `<news-tag-feed layout="${layout}" page-size="${articles.length - 1}" ${FIELDS}>${inside}</news-tag-feed>`,
  );
  feed.articles = articles;
  await reached(feed, 'ready');
  // What goes by would be elsewhere with every look at it.
  parts(feed, 'list')[0]!.style.animation = 'none';
  await settled();
  return feed;
}

async function ownCards(layout: string, articles: Article[]): Promise<NewsTagFeed> {
  const feed = await feedAs(
    layout,
    articles,
    '<template slot="article"><h3 style="margin: 0"><a data-news="title"></a></h3><p data-news="excerpt"></p></template>',
  );
  await until(() => feed.querySelectorAll('[slot^="article-"]').length === articles.length - 1);
  await settled();
  return feed;
}

async function tagList(mode: string, articles: Article[]): Promise<HTMLElement> {
  const list = put<HTMLElementTagNameMap['news-tag-list']>(`<news-tag-list mode="${mode}"></news-tag-list>
    <news-tag-feed></news-tag-feed>`);
  (list.nextElementSibling as NewsTagFeed).articles = articles;
  await until(() => parts(list, 'tag').length > 0);
  return list;
}

export const ALL_ELEMENTS: Record<string, (articles?: Article[]) => Promise<HTMLElement>> = {
  ...Object.fromEntries(
    LAYOUTS.map((layout) => [`a feed, layout ${layout}`, (articles = SOME) => feedAs(layout, articles)]),
  ),
  'a feed of own cards': (articles = SOME) => ownCards('list', articles),
  'a carousel of own cards': (articles = SOME) => ownCards('carousel', articles),
  'a card': async ([, , , article] = SOME) => {
    const card = put<HTMLElementTagNameMap['news-article-card']>(`<news-article-card ${FIELDS}></news-article-card>`);
    card.article = article!;
    await card.updateComplete;
    return card;
  },
  'an app promo': async () => {
    const promo = put<HTMLElementTagNameMap['news-app-promo']>(
      '<news-app-promo heading="Download the app" text="Every story, offline." app-store="https://a.example/a" google-play="https://a.example/b"></news-app-promo>',
    );
    await promo.updateComplete;
    return promo;
  },
  'a list of tags': (articles = SOME) => tagList('buttons', articles),
  'a list of tags as links': (articles = SOME) => tagList('links', articles),
};

/** Returns everything in an element that can be clicked or focused, in document order. */
export function controlsOf(element: HTMLElement): HTMLElement[] {
  const inside = (root: ParentNode): HTMLElement[] =>
    [...root.querySelectorAll<HTMLElement>('a[href], button, slot')].flatMap((one) =>
      one instanceof HTMLSlotElement ? one.assignedElements().flatMap((slotted) => inside(slotted)) : [one],
    );
  return inside(element.shadowRoot!).filter((one) => one.checkVisibility({ visibilityProperty: true }));
}

/** Returns the focused element, also inside a shadow root. */
export function focused(): HTMLElement | null {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active as HTMLElement | null;
}

/** The element that encloses another where both are drawn. */
export function outOf(node: Element): Element | null {
  const root = node.getRootNode();
  return node.assignedSlot ?? node.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
}
