/**
 * The file to paste. Requests the feeds of the page at once (`lazy` ones when they come near the viewport), loads the code
 * for the first stories at the same time, and all other code afterwards. Imports nothing, so that a page whose feeds are
 * far below the screen loads only this file.
 */
type Api = typeof import('../index.js');

/** Set by the build: the version of this file, and the suffix in the names of its chunks. */
declare const VERSION: string, HASH: string;

/** A file in `chunks/`, as `build/loadable-chunks.ts` writes it: makes what it exports, once it has what it imports. */
type MakeChunk = (load: typeof loadChunk) => Promise<object>;

/** A promise of the exports of `newsrack`. They load when `then` is first called. */
export const ready = {
  __proto__: Promise.prototype,
  then: ((...callbacks) => import('../index.js').then(...callbacks)) as Promise<Api>['then'],
} as unknown as Promise<Api>;

/** Distance from the viewport at which a lazy feed begins to load, in pixels: about a screen of a phone. */
const NEAR = 600;

/** Milliseconds after loading in which new shadow roots are searched for elements. */
const LATER = 3000;

/** Milliseconds after which a chunk is requested a second time, in parallel to the request that hangs. */
const SLOW = 15_000;

/**
 * Address of this very file, where it was loaded from one that leads to the newest release, such as `@1`: since it was
 * cached, another release may have come, with other chunks.
 */
const EXACT = import.meta.url.replace(/((npm|unpkg.com|esm.sh)\/newsrack|newsrack(?=@))[^/]*/, `$1@${VERSION}`);

const FEED = 'news-tag-feed';
const ALL = `${FEED},news-article-card,news-app-promo,news-tag-list`;
const UNDEFINED = `:is(${ALL}):not(:defined)`;
const MARK = Symbol.for('newsrack');

// Inherits nothing: pages add functions to `Object.prototype`, even with names such as `first`.
const chunks = { __proto__: null } as unknown as Record<string, Promise<object>>;
let isTold: true | undefined;

const found = new WeakSet<Element>();
const asked = new Map<string, [Promise<Response>, AbortController]>();

/**
 * Loads a chunk, and what that imports. A failed chunk is requested again by the next call.
 * The build puts this in the place of every `import()`: browsers remember that an address has failed, and modules that
 * import one another would fail with it, or come twice if only one of them had another address.
 */
export const loadChunk = (name: string): Promise<object> => (chunks[name] ??= requestChunk(name));

async function requestChunk(name: string): Promise<object> {
  let file = `chunks/${name}-${HASH}.js`;
  for (const base of [EXACT, import.meta.url, EXACT]) {
    try {
      const loading = Promise.race([
        import(new URL(file, base) as unknown as string),
        new Promise((_, late) => setTimeout(late, SLOW)),
      ]) as Promise<{ default: MakeChunk }>;
      return await (await loading).default(loadChunk);
    } catch {
      file += `?${Date.now()}`;
    }
  }
  delete chunks[name];
  const message = `newsrack: ${String(new URL(file, EXACT))} is blocked or missing.`;
  if (!isTold) console.warn(message);
  isTold = true;
  // As `network/missing-chunk.ts` knows it.
  throw Error(message, { cause: 'chunk' });
}

function loadRest(): Promise<unknown> {
  const defined = import('./elements.js').then(({ define }) => define(additions));
  defined.catch(giveUp);
  return defined;
}

/** Leaves the owner's content, without the room that the page keeps for news. Tries again when the reader is online. */
function giveUp(): void {
  for (const { style } of document.querySelectorAll<HTMLElement>(UNDEFINED)) style.minHeight = '0';
  // eslint-disable-next-line @typescript-eslint/no-misused-promises -- One function, so that it is added once.
  addEventListener('online', loadRest);
}

const near = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      near.unobserve(target);
      show(target as HTMLElement);
    }
  },
  { rootMargin: `${NEAR}px 0px` },
);

/** Ignores a failure: what is requested early may not be needed, and is requested again if it is. */
const guess = (early: Promise<unknown>): void => void early.catch(() => {});

function show(feed: HTMLElement): void {
  // Loads nothing while the page is hidden.
  if (document.hidden) return document.addEventListener('visibilitychange', () => show(feed), { once: true });
  // The largest chunk first: every other request takes time to send, and a share of the line.
  const painting = import('../elements/first-paint.js');
  const addresses = feed.getAttribute('src')?.match(/\S+/g) ?? [];
  const relay = feed.getAttribute('relay');
  // The first paint takes these and no others; see `isPlainFeed`.
  if (
    !feed.matches('[dedupe=page],[loading=click],[provider]:not([provider=feed])') &&
    !feed.shadowRoot &&
    !feed.querySelector('[data-news]')
  ) {
    // `fetch` refuses names and passwords, which the page's own address may hold; see `toRequest`.
    const resolve = (address: string) =>
      URL.canParse(address, feed.baseURI) ? new URL(address, feed.baseURI).href.replace(/^(\w+:\/\/)[^/]*@/, '$1') : '';
    // See `providers/feed.ts`.
    if (relay) guess(import('../feed/through-relay.js'));
    if (feed.matches('[layout]:not([layout=list])')) guess(import('../views/feed-parts.js'));
    // Several sources have several publishers.
    if (addresses[1]) guess(import('../select/filter-articles.js'));
    for (const address of addresses) {
      guess(
        relay || /json/i.test(address)
          ? import('../providers/formats/json-feed.js')
          : import('../providers/formats/rss.js'),
      );
      // Besides the code for RSS, which it imports.
      if (/atom/i.test(address)) guess(import('../providers/formats/atom.js'));
      let url = resolve(address);
      // As `feed/through-relay.ts` requests it.
      if (relay && url && new URL(url).origin !== origin)
        url = `${resolve(relay).split('#')[0]}${/\?/.test(relay) ? '&' : '?'}url=${encodeURIComponent(url)}`;
      if (!/^https?:/.test(url) || asked.has(url)) continue;
      const controller = new AbortController();
      // As every request for news: see `network/fetch-resource.ts`, to which it is handed.
      // eslint-disable-next-line no-restricted-globals
      const answer = fetch(url, {
        // Inherits nothing that the page has added to `Object.prototype`.
        __proto__: null,
        referrerPolicy: 'strict-origin-when-cross-origin',
        signal: controller.signal,
      } as RequestInit);
      guess(answer);
      asked.set(url, [answer, controller]);
    }
  }
  void painting.then(({ showFirst }) => showFirst(feed, loadRest, asked), giveUp);
}

function find(): void {
  for (const element of document.querySelectorAll<HTMLElement>(UNDEFINED)) {
    if (found.has(element)) continue;
    found.add(element);
    const { top, bottom } = element.getBoundingClientRect();
    // The observer would report a frame later.
    const isNear = top < bottom && top < innerHeight + NEAR && bottom > -NEAR;
    if (element.localName !== FEED) void loadRest();
    else if (isNear || element.matches('[loading=eager]')) show(element);
    else near.observe(element);
  }
}

/** Returns whether an element of newsrack is in an open shadow root in here, at any depth. */
const isInside = (root: Document | ShadowRoot): boolean | null =>
  [...root.querySelectorAll('*')].some(
    ({ shadowRoot }) => shadowRoot && (shadowRoot.querySelector(ALL) ?? isInside(shadowRoot)),
  );

/** Defines the elements if shadow roots may contain some, since no observer sees into shadow roots. */
function seek(): void {
  if (isInside(document) || (document.readyState === 'complete' && !document.querySelector(ALL))) void loadRest();
}

const additions = new MutationObserver(find);

/** Runs once per page, even if the file is loaded twice. */
const page = globalThis as { [MARK]?: true };
if (!page[MARK] && !customElements.get(FEED)) {
  page[MARK] = true;
  find();
  additions.observe(document, { childList: true, subtree: true });
  seek();
  for (const type of ['DOMContentLoaded', 'load']) addEventListener(type, seek);
  setTimeout(seek, LATER);
}
