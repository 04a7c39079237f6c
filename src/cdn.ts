/**
 * The file to paste. It asks for the feeds of the page at once (for `lazy` ones when they come near the viewport), and
 * only then loads anything more: what shows their first stories, beside that request, and behind it all the rest.
 * It imports nothing, so that a page whose feeds are far below pays for nothing else.
 */
type Api = typeof import('./index.js');

/** A promise of what `newsrack` exports. Nothing is loaded for it until somebody asks. */
export const ready: Promise<Api> = Object.assign(Object.create(Promise.prototype) as Promise<Api>, {
  then: ((...callbacks) => import('./index.js').then(...callbacks)) as Promise<Api>['then'],
});

/** How far from the viewport a lazy feed begins to load, in pixels: about a screen of a phone. */
const NEAR = 600;

/** In milliseconds: elements that are not in the document by then are in a shadow root, or come later. */
const LATER = 3000;

const FEED = 'news-tag-feed';
const ALL = `${FEED},news-article-card,news-app-promo,news-tag-list`;
const MARK = Symbol.for('newsrack');

const found = new WeakSet<Element>();
const asked = new Map<string, [Promise<Response>, AbortController]>();
let rest: Promise<unknown> | undefined;

function loadRest(): Promise<unknown> {
  additions.disconnect();
  rest ??= import('./cdn-rest.js').then(({ define }) => define());
  // Whoever wants it next tries again.
  rest.catch(() => (rest = undefined));
  return rest;
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

function show(feed: HTMLElement): void {
  // Nothing is loaded for a page that nobody sees.
  if (document.hidden) return document.addEventListener('visibilitychange', () => show(feed), { once: true });
  const src = feed.getAttribute('src') ?? '';
  if (
    !feed.matches('[relay],[loading=click],[provider]:not([provider=feed])') &&
    !feed.shadowRoot &&
    !feed.querySelector('[data-news]')
  ) {
    for (const address of src.match(/\S+/g) ?? []) {
      const url = URL.canParse(address, feed.baseURI)
        ? // `fetch` refuses names and passwords, which the page's own address may hold; see `toRequest`.
          new URL(address, feed.baseURI).href.replace(/^(\w+:\/\/)[^/]*@/, '$1')
        : '';
      if (!/^https?:/.test(url) || asked.has(url)) continue;
      const controller = new AbortController();
      // As every request for news: see `loading/get.ts`, to which it is handed.
      // eslint-disable-next-line no-restricted-globals
      const answer = fetch(url, { referrerPolicy: 'strict-origin-when-cross-origin', signal: controller.signal });
      answer.catch(() => {});
      asked.set(url, [answer, controller]);
    }
    // Only a guess; see `providers/feed.ts`.
    void (/json/i.test(src) ? import('./providers/formats/json-feed.js') : import('./providers/formats/rss.js'));
    if (feed.matches('[layout]:not([layout=list])')) void import('./views/extras.js');
  }
  void import('./elements/first-paint.js').then(({ showFirst }) => showFirst(feed, loadRest, asked));
  // The first formatter takes a browser long: now it only waits for the network, soon it won't.
  setTimeout(() => new Date().toLocaleString());
}

function find(): void {
  for (const element of document.querySelectorAll<HTMLElement>(`:is(${ALL}):not(:defined)`)) {
    if (found.has(element)) continue;
    found.add(element);
    const { top, bottom } = element.getBoundingClientRect();
    // The observer tells a frame later.
    const isNear = top < bottom && top < innerHeight + NEAR && bottom > -NEAR;
    if (element.localName !== FEED) void loadRest();
    else if (isNear || element.matches('[loading=eager]')) show(element);
    else near.observe(element);
  }
}

const additions = new MutationObserver(find);

/** One copy is enough for a page. */
const page = globalThis as { [MARK]?: true };
if (!page[MARK] && !customElements.get(FEED)) {
  page[MARK] = true;
  find();
  additions.observe(document, { childList: true, subtree: true });
  setTimeout(() => {
    const isElsewhere = [...document.querySelectorAll('*')].some(({ shadowRoot }) => shadowRoot?.querySelector(ALL));
    if (isElsewhere || !document.querySelector(ALL)) void loadRest();
  }, LATER);
}
