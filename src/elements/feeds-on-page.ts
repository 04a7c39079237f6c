import type { ReactiveControllerHost } from 'lit';
import type { Article } from '../model/article.js';

/** All feeds in the page at this moment, and the articles that each shows. */
export const feedsOnPage = new Map<ReactiveControllerHost, () => Article[]>();
