import { toFeed } from '../model/feed.js';
import type { NewsRequest } from '../model/request.js';
import { type LoadedFeed, type Source, searches } from '../feed/load-feeds.js';
import { COPY, forget, recall, remember, remembered } from './storage.js';
import { about, timeOf } from '../select/select-articles.js';

/** Cached copies: the last good response of each source, kept in this browser. */

/** Maximum number of copies. The oldest are dropped. */
const MAX_COPIES = 20;

/** Maximum length of one copy, and of all copies, in characters. Browsers give a site about five million. */
const MAX_LENGTH = 100_000;
const MAX_TOTAL = 500_000;

/** Returns the key of a source and its tags. Leaves out API keys and time limits, which don't change the response. */
const nameOf = ({ provider, src }: Source, { tag, tagMatch }: NewsRequest): string =>
  COPY + JSON.stringify([provider.name, src, tag, tagMatch]);

/**
 * Returns the cached copy of a source. A copy that is too old or broken is removed. Where the clock was set
 * back since, its age is unknown: it bridges the time until news comes, and is never as good as new.
 * @param maxAge in milliseconds
 */
export function copyOf(source: Source, request: NewsRequest, maxAge: number): LoadedFeed | undefined {
  const name = nameOf(source, request);
  const kept = recall(name);
  if (kept === undefined) return undefined;
  const copy = read(kept);
  const age = Date.now() - (copy?.at ?? NaN);
  if (copy && age <= maxAge) return { ...copy, at: age < 0 ? 0 : copy.at, source, isCopy: true };
  forget(name);
  return undefined;
}

/** Reads a copy. Other scripts may have written to storage, so it is validated like any source. */
function read(kept: string): { at: number; feed: LoadedFeed['feed'] } | undefined {
  try {
    const { at, feed } = JSON.parse(kept) as LoadedFeed;
    return typeof at === 'number' && Array.isArray(feed.articles) ? { at, feed: toFeed(feed) } : undefined;
  } catch {
    // Broken.
    return undefined;
  }
}

/** Stores the response of a source: its newest articles about the tags, at most the limit, as far as they fit. */
export function keepCopy({ source, feed, at }: LoadedFeed, request: NewsRequest): void {
  const { title, homeUrl, language, attribution } = feed;
  const wanted = searches(source) ? feed.articles : about(feed.articles, request.tag, request.tagMatch);
  let articles = wanted.toSorted((a, b) => timeOf(b) - timeOf(a) || 0).slice(0, request.limit);
  let copy: string;
  do {
    copy = JSON.stringify({ at, feed: { title, homeUrl, language, attribution, articles } });
    articles = articles.slice(0, articles.length / 2);
  } while (copy.length > MAX_LENGTH && articles.length);
  const name = nameOf(source, request);
  if (copy.length > MAX_LENGTH) return forget(name);
  makeRoom(name, copy.length);
  if (remember(name, copy)) return;
  // Storage is full, perhaps from other scripts. This copy is worth more than all older ones.
  copyNames().forEach(forget);
  remember(name, copy);
}

/** Forgets the copy of a source. */
export const forgetCopy = (source: Source, request: NewsRequest): void => forget(nameOf(source, request));

const copyNames = () => remembered().filter((name) => name.startsWith(COPY));

/** Forgets the oldest copies until one more fits, and those of other versions of newsrack. */
function makeRoom(name: string, length: number): void {
  remembered()
    .filter((other) => other.startsWith('copy:') && !other.startsWith(COPY))
    .forEach(forget);
  const others = copyNames()
    .filter((other) => other !== name)
    .map((other) => ({ other, text: recall(other) ?? '' }))
    .map(({ other, text }) => ({ other, length: text.length, at: Number(/^\{"at":(\d+)/.exec(text)?.[1]) || 0 }))
    // The age of a copy from the future is unknown.
    .map((one) => (one.at > Date.now() ? { ...one, at: 0 } : one))
    .sort((a, b) => b.at - a.at);
  let room = MAX_TOTAL - length;
  others.forEach((one, index) => {
    room -= one.length;
    if (room < 0 || index >= MAX_COPIES - 1) forget(one.other);
  });
}
