/** Topics: tags that articles get when they are stored, by what they say. */
import { NewsError } from '../../model/error.js';
import type { Article } from '../../model/article.js';
import { DIVIDERS } from '../../select/filter-articles.js';
import { textOf } from '../../select/select-articles.js';
import { UNSPACED, finder, fold } from '../../text/fold.js';

type Find = (padded: string) => boolean;

/** Adds to an article the tags of the topics that it is about. */
export type AddTopics = (article: Article) => Article;

/**
 * Parses topics.
 * @param topics entries by tag, in the syntax of `include`: commas mean or, `+` means and. Quotes may surround a phrase,
 * `*` stands for any end of a word
 * @throws NewsError `config` for a topic without words, or with a quote or `*` out of place
 */
export function readTopics(topics: Readonly<Record<string, string>>): AddTopics {
  const tests = Object.entries(topics).map(([tag, words]) => ({ tag, isAbout: testOf(tag, words) }));
  if (!tests.length) return (article) => article;
  return (article) => {
    const text = textOf(article);
    const known = new Set(article.tags.map(fold));
    const found = tests.filter(({ tag, isAbout }) => !known.has(fold(tag)) && isAbout(text));
    return found.length ? { ...article, tags: [...article.tags, ...found.map(({ tag }) => tag)] } : article;
  };
}

function testOf(tag: string, words: string): Find {
  const entries = entriesOf(words).map((entry) => entry.split(DIVIDERS).flatMap((part) => finderOf(part) ?? []));
  const usable = entries.filter((parts) => parts.length > 0);
  if (!fold(tag) || !usable.length) {
    throw invalid(tag, 'has no words');
  }
  if (words.split('"').length % 2 === 0) throw invalid(tag, 'has a quote without an end');
  if (/\*(?!["\s]*(?:[,+＋]|$))/.test(words)) throw invalid(tag, 'has a * before the end of a word or phrase');
  return (text) => usable.some((parts) => parts.every((find) => find(text)));
}

const invalid = (tag: string, fault: string): NewsError =>
  new NewsError('config', `Invalid topics: "${tag}" ${fault}. Expected: words such as "ceasefire, peace + negotiat*".`);

/** Splits entries at commas outside quotes. */
const entriesOf = (words: string): string[] => words.match(/(?:"[^"]*"|[^,])+/g) ?? [];

function finderOf(part: string): Find | undefined {
  const written = part.replaceAll('"', ' ').trim();
  const phrase = fold(written);
  if (!phrase) return undefined;
  return written.endsWith('*') ? beginningFinder(phrase) : finder(phrase);
}

/** Returns a test for a phrase whose last word may go on. */
function beginningFinder(phrase: string): Find {
  const beginning = (phrase[0]!.search(UNSPACED) < 0 ? ' ' : '') + phrase;
  return (padded) => padded.includes(beginning);
}
