/**
 * Tokens and full-text queries as FTS5 of SQLite takes them. FTS5 finds a phrase by reading the entries of each of its words, which
 * are many if the words are frequent. So each two neighbouring tokens are indexed as one more token, a pair, which has few entries;
 * and a phrase is found as one of pairs: "a b c" as "a|b b|c".
 */
import { hashOf } from './article-keys.js';
import { FIELD_END, type Match } from './article-words.js';

/** Stands between the tokens of a pair. Folded text does not contain it, and for the tokenizer it is part of a token. */
const JOINER = FIELD_END;

/** Maximum length of a pair in characters: FTS5 cuts tokens after 32,768 bytes. Longer ones are cut, with a hash of all. */
const MAX_LENGTH = 100;

function pairOf(first: string, second: string): string {
  const pair = first + JOINER + second;
  return pair.length > MAX_LENGTH ? pair.slice(0, MAX_LENGTH) + hashOf(pair) : pair;
}

/** Returns the text to index: behind the tokens of a field its pairs, in their order. */
export function indexText(tokens: readonly string[]): string {
  let text = '';
  let pairs = '';
  let previous = FIELD_END;
  for (const token of tokens) {
    if (token === FIELD_END) {
      text += pairs;
      pairs = '';
    } else if (previous !== FIELD_END) {
      pairs += ` ${pairOf(previous, token)}`;
    }
    text += ` ${token}`;
    previous = token;
  }
  // Behind the last field are sources, which have no pairs.
  return text;
}

/** Returns a query of FTS5. */
export function matchText(match: Match): string {
  if ('phrase' in match) return `"${pairsOf(match.phrase).join(' ')}"`;
  if ('all' in match) return `(${match.all.map(matchText).join(' AND ')})`;
  if ('any' in match) return `(${match.any.map(matchText).join(' OR ')})`;
  return `(${matchText(match.only)} NOT ${matchText(match.not)})`;
}

/** Returns the pairs of a phrase; the token of one that has no others. */
const pairsOf = (tokens: readonly string[]): readonly string[] =>
  tokens.length < 2 ? tokens : tokens.slice(1).map((token, index) => pairOf(tokens[index]!, token));
