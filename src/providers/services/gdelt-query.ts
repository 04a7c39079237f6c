/**
 * Queries for GDELT. Each rule was learnt from a refusal: several words must stand in quotation marks, one word must
 * not (unless a hyphen or full stop is in it), only alternatives stand in parentheses.
 */
import { NewsError } from '../../model/error.js';

// Longer ones are refused: 213 characters pass, 290 don't.
const MAX_LENGTH = 250;

/**
 * A query of at most 250 characters. Tags that don't fit, or that GDELT can't be asked for, are left out.
 * @throws NewsError `config` when no tag is left
 */
export function gdeltQuery(tags: readonly string[], tagMatch: 'any' | 'all'): string {
  const terms: string[] = [];
  for (const term of new Set(tags.map(toTerm))) {
    if (term && join([...terms, term], tagMatch).length <= MAX_LENGTH) terms.push(term);
  }
  if (!terms.length) throw notAskable(tags);
  return join(terms, tagMatch);
}

const join = (terms: string[], tagMatch: 'any' | 'all'): string =>
  terms.length === 1 || tagMatch === 'all' ? terms.join(' ') : `(${terms.join(' OR ')})`;

/** One tag as GDELT wants it; empty for a single letter and what has none. */
function toTerm(tag: string): string {
  const words = tag
    .replace(/["“”„«»()\p{Cc}\s]+/gu, ' ')
    .replace(/^[^\p{L}\p{N}]+/u, '')
    // Looking behind itself, the pattern begins once in a run of signs.
    .replace(/(?<![^\p{L}\p{M}\p{N}])[^\p{L}\p{M}\p{N}]+$/u, '');
  // In a single word they are illegal characters.
  const text = words.includes(' ') ? words : words.replace(/[^\p{L}\p{M}\p{N}.-]+/gu, ' ').trim();
  if ([...text].length < 2) return '';
  if (/[ .-]/.test(text)) return `"${text}"`;
  return /^(?:or|and|not)$/i.test(text) ? text.toLowerCase() : text;
}

function notAskable(tags: readonly string[]): NewsError {
  const advice = 'Set `tag` to a word or phrase of two to 248 characters, or `src` to a feed.';
  const what = tags.length
    ? `can't be asked for ${tags.map((tag) => `"${tag.slice(0, 80)}"`).join(', ')}`
    : 'needs a tag: it has no list of all news';
  return new NewsError('config', `GDELT ${what}. ${advice}`, { source: 'GDELT' });
}
