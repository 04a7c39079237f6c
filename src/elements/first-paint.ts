import { render } from 'lit';
import { type EarlyAnswer, expect } from '../network/fetch-resource.js';
import { type FirstLoad, firstLoads } from '../feed/first-loads.js';
import { type Loaded, feedsAt, load, merged, needsChoosing, needsSources } from '../feed/load-feeds.js';
import { tidy } from '../select/select-articles.js';
import type { Article } from '../model/article.js';
import { requestKey, requestReaders, toRequest } from '../model/request.js';
import type { NewsStatus } from '../model/result.js';
import { attributeName, readValues } from '../model/values.js';
import { articleCard } from '../views/article-card.js';
import { cardStyles } from '../views/card-styles.js';
import { feedStyles } from '../views/feed-styles.js';
import { feedView } from '../views/feed.js';
import { feedReaders } from '../views/options.js';
import { learn } from '../views/words.js';
import { freeRoom, keepingRoom, measureRooms, takeRoom } from './room.js';
import { hasOwnContent, surroundingsOf } from './surroundings.js';

/** What an undefined `<news-tag-feed>` can do for its reader. */
interface FeedElement extends HTMLElement {
  showMore?(): void;
  refresh?(): void;
}

/**
 * After so many milliseconds without news, shapes of cards are drawn, and the rest is loaded: those that are gone in a
 * moment, and what nobody needs yet, would only delay the news.
 */
const SOON = 200;

/**
 * Shows the first stories of a feed in an element that is not defined yet: what defines it is as much again to load, and
 * nobody needs it to read. The element then goes on with what is on screen. Whatever is more than a plain feed is left to it.
 * @param getRest loads what defines the element
 * @param asked what was asked for before this code was there, by address; each answer is taken out
 */
export async function showFirst(
  element: FeedElement,
  getRest: () => Promise<unknown>,
  asked: Map<string, EarlyAnswer>,
): Promise<void> {
  for (const [url, answer] of asked) if (asked.delete(url)) expect(url, answer);
  const written = Object.fromEntries(
    Object.keys({ ...requestReaders, ...feedReaders }).map((name) => [
      name,
      element.getAttribute(attributeName(name)) ?? undefined,
    ]),
  );
  const options = { ...readValues(feedReaders, written, ignore), ...surroundingsOf(element) };
  const ask = () => toRequest({ ...written, src: element.getAttribute('src') }, ignore, element.baseURI);
  const request = ask();
  const isPlain =
    !needsSources(request) &&
    request.src.length &&
    !needsChoosing(NONE, request, options.dedupe) &&
    options.loading !== 'click' &&
    // Something else has begun with it already: a server, or a framework that sets properties.
    !element.shadowRoot &&
    !Object.keys(element).length &&
    !element.querySelector('script,template');
  if (!isPlain) return void getRest();

  let root: ShadowRoot | undefined;
  let seldom: typeof import('../views/seldom-first.js') | undefined;
  let extras: typeof import('../views/extras.js') | undefined;

  const paint = (status: NewsStatus, all: Article[] = [], most = options.pageSize): void => {
    if (element.matches(':defined')) return;
    if (!root) {
      measureRooms([element]);
      root = element.attachShadow({ mode: 'open' });
      // Where the element finds what was rendered, and nobody else does: another copy of lit could not go on with it.
      root.append(new Comment());
      root.adoptedStyleSheets = [
        cardStyles,
        feedStyles,
        ...(seldom ? [seldom.chosenStyles, seldom.skeletonStyles] : []),
        ...(extras ? [extras.extraCardStyles, extras.extraStyles, extras.layoutStyles] : []),
      ].map(({ styleSheet }) => styleSheet!);
      takeRoom(root);
    }
    const page = all.slice(0, options.pageSize);
    const view = feedView(
      {
        status,
        articles: page.slice(0, most),
        card: articleCard,
        waiting: all.length - page.length,
        expected: Math.min(options.pageSize, request.limit),
        seldom,
        extras,
        tags: request.tag,
        tagMatch: request.tagMatch,
        hasFallback: hasOwnContent(element),
      },
      options,
      {
        onMore: () => void getRest().then(() => element.showMore?.(), showAll),
        onRetry: () => void getRest().then(() => element.refresh?.(), ignore),
      },
    );
    keepingRoom(
      root,
      () => render(view, root!, { host: element, renderBefore: root!.lastChild as ChildNode }),
      most < options.pageSize,
    );
  };

  // What would show a further page can't be had.
  const showAll = (): void => {
    options.pageSize = request.limit;
    again();
  };

  let again = (_most?: number) => paint('loading');
  const loading = load(feedsAt(request), request, { signal: new AbortController().signal });
  const first: FirstLoad = { key: requestKey(request), loading };
  firstLoads.set(element, first);
  const getSeldom = async () => {
    seldom = await import('../views/seldom-first.js').catch(() => undefined);
  };
  // Tags and authors are asked for by name.
  if (options.theme !== 'auto' || written.fields) await getSeldom();
  // As a list, if it can't be had otherwise.
  if (options.layout !== 'list') extras = await import('../views/extras.js').catch(() => undefined);
  options.pageSize = extras?.pageSizeFor(options, !written.pageSize) ?? options.pageSize;
  setTimeout(() => {
    void getRest();
    // Without shapes, the place of the news is empty.
    if (!root) void getSeldom().then(() => root ?? again());
  }, SOON);
  void learn(options.locale)?.then(() => root && again());
  const loaded = await loading;
  // Reading and painting, of any number of feeds, are no single task that would keep a page from answering.
  await new Promise((resolve) => setTimeout(resolve));
  if (requestKey(ask()) === first.key) {
    first.loaded = loaded;
    const { articles } = merged(loaded.feeds, request);
    if (!loaded.problems.length && !needsChoosing(loaded, request, options.dedupe)) {
      const all = tidy(articles, request);
      again = (most) => {
        first.isPart = !!most;
        paint(all.length ? 'ready' : 'empty', all, most);
      };
      // Two stories for each 512 px and two more fill most screens; those below are painted a moment later. Whole rows of a
      // list, and whole compositions, so that no card changes its width then.
      again(extras ? undefined : ((innerHeight >> 9) + 1) * 2);
      requestAnimationFrame(() => {
        const last = root?.querySelector('li:last-child');
        // Below the screen nothing is seen to move when more come.
        if (last && last.getBoundingClientRect().bottom < innerHeight) again();
        else setTimeout(again);
      });
    }
  }
  // If that can't be had, and there is no news either, readers are told so much.
  getRest().catch(() => {
    if (!root?.querySelector('li')) paint('error');
    freeRoom(root!, (_element, free) => free());
  });
}

const NONE: Loaded = { feeds: [], problems: [] };
const ignore = (): void => {};
