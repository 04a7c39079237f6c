/** Sentences of pages round the news. Those of the news itself are the elements', in all their languages. */
import { TRANSLATED } from './page-languages.js';
import { learn, wordsFor } from '../../views/words.js';
import { interactionWordsFor } from '../../views/interaction-words.js';

const english = {
  /** Link for the keyboard, first on each page. */
  skip: 'Skip to the news',
  /** Heading of the front page. */
  front: 'News by topic',
  /** Description of the front page for search engines. `{site}` is the title. */
  aboutFront: 'The news of many publishers, by topic, on {site}.',
  /** Description of a tag page. */
  aboutTag: 'The latest articles about {tag} from many publishers, newest first.',
  /** Heading of further pages. */
  earlier: 'Earlier news with #{tag}',
  older: 'Older articles',
  newest: 'Newest articles',
  moreTopics: 'More topics',
  related: 'Related topics',
  /** Link from a frame to the tag page. */
  all: 'All news with #{tag}',
  home: 'Front page',
  /** Name of the links to feeds. */
  follow: 'Follow in a feed reader',
  /** Name of the owner's own links. */
  about: 'About this site',
  missing: 'There is nothing at this address.',
  invalid: 'This address is incomplete or invalid.',
  busy: 'That was too fast. Please try again in a minute.',
};

/** Sentences of the elements that pages use too. */
interface ElementWords {
  latest: string;
  latestAbout: string;
  emptyAbout: string;
  unavailable: string;
  topics: string;
  appStore: string;
  googlePlay: string;
}

/** Sentences of pages. `{tag}` and `{site}` are placeholders. */
export type PageWords = typeof english;

/** All sentences of a page. */
export type AllPageWords = PageWords & ElementWords;

/** The names of the sentences that an owner can set. */
export const PAGE_WORDS = Object.keys(english) as (keyof PageWords)[];

/**
 * Returns the sentences of a language: the owner's, then translated ones, then English ones.
 * @param language BCP 47
 */
export async function pageWordsFor(language: string, own: Partial<PageWords>): Promise<AllPageWords> {
  await learn(language);
  const { latest, latestAbout, emptyAbout, unavailable } = wordsFor(language);
  const { tags, appStore, googlePlay } = interactionWordsFor(language);
  const translated = TRANSLATED[new Intl.Locale(language).language];
  return {
    ...english,
    ...translated,
    ...own,
    latest,
    latestAbout,
    emptyAbout,
    unavailable,
    topics: /^en\b/.test(language) ? 'Topics' : tags,
    appStore,
    googlePlay,
  };
}

const RIGHT_TO_LEFT = /^(?:Arab|Hebr|Thaa|Syrc|Nkoo|Adlm|Rohg)$/;

/** Returns the direction in which a language is written. */
export const directionOf = (language: string): 'ltr' | 'rtl' =>
  RIGHT_TO_LEFT.test(new Intl.Locale(language).maximize().script ?? '') ? 'rtl' : 'ltr';
