/**
 * The tokens of a text, and queries for them. A page finds phrases in folded text; here the folded text is cut into
 * tokens such that a phrase of tokens is found in the same texts.
 */
import { partsOf } from '../../select/filter-articles.js';
import { textOf } from '../../select/select-articles.js';
import type { Article } from '../../model/article.js';
import { UNSPACED, fold } from '../../text/fold.js';
import type { ArticleQuery } from '../query.js';

/** Stands between the fields of an article. Folded text contains neither this nor the next two characters. */
const FIELD_END = '|';

/** Stands for a space between two words of scripts without spaces. */
const GAP = '_';

/** The token of a source. */
const sourceToken = (source: number): string => `§${source}`;

/** Returns the tokens of folded text: words; in scripts without spaces, where a page matches anywhere, characters. */
export function tokensOf(folded: string): string[] {
  if (folded.search(UNSPACED) < 0) return folded.split(' ');
  const tokens: string[] = [];
  let wasUnspaced = false;
  for (const word of folded.split(' ')) {
    const isUnspaced = word.search(UNSPACED) >= 0;
    if (isUnspaced && wasUnspaced) tokens.push(GAP);
    if (isUnspaced) tokens.push(...word);
    else tokens.push(word);
    wasUnspaced = isUnspaced;
  }
  return tokens;
}

/** Returns the text to index for an article: its tokens, and those of its sources. */
export function indexText(article: Article, sources: readonly number[]): string {
  const fields = textOf(article)
    .split('  ')
    .map((field) => field.trim())
    .filter(Boolean);
  const tokens = fields.map((field) => tokensOf(field).join(' ')).join(` ${FIELD_END} `);
  return `${tokens} ${FIELD_END} ${sources.map(sourceToken).join(' ')}`;
}

/** Matches nothing: a token that no article has. */
const NOTHING = `"${GAP}${GAP}"`;

const phrase = (folded: string): string => (folded ? `"${tokensOf(folded).join(' ')}"` : NOTHING);

const joined = (terms: string[], by: 'AND' | 'OR'): string => `(${terms.join(` ${by} `)})`;

/**
 * Returns the full-text query for what a request searches in words and sources; `undefined` if that is everything.
 * @param sources numbers of the sources to search; `undefined` for all
 */
export function matchFor(query: ArticleQuery, sources: readonly number[] | undefined): string | undefined {
  const { tag = [], tagMatch, include = [], exclude = [] } = query;
  const combined = (entry: string) => joined(emptyAsNothing(partsOf(entry).map(phrase)), 'AND');
  const wanted = [
    ...(tag.length
      ? [
          joined(
            tag.map((one) => phrase(fold(one))),
            tagMatch === 'all' ? 'AND' : 'OR',
          ),
        ]
      : []),
    ...(include.length ? [joined(include.map(combined), 'OR')] : []),
    ...(sources ? [joined(emptyAsNothing(sources.map((source) => `"${sourceToken(source)}"`)), 'OR')] : []),
  ];
  const unwanted = exclude.length ? joined(exclude.map(combined), 'OR') : undefined;
  // Every article has this token, so that there is something to exclude from.
  if (unwanted) return `(${joined(wanted.length ? wanted : [`"${FIELD_END}"`], 'AND')} NOT ${unwanted})`;
  return wanted.length ? joined(wanted, 'AND') : undefined;
}

const emptyAsNothing = (terms: string[]): string[] => (terms.length ? terms : [NOTHING]);
