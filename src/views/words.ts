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
  /** For all failures that tell readers no more than that. */
  unavailable: 'The news is not available right now.',
};

export type Words = typeof english;

/** An owner's own sentences, by language (BCP 47). Those that count have a form for each plural category. */
export type WordsByLanguage = Record<string, Record<string, string | Plural>>;

/** A sentence by plural category; see `Intl.PluralRules`. */
export type Plural = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

let own: WordsByLanguage = {};

export const useWords = (words: WordsByLanguage): void => void (own = words);

// What every object inherits is no language.
const translated = { __proto__: null } as unknown as Record<string, object | undefined>;
const learning = { __proto__: null } as unknown as Record<string, Promise<void>>;

/**
 * Loads the sentences of a language. One that failed is requested again by the next call.
 * @returns nothing to wait for where they are there
 */
export function learn(locale: string): Promise<void> | undefined {
  if (/^en\b/.test(locale) || translated[locale]) return undefined;
  return (learning[locale] ??= import('./languages/languages.js')
    .then(({ wordsIn }) => wordsIn(locale))
    .catch(() => undefined)
    .then((words) => {
      // English is better than nothing, where they can't be had.
      translated[locale] = words;
      delete learning[locale];
    }));
}

const isKnown = (locale: string) => /^en\b/.test(locale) || locale in translated;

/** The sentences of a language: an owner's before newsrack's. Blank while they are on the way, as what is kept in place. */
export const inWordsOfOwner = <W extends object>(english: W, locale: string): W => ({
  ...(isKnown(locale) ? english : (Object.fromEntries(Object.keys(english).map((key) => [key, '\xa0'])) as W)),
  ...translated[locale],
  ...(own[locale] ?? own[locale.split('-')[0]!]),
});

export const wordsFor = (locale: string): Words => inWordsOfOwner(english, locale);

/** A sentence with its placeholders filled. */
export const fill = (sentence: string, values: Record<string, string | number>): string =>
  sentence.replace(/\{(\w+)\}/g, (all, name: string) => String(values[name] ?? all));
