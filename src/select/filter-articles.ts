/** Filters articles by attributes such as `include` and `exclude`, and keeps one article of each story. */
import type { Article } from '../model/article.js';
import { hostOf } from '../text/host.js';
import { publisherKey, withoutSameStories } from './near-duplicates.js';
import { withoutSameLinks } from './repeats.js';
import { type FilterArticles, textOf, timeOf } from './select-articles.js';
import { finder, fold } from '../text/fold.js';

/** Applies filters first, so that an excluded article never stands for a story, and the limit per publisher last. */
export const filterArticles: FilterArticles = (articles, request, now) => {
  const wanted = articles.filter(
    all(isMentioned(request.include, request.exclude), isPublished(request.excludePublisher), isRecent(request, now)),
  );
  // Keeps the newest of exact repeats, but the best copy of a story with several publishers. So each publisher's own repeats go first.
  return perPublisher(withoutSameLinks(withoutSameStories(withoutOwnRepeats(wanted))), request.perPublisher);
};

type Test = (article: Article) => boolean;

const all =
  (...tests: Test[]): Test =>
  (article) =>
    tests.every((test) => test(article));

function isMentioned(include: string[], exclude: string[]): Test {
  if (!include.length && !exclude.length) return () => true;
  const [wanted, unwanted] = [include, exclude].map((entries) => entries.map((entry) => partsOf(entry).map(finder)));
  return (article) => {
    const text = textOf(article);
    // Parts of a combination may match in different fields: one in the title, another among the tags.
    const has = (parts: ReturnType<typeof finder>[]) => parts.length > 0 && parts.every((find) => find(text));
    return (!include.length || wanted!.some(has)) && !unwanted!.some(has);
  };
}

/**
 * Splits a combination at `+` between words (`flood+rescue`, `flood + rescue`). A `+` at the end of a word is part of the
 * name: `C++`, `Disney+`, `Disney+ series`. `C++ + rescue` has two parts.
 */
export const DIVIDERS = /(?:\s[+＋]\s*|[+＋])(?![+＋\s]|$)/;

/** Returns the folded parts of a combination, all of which an article must contain. */
export const partsOf = (entry: string): string[] => entry.split(DIVIDERS).map(fold).filter(Boolean);

function isPublished(excluded: string[]): Test {
  if (!excluded.length) return () => true;
  const names = new Set(excluded.map(fold).filter(Boolean));
  const hosts = excluded.flatMap((entry) => hostIn(entry) ?? []);
  const known = new Map<string, boolean>();
  const isNamed = ({ name }: { name: string }) => {
    if (!known.has(name)) known.set(name, names.has(fold(name)));
    return known.get(name);
  };
  return ({ publisher, url }) =>
    !(publisher && isNamed(publisher)) &&
    ![publisher?.url, url].some((address) => {
      const host = hostOf(address);
      return host && hosts.some((one) => `.${host}`.endsWith(`.${one}`));
    });
}

/** Returns the host of `example.org`, `www.example.org`, `*.example.org` or a URL. A word without a dot is not a host. */
function hostIn(entry: string): string | undefined {
  if (/^https?:\/\//i.test(entry)) return hostOf(entry);
  // Browsers disagree on `*` in URLs.
  const host = entry.replace(/^(?:\*?\.)+/, '');
  return /^\S+\.\S+$/.test(host) ? hostOf(`https://${host}`) : undefined;
}

/**
 * Keeps articles without a date: some sources give no dates, and in other lists these articles come last. Dates in the
 * future count as now.
 */
const isRecent =
  ({ maxAge = Infinity }: { maxAge?: number | undefined }, now: number): Test =>
  (article) => {
    const time = timeOf(article);
    return time === -Infinity || now - time <= maxAge;
  };

/** Keeps the newest of several articles of one publisher with the same link or headline. */
function withoutOwnRepeats(articles: Article[]): Article[] {
  const lists = new Map<string, Article[]>();
  for (const article of articles) {
    const key = publisherKey(article);
    const list = lists.get(key);
    if (list) list.push(article);
    else lists.set(key, [article]);
  }
  const stay = new Set([...lists.values()].flatMap((list) => withoutSameLinks(list)));
  return articles.filter((article) => stay.has(article));
}

function perPublisher(articles: Article[], most: number): Article[] {
  const counts = new Map<string, number>();
  return articles.filter((article) => {
    const key = publisherKey(article);
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count <= most;
  });
}
