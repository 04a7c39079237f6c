/** Tokens and full-text queries as PostgreSQL writes them: `tsvector` and `tsquery`. */
import { hashOf } from './article-keys.js';
import type { Match } from './article-words.js';

/** Maximum length of a token in characters, so that it is below 2,046 bytes. Longer ones are cut, with a hash of the rest. */
const MAX_LENGTH = 400;

/** PostgreSQL knows no positions beyond. Words that follow are not indexed. */
const MAX_POSITION = 16_383;

/** Maximum length of a text in bytes: half of what PostgreSQL accepts, which counts positions too. */
const MAX_BYTES = 500_000;

/** Returns a token in quotes, since it may have characters that operators have. */
function lexeme(token: string): string {
  const short = token.length > MAX_LENGTH ? `${token.slice(0, MAX_LENGTH)} ${hashOf(token)}` : token;
  return `'${short.replaceAll('\0', '').replace(/['\\]/g, '$&$&')}'`;
}

/** Returns a `tsvector`. PostgreSQL keeps the first 255 positions of each token. */
export function indexText(tokens: readonly string[]): string {
  const entries: string[] = [];
  let bytes = 0;
  for (const [index, token] of tokens.slice(0, MAX_POSITION).entries()) {
    const entry = `${lexeme(token)}:${index + 1}`;
    // A character has at most three bytes for each unit.
    if ((bytes += 3 * entry.length) > 3 * MAX_BYTES) break;
    if (token) entries.push(entry);
  }
  return entries.join(' ');
}

/** Returns a `tsquery`. */
export function matchText(match: Match): string {
  if ('phrase' in match) return `(${match.phrase.map(lexeme).join(' <-> ')})`;
  if ('all' in match) return `(${match.all.map(matchText).join(' & ')})`;
  if ('any' in match) return `(${match.any.map(matchText).join(' | ')})`;
  return `(${matchText(match.only)} & !${matchText(match.not)})`;
}
