/** Feeds in the scripts of a page. */
import type { FeedDraft } from '../../model/feed.js';
import { lineIn } from './loose-json.js';
import { articleFromObject } from './article-object.js';
import { readJsonFeed } from './json-feed.js';
import { fullDecoders } from '../values/full-decoders.js';
import { language, link, member, text } from '../../text/coerce.js';

/**
 * A JSON Feed, or what newsrack itself makes: a `Feed`, or a list of articles. Nothing where it is neither.
 * @param json what `document` was read from
 * @param isFeed whether its type says that it is a JSON Feed
 */
export function feedInScript(document: unknown, json: string, isFeed: boolean, url: string): FeedDraft[] {
  const items = member(document, 'items');
  if (Array.isArray(items) && (isFeed || text(member(document, 'version'))?.includes('jsonfeed.org/'))) {
    // What follows in the page is not for an element to fetch.
    return [{ ...readJsonFeed(json, url, fullDecoders), next: undefined }];
  }
  const articles = Array.isArray(document) ? document : member(document, 'articles');
  if (!Array.isArray(articles)) return [];
  const isOurs = articles.some(isArticle) || (articles !== document && !articles.length);
  if (!isOurs) return [];
  const attribution = member(document, 'attribution');
  const [name, address] = [lineIn(member(attribution, 'name')), link(member(attribution, 'url'), url)];
  return [
    {
      title: text(member(document, 'title')),
      homeUrl: link(member(document, 'homeUrl'), url),
      language: language(member(document, 'language')),
      attribution: name && address ? { name, url: address } : undefined,
      articles: articles.map((article) => articleFromObject(article, url)),
    },
  ];
}

const isArticle = (value: unknown) =>
  typeof member(value, 'url') === 'string' && typeof member(value, 'title') === 'string';
