import { render } from 'lit';
import { statusOf } from '../feed/feed-state.js';
import { isPlainFeed } from '../feed/load-feeds.js';
import { FeedStore } from '../feed/feed-store.js';
import { type PreloadedResponse, offerPreloaded } from '../network/fetch-resource.js';
import { requestKey, requestAttributes, toRequest } from '../model/request.js';
import { attributeName, parseAttributes } from '../model/values.js';
import { cardStyles } from '../views/card-styles.js';
import { feedStyles } from '../views/feed-styles.js';
import { feedView } from '../views/feed.js';
import { feedAttributes } from '../views/options.js';
import { tellTime } from '../views/time.js';
import { viewModel } from '../views/view-model.js';
import { learn } from '../views/words.js';
import { cardsOnScreen } from './cards-on-screen.js';
import { paintedViews } from './painted-views.js';
import {
  releaseReservedHeight,
  renderWithReservedHeight,
  measureHeights,
  reserveMeasuredHeight,
} from './reserved-height.js';
import { hasOwnContent, renderContextOf } from './render-context.js';

/** Resolves when the last feed has begun. */
let lastBegun: Promise<unknown> = Promise.resolve();

const nextTask = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve));

/** A `<news-tag-feed>`, which may not be defined yet. */
interface FeedElement extends HTMLElement {
  updateComplete?: Promise<unknown>;
}

/** Milliseconds without articles after which grey shapes are drawn. Earlier, they would only flash. */
const SOON = 200;

/**
 * After this many milliseconds without news, what defines the element is loaded: before, it would take room on the line. A
 * reader who comes again, and may have cached copies, has its code already.
 */
const LATER = 800;

/** Number of cards to paint in one task, after those on screen. */
const STEP = 6;

/** Maximum number of cards to paint: more are below every screen, and later style sheets have to match all of them. */
const MOST = 30;

/**
 * Shows the first stories of a feed in an element that is not defined yet: the code that defines it is as large again, and
 * not needed for reading. The element then continues with the same session and the same nodes. It also handles everything
 * beyond a plain feed.
 * @param getRest loads the code that defines the element
 * @param asked responses requested before this code had loaded, by URL; used ones are removed
 */
export async function showFirst(
  element: FeedElement,
  getRest: () => Promise<unknown>,
  asked: Map<string, PreloadedResponse>,
): Promise<void> {
  for (const [url, answer] of asked) if (asked.delete(url)) offerPreloaded(url, answer);
  // Of many feeds that begin together, each does in a task of its own; not in that which has compiled this code.
  await (lastBegun = lastBegun.then(nextTask));
  const read = () =>
    Object.fromEntries(
      Object.keys({ ...requestAttributes, ...feedAttributes }).map((name) => [
        name,
        element.getAttribute(attributeName(name)) ?? undefined,
      ]),
    );
  const written = read();
  const options = { ...parseAttributes(feedAttributes, written, ignore), ...renderContextOf(element) };
  const readRequest = () => toRequest(read(), ignore, element.baseURI);
  const request = readRequest();
  const isPlain =
    isPlainFeed(request, options) &&
    // A server has rendered it, or a framework has set properties.
    !element.shadowRoot &&
    !Object.keys(element).length &&
    !element.querySelector('script,template');
  if (!isPlain) return void getRest();

  const store = FeedStore.of(element);
  let root: ShadowRoot | undefined;
  let optionalViews: typeof import('../views/optional-views.js') | undefined;
  let feedParts: typeof import('../views/feed-parts.js') | undefined;

  /** Paints a number of articles. Returns whether there are more to paint. */
  const paint = (most = MOST, status = statusOf(store.state)): boolean => {
    if (element.matches(':defined')) return false;
    if (!root) {
      measureHeights([element]);
      root = element.attachShadow({ mode: 'open' });
      // Buttons and excerpts act once the element is defined.
      root.addEventListener('click', ({ target }) => {
        if (!element.matches(':defined') && !(target as Element).closest('a'))
          void getRest().then(() => element.updateComplete?.then(() => (target as HTMLElement).click()), showAll);
      });
      // Where the element finds what was rendered, and nobody else does: another copy of lit could not go on with it.
      root.append(new Comment());
      root.adoptedStyleSheets = [
        cardStyles,
        feedStyles,
        ...(optionalViews ? [optionalViews.optionalStyles, optionalViews.skeletonStyles] : []),
        ...(feedParts ? [feedParts.interactionStyles, feedParts.feedPartStyles, feedParts.layoutStyles] : []),
      ].map(({ styleSheet }) => styleSheet!);
      reserveMeasuredHeight(root);
    }
    const model = viewModel({ ...store.state, status }, request, options.pageSize, {
      optionalViews,
      feedParts,
      hasFallback: hasOwnContent(element),
    });
    const isPart = most < Math.min(model.articles.length, MOST);
    model.articles = model.articles.slice(0, most);
    paintedViews.set(element, { options, articles: model.articles, isPart });
    const view = feedView(model, options, {});
    renderWithReservedHeight(
      root,
      () => render(view, root!, { host: element, renderBefore: root!.lastChild as ChildNode }),
      isPart,
    );
    return isPart;
  };

  paintedViews.set(element, { options, isPart: true });
  const configure = () => store.configure(request, options.pageSize);
  // What shows further pages can't be loaded.
  const showAll = (): void => {
    options.pageSize = request.limit;
    configure();
    paint(Infinity);
  };

  /** Paints this number of articles at once, and the others in steps, so that the page can answer between them. */
  const paintFrom = (most: number): void => {
    if (!paint(most)) return;
    requestAnimationFrame(() => {
      // Below the screen, readers don't see the list grow.
      const last = root!.querySelector('li:last-child');
      if (last && last.getBoundingClientRect().bottom < innerHeight) paint();
      else setTimeout(paintFrom, 0, most + STEP);
    });
  };

  configure();
  const loading = store.load(new AbortController().signal);
  // While the network is busy: the first use of `Intl` takes longer than the first cards.
  tellTime(new Date().toISOString(), Date.now(), options.locale, 'relative');
  // If neither the rest of the code nor the articles can be loaded, readers get a message.
  const finish = () =>
    getRest().catch(() => {
      paint(Infinity, root?.querySelector('li') ? undefined : 'error');
      releaseReservedHeight(root!, (_element, free) => free());
    });
  const getSeldom = async () => {
    optionalViews = await import('../views/optional-views.js').catch(() => undefined);
  };
  // Tags and authors are asked for by name.
  if (options.theme !== 'auto' || written.fields) await getSeldom();
  // If the layout's code can't be loaded, the feed is a list.
  if (options.layout !== 'list') feedParts = await import('../views/feed-parts.js').catch(() => undefined);
  options.pageSize = feedParts?.pageSizeFor(options, !written.pageSize) ?? options.pageSize;
  configure();
  // Without the code for shapes, the reserved space is empty.
  setTimeout(() => {
    if (!root) void getSeldom().then(() => root ?? paint());
  }, SOON);
  setTimeout(() => void finish(), mayHaveCopies() ? SOON : LATER);
  void learn(options.locale)?.then(() => root && paint());
  await loading;
  // Reading and painting, of any number of feeds, are no single task that would keep a page from answering.
  await nextTask();
  if (requestKey(readRequest()) === store.state.requestKey && !store.state.problems.length) {
    // Those below are painted a moment later: of other layouts, so that no card changes its width then, whole compositions.
    paintFrom(feedParts ? MOST : cardsOnScreen());
  }
  void finish();
}

function mayHaveCopies(): boolean {
  try {
    return localStorage.length > 0;
  } catch {
    // The page or the reader forbids it.
    return false;
  }
}

const ignore = (): void => {};
