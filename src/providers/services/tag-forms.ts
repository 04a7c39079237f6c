/** Converts tags to the forms that sources use. */
import { NewsError } from '../../model/error.js';
import { slugOf } from '../../text/slug.js';

/** `"Peace Negotiations"`: the words one after the other. Empty for a tag without letters and digits. */
export function phraseOf(tag: string): string {
  const words = tag.replace(/["“”„«»\p{Cc}\s]+/gu, ' ').trim();
  return /[\p{L}\p{N}]/u.test(words) ? `"${words}"` : '';
}

/**
 * Tags in a form, without repeats. Tags that have none are left out.
 * @throws NewsError `config` when none of several has one
 */
export function inForm(tags: readonly string[], form: (tag: string) => string, provider: string): string[] {
  const found = [...new Set(tags.map(form))].filter((tag) => tag !== '');
  if (tags.length && !found.length) {
    const named = tags.map((tag) => `"${tag}"`).join(', ');
    throw new NewsError('config', `\`${provider}\` can't search for ${named}: set \`tag\` to words.`, {
      source: provider,
    });
  }
  return found;
}

/** Returns whether one of the texts holds the words of the tag, one after the other, without case, accents and punctuation. */
export function mentions(texts: readonly (string | undefined)[], tag: string): boolean {
  const slug = slugOf(tag);
  // Outside these scripts words may end differently, or no space may stand between them.
  const bound = /^[\p{Script=Latin}\p{N}_-]+$/u.test(slug) ? '-' : '';
  const wanted = bound + slug + bound;
  return texts.some((text) => text !== undefined && `-${slugOf(text)}-`.includes(wanted));
}
