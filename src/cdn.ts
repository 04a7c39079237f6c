/** The file to paste: registers every element; what a page may not need comes later. */
import './tags/news-tag-feed.js';

type Api = typeof import('./index.js');

/** A promise of what `newsrack` exports. Nothing is loaded for it until somebody asks. */
export const ready: Promise<Api> = Object.assign(Object.create(Promise.prototype) as Promise<Api>, {
  then: ((...callbacks) => import('./index.js').then(...callbacks)) as Promise<Api>['then'],
});

const registerTheRest = () => void import('./define.js');

// The smaller elements yield to the news, unless they are on the page already.
if (document.querySelector('news-article-card, news-app-promo')) registerTheRest();
else (globalThis.requestIdleCallback ?? setTimeout)(registerTheRest);
