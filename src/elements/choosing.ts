import type { ReactiveControllerHost } from 'lit';
import { choose } from '../loading/choose.js';
import { storiesOfPage, storyKeys, withoutStories } from '../loading/page-stories.js';
import type { Choose } from '../loading/tidy.js';
import { feedsOnPage } from './feeds-on-page.js';

/** How an element chooses among what came. */
export const chooserFor = (host: ReactiveControllerHost, dedupe: 'off' | 'page'): Choose =>
  dedupe === 'off'
    ? choose
    : (articles, request, now) => choose(withoutStories(articles, takenBesides(host)), request, now);

/** The stories that other feeds on the page show, and the page's own. */
function takenBesides(host: ReactiveControllerHost): Set<string> {
  const taken = storiesOfPage(document, location);
  for (const [feed, { shown }] of feedsOnPage) {
    if (feed !== host) for (const key of shown().flatMap(storyKeys)) taken.add(key);
  }
  return taken;
}
