/** The file to paste: registers every element; what a page may not need comes later. */
import { settings } from './loading/settings.js';
import './tags/news-tag-feed.js';

settings.catalogue = () => import('./providers/catalogue.js');

type Api = typeof import('./index.js');

/** A promise of what `newsrack` exports. Nothing is loaded for it until somebody asks. */
export const ready: Promise<Api> = Object.assign(Object.create(Promise.prototype) as Promise<Api>, {
  then: ((...callbacks) => import('./index.js').then(...callbacks)) as Promise<Api>['then'],
});

/** In milliseconds: by then the news is there, and the smaller elements no longer take from its bandwidth. */
const LATER = 3000;

const isWanted = document.querySelector('news-article-card, news-app-promo');
// Whatever is not in the document itself may still be in a shadow root, or come later.
setTimeout(() => void import('./define.js'), isWanted ? 0 : LATER);
