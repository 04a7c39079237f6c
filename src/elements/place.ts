/**
 * The place of a reader in lists that they have made longer: on the way back, the browser may load the page anew. Loaded
 * once there is such a list, and in a page that was open before.
 */
import { settings } from '../network/settings.js';
import { linkIn } from './card-in.js';
import { shadowHost } from './parent-of.js';
import { itemsIn } from './list-items.js';
import { EASING } from './ease-up.js';
import { totalOf } from '../feed/feed-state.js';
import { hasNextPage } from '../feed/pagination.js';
import type { LitElement, ReactiveController } from 'lit';
import type { FeedController } from './feed-controller.js';

const NAME = 'newsrack:places';

/** Maximum number of remembered pages, and their maximum total length in characters. */
const MOST_PAGES = 10;
const MAX_LENGTH = 20_000;

/** Maximum number of remembered cards. The first of them that is still in a list marks the place. */
const MOST_CARDS = 3;

const MOST_ARTICLES = 1000;

/** In milliseconds: so long after a list has come, what becomes higher or lower may move the reader's card no more. */
const UNREST = 3000;

/** Events after which a feed may show more, or has finished. */
const TOLD = ['news-load', 'news-status'];

/** The feed and the article of a card, and the distance of its box from the edges of the window. */
type Card = [feed: string, id: string, top: number, left: number];

interface Place {
  page: string;
  /** Number of articles on screen, for each feed. */
  shown: Record<string, number>;
  cards: Card[];
}

/** The element of a feed, and its controller. */
interface List {
  host: LitElement;
  news: FeedController;
}

const lists = new Map<LitElement, List>();
let place: Place | undefined;
let hasMoved = false;
const sizes = new ResizeObserver(settle);

/** Remembers the place in a list when the reader leaves the page, where copies of what is in it may be kept. */
export function keepPlace(host: LitElement, news: FeedController): void {
  const list = { host, news };
  if (!mayKeep(list) || lists.has(host)) return;
  // A list that has left the page would stay in memory.
  host.addController({
    // Lit calls whatever members it finds, inherited ones of a page too.
    __proto__: null,
    hostConnected() {
      lists.set(host, list);
    },
    hostDisconnected() {
      lists.delete(host);
    },
  } as ReactiveController);
  addEventListener('pagehide', keep);
}

/** Makes a list as long as it was when the reader left the page, and brings them back to where they were in it. */
export async function goBack(host: LitElement, news: FeedController): Promise<void> {
  const list = { host, news };
  const { session } = news;
  await host.updateComplete;
  if (!mayKeep(list)) return;
  // The remembered place is used only once, even if the reader reloads the page.
  keepPlace(host, news);
  place ??= recall() ?? { page: '', shown: {}, cards: [] };
  const feed = nameOf(list);
  const { shown, cards } = place;
  if (!shown[feed]) return;
  let wanted = Math.min(shown[feed], MOST_ARTICLES);
  const [, id] = cards.find(([name]) => name === feed) ?? [];
  news.hasBeenNear = true;
  for (let isOver = false; !isOver;) {
    host.requestUpdate();
    await host.updateComplete;
    if (!host.isConnected || nameOf(list) !== feed) return;
    const { status, state } = news;
    const total = totalOf(state);
    const at = state.feed?.articles.findIndex((article) => article.id === id) ?? -1;
    wanted = Math.max(wanted, at + 1);
    const count = Math.min(wanted, total);
    if (count > state.visibleCount) session.revealMore(count);
    host.requestUpdate();
    await host.updateComplete;
    settle();
    watchSizes(host.localName);
    if (status === 'idle' || status === 'loading') {
      await new Promise((next) => TOLD.forEach((type) => host.addEventListener(type, next, { once: true })));
    } else {
      const isShort = total < wanted || (id !== undefined && at < 0 && total === wanted);
      if (isShort && hasNextPage(state)) await session.loadMore();
      isOver = totalOf(session.state) === total;
    }
  }
}

const mayKeep = ({ news }: List): boolean => {
  const { cache, loading } = news.session.options;
  return cache > 0 && loading !== 'click';
};

/** The name of the entry in the browser's history, where it has one: the same address may be in several. */
const pageName = (): string =>
  (globalThis as { navigation?: { currentEntry?: { key: string } | null } }).navigation?.currentEntry?.key ??
  location.pathname + location.search;

/** Returns the key of a feed: its position in the document, and its request. */
const nameOf = ({ host, news }: List): string => {
  const { src, tag } = news.state.request!;
  return [[...document.querySelectorAll(host.localName)].indexOf(host), ...src, ...tag].join(' ');
};

/** Headlines, or what stands for them: of the entries themselves, the first has another edge than those after it. */
const itemsOf = ({ host }: List): Element[] => itemsIn(host).map((item) => linkIn(item) ?? item);

/** Returns the storage; `undefined` if nothing may be stored. */
const storage = (): Storage | undefined =>
  settings.storage === null ? undefined : (settings.storage ?? sessionStorage);

const recallAll = (): Place[] => JSON.parse(storage()?.getItem(NAME) ?? '[]') as Place[];

/** Returns the remembered place on this page, if the reader has come back to it. */
function recall(): Place | undefined {
  const [visit] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  if (visit?.type !== 'back_forward') return undefined;
  for (const type of ['wheel', 'touchmove', 'keydown', 'pointerdown'])
    addEventListener(type, () => (hasMoved = true), { capture: true, passive: true });
  return recallAll().find(isOfPage);
}

const isOfPage = ({ page }: Place): boolean => page === pageName();

function keep(): void {
  const kept = [...lists.values()].filter(mayKeep);
  try {
    const all = recallAll().filter((one) => !isOfPage(one));
    if (kept.length) all.unshift(placeIn(kept));
    for (let most = MOST_PAGES; ; most--) {
      const text = JSON.stringify(all.slice(0, most));
      if (text.length <= MAX_LENGTH) return storage()?.setItem(NAME, text);
    }
  } catch {
    // Storage is forbidden, full or broken. Then nothing is remembered.
  }
}

function placeIn(kept: List[]): Place {
  const cards = kept.flatMap((list) =>
    itemsOf(list).map((item, index): Card => {
      const { top, left } = item.getBoundingClientRect();
      return [nameOf(list), list.news.state.feed!.articles[index]!.id, top, left];
    }),
  );
  const distance = ([, , top]: Card) => Math.abs(top - innerHeight / 2);
  return {
    page: pageName(),
    shown: Object.fromEntries(kept.map((list) => [nameOf(list), itemsOf(list).length])),
    cards: cards.sort((a, b) => distance(a) - distance(b)).slice(0, MOST_CARDS),
  };
}

/** Other feeds of the page come later, and have their size a frame after their news. */
function watchSizes(name: string): void {
  sizes.disconnect();
  document.querySelectorAll(name).forEach((feed) => sizes.observe(feed));
  setTimeout(() => sizes.disconnect(), UNREST);
}

/** Brings the first card that is still there to where it was, unless the reader or the page has gone elsewhere. */
function settle(): void {
  if (hasMoved || history.scrollRestoration === 'manual') return;
  for (const [feed, id, top, left] of place!.cards) {
    const list = [...lists.values()].find((one) => nameOf(one) === feed);
    const at = list?.news.state.feed?.articles.findIndex((article) => article.id === id) ?? -1;
    const item = list && itemsOf(list)[at];
    if (item) return bring(item, top, left);
  }
}

/** Scrolls all scroll containers of an element, from the inside out. */
function bring(item: Element, top: number, left: number): void {
  // What is still on its way up is not yet where it will be.
  for (const animation of document.getAnimations()) if (animation.id === EASING) animation.finish();
  for (let box: Element | undefined = item; box; box = box.parentElement ?? shadowHost(box.getRootNode())) {
    const is = item.getBoundingClientRect();
    const isScroller = /auto|scroll/.test(getComputedStyle(box).overflow) || box === document.scrollingElement;
    if (isScroller) box.scrollBy({ top: is.top - top, left: is.left - left, behavior: 'instant' });
  }
}
