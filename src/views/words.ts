import type { NewsErrorCode } from '../model/error.js';

/** Every sentence that readers see or hear. `{tag}`, `{count}` and the like stand for what changes. */
export interface Words {
  latest: string;
  latestAbout: string;
  more: string;
  retry: string;
  empty: string;
  emptyAbout: string;
  /** Shown above news that could not be brought up to date. */
  stale: string;
  /** Said, not shown, when more articles were added to the list. */
  added: string;
  appStore: string;
  googlePlay: string;
  /** Why there is no news; `other` for all reasons that tell readers no more than that. */
  errors: Partial<Record<NewsErrorCode, string>> & { other: string };
}

const english: Words = {
  latest: 'Latest news',
  latestAbout: 'Latest news with #{tag}',
  more: 'Show more',
  retry: 'Try again',
  empty: 'There is no news here right now.',
  emptyAbout: 'There is no news about {tag} right now.',
  stale: 'This list could not be updated just now.',
  added: 'More articles shown: {count}',
  appStore: 'App Store',
  googlePlay: 'Google Play',
  errors: {
    config: 'News can’t be shown here yet.',
    network: 'The news can’t be reached right now.',
    timeout: 'The news is taking too long to arrive.',
    throttled: 'The news source is busy. Please try again in a few minutes.',
    gone: 'This news source no longer exists.',
    other: 'The news is not available right now.',
  },
};

/** An owner's own sentences, by language (BCP 47). */
export type WordsByLanguage = Record<string, Partial<Words>>;

let own: WordsByLanguage = {};

export const useWords = (words: WordsByLanguage): void => void (own = words);

/** The words for a language: those of an owner before newsrack's. */
export const wordsFor = (locale: string): Words => ({ ...english, ...(own[locale] ?? own[locale.split('-')[0]!]) });

/** A sentence with its placeholders filled. */
export const fill = (sentence: string, values: Record<string, string | number>): string =>
  sentence.replace(/\{(\w+)\}/g, (all, name: string) => String(values[name] ?? all));
