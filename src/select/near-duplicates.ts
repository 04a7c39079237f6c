/**
 * Finds near-duplicates. A report of an agency appears on dozens of sites within hours, under headlines that differ in
 * the site's name, a word or two, or the place at which they are cut off.
 */
import type { Article } from '../model/article.js';
import { hostOf } from '../text/host.js';
import { timeOf } from './select-articles.js';
import { UNSPACED, fold, hasWords } from '../text/fold.js';

/** Maximum time between near-duplicates. The same headline a week later is another story. */
const DAYS = 3 * 864e5;

/** Minimum number of words of a headline to compare. Shorter ones are alike by chance: "Weather for Monday". */
const FEWEST_WORDS = 4;

/** Maximum number of characters of a headline to compare, to limit the time. */
const MOST_CHARACTERS = 500;

/** Maximum number of headlines compared for one word. Only lists with hundreds of nearly equal headlines have more. */
const MOST_COMPARED = 50;

interface Story {
  article: Article;
  publisher: string;
  /** Time of the article; `NaN` if unknown, which is within reach of every other. */
  time: number;
  /** Words in the order of the headline. */
  words: string[];
  /** Distinct words. */
  set: Set<string>;
  /** Numbers and negations, sorted. Headlines that differ in them are different stories. */
  distinguishingTokens: string;
  isCut: boolean;
  /** Publishers of the story. */
  others: Set<string>;
}

/**
 * Keeps the best article of a story that several publishers report under nearly the same headline within days: with a
 * picture, with an excerpt, the earliest. Two articles of one publisher are two stories. Keeps the order.
 */
export function withoutSameStories(articles: Article[]): Article[] {
  const stories = articles.map(toStory).filter(({ words }) => words.length >= FEWEST_WORDS);
  const keysOf = keysByRarity(stories);
  const told = new Map<string, Story[]>();
  const dropped = new Set<Article>();
  for (const story of stories.sort(bestFirst)) {
    const keys = keysOf(story);
    const same = firstOf(keys, (key) => told.get(key)?.find((other) => isSame(other, story)));
    if (same) {
      same.others.add(story.publisher);
      dropped.add(story.article);
    } else {
      keys.forEach((key) => remember(told, key, story));
    }
  }
  return articles.filter((article) => !dropped.has(article));
}

function firstOf<T, R>(items: T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = find(item);
    if (found) return found;
  }
  return undefined;
}

function remember(told: Map<string, Story[]>, key: string, story: Story): void {
  const list = told.get(key);
  if (!list) told.set(key, [story]);
  else if (list.length < MOST_COMPARED) list.push(story);
}

/** Returns the key of a publisher: its name, else its host. */
export function publisherKey(article: Article): string {
  const { publisher, url } = article;
  const known = publisherKeys.get(article);
  if (known !== undefined) return known;
  const key = fold(publisher?.name ?? '') || fold(hostOf(url) ?? '') || url;
  publisherKeys.set(article, key);
  return key;
}

/** Cache of folded names: a list is searched several times, and again for each request to a relay. */
const publisherKeys = new WeakMap<Article, string>();

/**
 * Returns the keys of which two headlines must share one to be compared: the rarest words. With four fifths in common,
 * one of the rarest fifth of each (and one more) is among them, so that no pair is missed and common words cost nothing.
 */
function keysByRarity(stories: Story[]): (story: Story) => string[] {
  const counts = new Map<string, number>();
  for (const { set } of stories) for (const word of set) counts.set(word, (counts.get(word) ?? 0) + 1);
  const rarestFirst = (a: string, b: string) => counts.get(a)! - counts.get(b)! || (a < b ? -1 : 1);
  return ({ set, words, distinguishingTokens }) => {
    const rarest = [...set].sort(rarestFirst).slice(0, set.size - Math.ceil((4 * set.size) / 5) + 1);
    // Headlines that were cut off share their beginning.
    return [
      ...rarest.map((word) => `${distinguishingTokens} ${word}`),
      `begins ${words.slice(0, FEWEST_WORDS).join(' ')}`,
    ];
  };
}

/** Compares the quality of articles. The last criteria make the result independent of their order. */
const bestFirst = (one: Story, other: Story): number => {
  const [a, b] = [one.article, other.article];
  return (
    Number(!a.image) - Number(!b.image) ||
    Number(!a.excerpt) - Number(!b.excerpt) ||
    Number(isNaN(one.time)) - Number(isNaN(other.time)) ||
    one.time - other.time ||
    inOrder(a.url, b.url) ||
    inOrder(a.title, b.title)
  );
};

const inOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const isSame = (told: Story, story: Story): boolean =>
  told.publisher !== story.publisher &&
  !told.others.has(story.publisher) &&
  !(Math.abs(told.time - story.time) > DAYS) &&
  (isNearDuplicate(told, story) || isTruncationOf(told, story) || isTruncationOf(story, told));

/** Returns whether two headlines share four of five words. */
function isNearDuplicate(a: Story, b: Story): boolean {
  if (a.distinguishingTokens !== b.distinguishingTokens) return false;
  let common = 0;
  for (const word of a.set) if (b.set.has(word)) common++;
  return 5 * common >= 4 * (a.set.size + b.set.size - common);
}

/** Returns whether one headline is the other, cut off at any place but within a number. */
function isTruncationOf({ isCut, words }: Story, { words: whole }: Story): boolean {
  const last = words.length - 1;
  return (
    isCut &&
    last >= FEWEST_WORDS &&
    last < whole.length &&
    words.every((word, index) => word === whole[index] || (index === last && whole[index]!.startsWith(word))) &&
    (words[last] === whole[last] || !/\p{N}$/u.test(words[last]!))
  );
}

function toStory(article: Article): Story {
  const time = timeOf(article);
  const title = withoutSource(article.title.slice(0, MOST_CHARACTERS).replace(/\s+/g, ' ').trim(), article);
  const folded = fold(title);
  const words = wordsOf(folded);
  return {
    article,
    publisher: publisherKey(article),
    time: time === -Infinity ? NaN : time,
    words,
    set: new Set(words),
    distinguishingTokens: distinguishingTokensIn(folded).sort().join(' '),
    isCut: /(?:…|\.\.)[\s)\]]*$/.test(title),
    others: new Set(),
  };
}

/**
 * Returns the words of folded text; for scripts without spaces, whose words have no visible ends, all pairs of
 * neighbouring characters.
 */
export function wordsOf(folded: string): string[] {
  const words = folded.split(' ').filter(Boolean);
  return folded.search(UNSPACED) < 0
    ? words
    : words.flatMap((word) => (word.search(UNSPACED) < 0 ? word : pairsIn(word)));
}

function pairsIn(word: string): string[] {
  const characters = [...word];
  return characters.length < 2 ? characters : characters.slice(1).map((one, index) => characters[index]! + one);
}

// "t" and "n" are what folding leaves of "won't" and "n'est".
const NEGATIONS = new Set(
  `no not t never cannot without nicht nie kein keine keinen keiner ohne ne n pas non jamais sans nunca sin nao nem sem
  mai senza не нет ни без لا لم لن ليس بدون नहीं`.split(/\s+/),
);
const HAN_TELLING = /[〇零一二三四五六七八九十百千万萬億亿兆两兩不没沒未無无]/gu;

/** Characters for numbers and negations in scripts whose words are not separated. */
const distinguishingTokensIn = (folded: string): string[] => [
  ...folded.split(' ').filter((word) => /\p{N}/u.test(word) || NEGATIONS.has(word)),
  ...(folded.match(HAN_TELLING) ?? []),
];

/** Signs before the name of a source. Chinese headlines put it behind `-` or `_` without spaces. */
export const BEFORE_SOURCE = / ?[|｜] ?| [-–—·•] |(?<=\p{sc=Han})[-_](?=\p{sc=Han})/gu;

/** Maximum number of suffixes to remove, such as section and site. */
const MOST_NAMES = 2;

/** Removes names of sources at the end, such as ` - Reuters` or ` | World | The Paper`, if a headline remains. */
function withoutSource(title: string, article: Article, names = MOST_NAMES): string {
  const divider = [...title.matchAll(BEFORE_SOURCE)].at(-1);
  if (!divider || !names) return title;
  const [rest, tail] = [title.slice(0, divider.index), title.slice(divider.index + divider[0].length)];
  const size = (text: string) => wordsOf(fold(text)).length;
  const isShort = size(tail) > 0 && size(tail) <= 5 && size(rest) >= FEWEST_WORDS;
  return isShort && (isSourceName(tail, divider[0]) || isPublisher(fold(tail), article))
    ? withoutSource(rest, article, names - 1)
    : title;
}

/** Returns whether a suffix may be a source's name. Text after a long dash, or in lower case, is part of the sentence. */
const isSourceName = (tail: string, divider: string): boolean =>
  !/[–—·•]/.test(divider) && !/\p{N}/u.test(tail) && (/[|｜]/.test(divider) || !/^\p{Ll}(?!\S*\.\S)/u.test(tail));

/** Returns whether a suffix resembles the publisher's name, or is part of the host: "The Paper" of thepaper.example. */
function isPublisher(tail: string, { publisher, url }: Article): boolean {
  const name = fold(publisher?.name ?? '');
  const labels = [publisher?.url, url].flatMap((address) => hostOf(address)?.split('.') ?? []);
  return hasWords(tail, name) || hasWords(name, tail) || labels.includes(tail.replaceAll(' ', ''));
}
