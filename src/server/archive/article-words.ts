/**
 * The tokens of a text, and queries for them. A page finds phrases in folded text; here the folded text is cut into
 * tokens such that a phrase of tokens is found in the same texts.
 */
import { partsOf } from '../../select/filter-articles.js';
import type { Article } from '../../model/article.js';
import { UNSPACED, fold } from '../../text/fold.js';
import type { ArticleQuery } from '../query.js';
import { foldQuickly, isPlain, plainWords } from './fold-quickly.js';

/** Stands before, between and behind the fields of an article. Folded text contains neither this nor the next two characters. */
export const FIELD_END = '|';

/** Stands for a space between two words of scripts without spaces. */
const GAP = '_';

/** The token of a source. */
const sourceToken = (source: number): string => `§${source}`;

/** Returns the tokens of folded text: words; in scripts without spaces, where a page matches anywhere, characters. */
export function tokensOf(folded: string): string[] {
  if (/^[ -~]*$/.test(folded) || folded.search(UNSPACED) < 0) return folded.split(' ');
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

/** Returns the tokens to index for an article: those of its text, and those of its sources. */
export function indexTokens(article: Article, sources: readonly number[]): string[] {
  const { title, excerpt = '', category = '', tags } = article;
  const fields = [title, excerpt, category, ...tags];
  const tokens = plainTokens(fields) ?? [
    FIELD_END,
    ...fields.flatMap((field) => {
      const folded = foldQuickly(field);
      return folded ? [...tokensOf(folded), FIELD_END] : [];
    }),
  ];
  for (const source of sources) tokens.push(sourceToken(source));
  return tokens;
}

/** Returns the tokens of fields that are plain, all at once; else `undefined`. */
function plainTokens(fields: readonly string[]): string[] | undefined {
  const text = fields.join('\n');
  if (!isPlain(text) || fields.some((field) => field.includes('\n'))) return undefined;
  const tokens = [FIELD_END];
  for (const word of plainWords(text)) {
    if (word !== '\n') tokens.push(word);
    else if (tokens.at(-1) !== FIELD_END) tokens.push(FIELD_END);
  }
  if (tokens.at(-1) !== FIELD_END) tokens.push(FIELD_END);
  return tokens;
}

/** A full-text query: consecutive tokens, or queries combined. */
export type Match = { phrase: string[] } | { all: Match[] } | { any: Match[] } | { only: Match; not: Match };

/** Matches nothing: a token that no article has. */
const NOTHING: Match = { phrase: [GAP + GAP] };

const phrase = (folded: string): Match => (folded ? { phrase: tokensOf(folded) } : NOTHING);

/**
 * Returns the full-text query for what a request searches in words and sources; `undefined` if that is everything.
 * @param sources numbers of the sources to search; `undefined` for all
 */
export function matchFor(query: ArticleQuery, sources: readonly number[] | undefined): Match | undefined {
  const { tag = [], tagMatch, include = [], exclude = [] } = query;
  const combined = (entry: string): Match => ({ all: emptyAsNothing(partsOf(entry).map(phrase)) });
  const tags = tag.map((one) => phrase(fold(one)));
  const wanted: Match[] = [
    ...(tag.length ? [tagMatch === 'all' ? { all: tags } : { any: tags }] : []),
    ...(include.length ? [{ any: include.map(combined) }] : []),
    ...(sources ? [{ any: emptyAsNothing(sources.map((source) => ({ phrase: [sourceToken(source)] }))) }] : []),
  ];
  const all: Match | undefined = wanted.length ? { all: wanted } : undefined;
  if (!exclude.length) return all;
  // Every article has this token, so that there is something to exclude from.
  return { only: all ?? { phrase: [FIELD_END] }, not: { any: exclude.map(combined) } };
}

const emptyAsNothing = (matches: Match[]): Match[] => (matches.length ? matches : [NOTHING]);
