/** Addresses with a place for the tag: `https://example.org/search?q={tag}`. */
import { NewsError } from '../../model/error.js';
import type { ProviderQuery } from '../provider.js';
import { inForm } from './tag-forms.js';

// Addresses keep braces in their query, and encode them in their path.
const TAG = /\{tag\}|%7Btag%7D/gi;

const has = (part: string) => part.search(TAG) >= 0;

/** Returns whether an address has such a place. What stands behind `#` never reaches a server. */
export const asksForTag = (src: string): boolean => has(src.replace(/#.*$/s, ''));

/**
 * The addresses to ask: one for each tag, or one for all.
 * @throws NewsError `config` where no tag can be put in
 */
export function addressesOf({ src, tags, tagMatch }: ProviderQuery): string[] {
  if (!asksForTag(src)) return [src];
  // Dots alone would lead to another folder.
  const wanted = inForm(tags, (tag) => (/[\p{L}\p{N}]/u.test(tag) ? tag.trim() : ''), 'json');
  if (!wanted.length) return [withoutTag(src)];
  const words = tagMatch === 'all' ? [wanted.join(' ')] : wanted;
  return words.map((word) => withTag(src, word));
}

function withTag(src: string, word: string): string {
  const { origin, pathname, search } = new URL(src);
  const encoded = encodeURIComponent(word.toWellFormed());
  return origin + (pathname + search).replace(TAG, () => encoded);
}

/** All that the source has: without the parameter that would hold the tag. */
function withoutTag(src: string): string {
  const url = new URL(src);
  if (has(url.pathname)) {
    throw new NewsError('config', `Set \`tag\`: in the address ${src} it takes the place of \`{tag}\`.`, {
      source: src,
    });
  }
  const parameters = url.search.slice(1).split('&');
  url.search = parameters.filter((parameter) => !has(parameter)).join('&');
  return url.href;
}
