/** The file to paste: registers every element; what a page may not need comes later. */
import { loadLater } from './elements/news-controller.js';
import { localeFor } from './elements/news-element.js';
import { NewsTagFeed } from './elements/tag-feed-element.js';
import { settings } from './loading/settings.js';
import { learn } from './views/words.js';

settings.catalogue = () => import('./providers/catalogue.js');

type Api = typeof import('./index.js');

/** A promise of what `newsrack` exports. Nothing is loaded for it until somebody asks. */
export const ready: Promise<Api> = Object.assign(Object.create(Promise.prototype) as Promise<Api>, {
  then: ((...callbacks) => import('./index.js').then(...callbacks)) as Promise<Api>['then'],
});

/** What the page's feeds would only be shown without for a moment, to change under the eyes of the reader then. */
const needs: Promise<unknown>[] = [];
const language = learn(localeFor(document.documentElement.lang));
if (language) needs.push(language);
if (document.querySelector('news-tag-feed[layout]:not([layout=list])')) needs.push(loadLater());

const define = () => NewsTagFeed.define();
if (needs.length) void Promise.allSettled(needs).then(define);
else define();

/** In milliseconds: by then the news is there, or what it needs does not come, and the smaller elements no longer take from its bandwidth. */
const LATER = 3000;

const isWanted = document.querySelector('news-article-card, news-app-promo, news-tag-list');
// Whatever is not in the document itself may still be in a shadow root, or come later.
setTimeout(() => void import('./define.js'), isWanted ? 0 : LATER);
