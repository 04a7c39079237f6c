import { originOf, withUniqueId } from '../model/feed.js';
import type { Article } from '../model/article.js';
import type { NewsRequest } from '../model/request.js';
import { finder, fold } from '../text/fold.js';

/** A function that filters articles, newest first, and removes repeats. */
export type FilterArticles = (newestFirst: Article[], request: NewsRequest, now: number) => Article[];

/** Selects the articles to show: newest first, without repeats, at most the limit. */
export function selectArticles(
  articles: Article[],
  request: NewsRequest,
  now = Date.now(),
  filter: FilterArticles = (all) => withoutRepeats(all),
): Article[] {
  const ids = new Map<string, number>();
  return filter(newestFirst(articles, now), request, now)
    .slice(0, request.limit)
    .map((article) => withUniqueId(article, ids));
}

/** Returns the articles about any of the tags, or about all of them; without tags, all articles. */
export function about(articles: Article[], tags: string[], match: 'any' | 'all'): Article[] {
  if (!tags.length) return articles;
  const finders = tags.map((tag) => finder(fold(tag)));
  return articles.filter((article) => {
    const text = textOf(article);
    return finders[match === 'all' ? 'every' : 'some']((find) => find(text));
  });
}

/** Cache of folded text: folding costs more than searching, and a relay searches the same articles for every query. */
const texts = new WeakMap<Article, string>();

/** Returns all searchable text of an article, folded, with a separator that no phrase contains. */
export function textOf(article: Article): string {
  const { title, excerpt = '', category = '', tags } = article;
  const text = texts.get(article) ?? [title, excerpt, category, ...tags, ''].map((one) => ` ${fold(one)} `).join();
  texts.set(article, text);
  return text;
}

/** Sorts newest first. Dates in the future count as now. Articles without a date come last, in their order. */
function newestFirst(articles: Article[], now: number): Article[] {
  const times = new Map(articles.map((article) => [article, Math.min(timeOf(article), now)]));
  return articles.toSorted((a, b) => (times.get(a) === times.get(b) ? 0 : times.get(b)! - times.get(a)!));
}

/** Returns the date of an article in milliseconds since 1970; `-Infinity` if unknown. */
export const timeOf = ({ published, seen, updated }: Pick<Article, 'published' | 'seen' | 'updated'>): number =>
  Date.parse(published ?? seen ?? updated ?? '') || -Infinity;

/**
 * Keeps the first of several articles with the same link or the same headline. Within one feed, equal links or headlines
 * don't suffice: notices link to one page, and a daily column always has the same headline. There, repeats agree in
 * headline and time; without times, in headline, link and excerpt.
 * @param keysOf returns the keys by which articles of different feeds are compared; default: link and headline as written
 */
export function withoutRepeats(
  articles: Article[],
  keysOf: (article: Article) => string[] = ({ url, title }) => [url, `title ${title}`],
): Article[] {
  const seen = new Map<string, unknown>();
  return articles.filter((article) => {
    const origin = originOf.get(article) ?? article;
    const time = timeOf(article);
    const own = [time > -Infinity ? time : article.url + article.excerpt, article.title].join();
    const keys = keysOf(article);
    if ([own, ...keys].some((key) => (seen.get(key) ?? origin) !== origin)) return false;
    keys.forEach((key) => seen.set(key, origin));
    // This value equals no origin, so any later article with this key is a repeat.
    seen.set(own, seen);
    return true;
  });
}
