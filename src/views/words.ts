/** Sentences of a feed. `{tag}`, `{count}` and the like are placeholders. */
const english = {
  latest: 'Latest news',
  latestAbout: 'Latest news with #{tag}',
  more: 'Show more',
  retry: 'Try again',
  empty: 'There is no news here right now.',
  emptyAbout: 'There is no news about {tag} right now.',
  /** Time of an article whose source gives only the date on which it was first seen. */
  seen: 'seen {time}',
  /** Sentence for all failures without one of their own. */
  unavailable: 'The news is not available right now.',
};

export type Words = typeof english;

/** The owner's own sentences, by language (BCP 47). Sentences with a number have a form for each plural category. */
export type WordsByLanguage = Record<string, Record<string, string | Plural>>;

/** A sentence by plural category; see `Intl.PluralRules`. */
export type Plural = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

let own: WordsByLanguage = {};

export const useWords = (words: WordsByLanguage): void => void (own = words);

// Members that every object inherits are not languages.
const translated = { __proto__: null } as unknown as Record<string, object | undefined>;
const learning = { __proto__: null } as unknown as Record<string, Promise<void>>;

/**
 * Loads the sentences of a language. After a failure, the next call requests them again.
 * @returns nothing if they are loaded already
 */
export function learn(locale: string): Promise<void> | undefined {
  if (/^en\b/.test(locale) || translated[locale]) return undefined;
  return (learning[locale] ??= import('./languages/languages.js')
    .then(({ wordsIn }) => wordsIn(locale))
    .catch(() => undefined)
    .then((words) => {
      // If they can't be loaded, English is better than nothing.
      translated[locale] = words;
      delete learning[locale];
    }));
}

const isKnown = (locale: string) => /^en\b/.test(locale) || locale in translated;

/** Returns the sentences of a language, the owner's before newsrack's. They are blank while loading, to reserve space. */
export const inWordsOfOwner = <W extends object>(english: W, locale: string): W => ({
  ...(isKnown(locale) ? english : (Object.fromEntries(Object.keys(english).map((key) => [key, '\xa0'])) as W)),
  ...translated[locale],
  ...(own[locale] ?? own[locale.split('-')[0]!]),
});

export const wordsFor = (locale: string): Words => inWordsOfOwner(english, locale);

/** Fills the placeholders of a sentence. */
export const fill = (sentence: string, values: Record<string, string | number>): string =>
  sentence.replace(/\{(\w+)\}/g, (all, name: string) => String(values[name] ?? all));
