import type { ReactiveControllerHost } from 'lit';
import { choose } from '../select/filter-articles.js';
import { areChosen } from '../feed/prerendered.js';
import { storiesOfPage, storyKeys, withoutStories } from '../select/page-dedupe.js';
import type { Choose } from '../select/select-articles.js';
import { feedsOnPage } from './feeds-on-page.js';

/** How an element chooses among what came. */
export const chooserFor =
  (host: ReactiveControllerHost, dedupe: 'off' | 'page'): Choose =>
  (articles, request, now) => {
    const open = dedupe === 'off' ? articles : withoutStories(articles, takenBesides(host));
    return areChosen(open) ? open : choose(open, request, now);
  };

/** The stories that other feeds on the page show, and the page's own. */
function takenBesides(host: ReactiveControllerHost): Set<string> {
  const taken = storiesOfPage(document, location);
  for (const [feed, { shown }] of feedsOnPage) {
    if (feed !== host) for (const key of shown().flatMap(storyKeys)) taken.add(key);
  }
  return taken;
}
