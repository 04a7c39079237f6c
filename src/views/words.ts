import type { NewsErrorCode } from '../model/error.js';

/** The sentences of a list of news and of what stands in its place. `{tag}`, `{count}` and the like stand for what changes. */
const english = {
  latest: 'Latest news',
  latestAbout: 'Latest news with #{tag}',
  more: 'Show more',
  retry: 'Try again',
  empty: 'There is no news here right now.',
  emptyAbout: 'There is no news about {tag} right now.',
  /** The time of an article of which nobody says when it was published. */
  seen: 'seen {time}',
  config: 'News can’t be shown here yet.',
  network: 'The news can’t be reached right now.',
  timeout: 'The news is taking too long to arrive.',
  throttled: 'The news source is busy. Please try again in a few minutes.',
  gone: 'This news source no longer exists.',
  /** For all failures that tell readers no more than that. */
  unavailable: 'The news is not available right now.',
};

export type Words = typeof english & Partial<Record<NewsErrorCode, string>>;

/** An owner's own sentences, by language (BCP 47). */
export type WordsByLanguage = Record<string, Record<string, string>>;

let own: WordsByLanguage = {};

export const useWords = (words: WordsByLanguage): void => void (own = words);

/** The words for a language: those of an owner before newsrack's. */
export const inWordsOfOwner = <W extends object>(words: W, locale: string): W => ({
  ...words,
  ...(own[locale] ?? own[locale.split('-')[0]!]),
});

export const wordsFor = (locale: string): Words => inWordsOfOwner(english, locale);

/** A sentence with its placeholders filled. */
export const fill = (sentence: string, values: Record<string, string | number>): string =>
  sentence.replace(/\{(\w+)\}/g, (all, name: string) => String(values[name] ?? all));
