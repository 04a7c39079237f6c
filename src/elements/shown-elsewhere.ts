import type { ReactiveControllerHost } from 'lit';
import type { Article } from '../model/article.js';
import { storiesOfPage, storyKeys, withoutStories } from '../select/page-dedupe.js';
import { feedsOnPage } from './feeds-on-page.js';

/** Leaves out the stories that other feeds on the page show, and the page's own. */
export function withoutShownElsewhere(host: ReactiveControllerHost, articles: Article[]): Article[] {
  const taken = storiesOfPage(document, location);
  for (const [feed, { shown }] of feedsOnPage) {
    if (feed !== host) for (const key of shown.flatMap(storyKeys)) taken.add(key);
  }
  return withoutStories(articles, taken);
}
