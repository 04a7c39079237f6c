/** Reads the headline, excerpt and tags of an article. */
import { decodedText, htmlText } from '../../text/coerce.js';
import type { Decoders } from './decoders.js';
import { areOdd, areOddTags } from './odd.js';

/** Returns the text of a headline's HTML. */
export function titleText(markup: unknown, decoders: Decoders): string | undefined {
  decoders.needsFull ||= /<\w/.test(markup as string);
  return (decoders.title ?? htmlText)(markup, decoders);
}

/** Names of tags and categories without repeats, and without that of what has no category. */
export function texts(values: unknown[], decoders: Decoders): string[] {
  const names = [
    ...new Set(values.map((value) => decodedText(value, decoders)).filter((value) => value !== undefined)),
  ];
  decoders.needsFull ||= areOddTags(names);
  return decoders.tags?.(names) ?? names;
}

/** Further facts about an article whose words are read. */
export interface About {
  publisher?: unknown;
  image?: { alt?: string | undefined } | undefined;
  /** HTML that has words too, where the excerpt has none of its own. */
  more?: unknown;
}

/** Title and excerpt of an article. */
export interface Words {
  title: string | undefined;
  excerpt: string | undefined;
}

// A longer text that its feed has cut, perhaps in the middle of its last word.
const CUT = /^(.{99,}\S)\s+\S*\p{L}(?:…|\.{3})$/su;

/**
 * Returns title and excerpt of an article, without repetitions and boilerplate. The full decoders handle the few articles
 * without a title, or with one that the text repeats.
 */
export function wordsFrom(
  title: string | undefined,
  body: string | undefined,
  about: About,
  decoders: Decoders,
): Words {
  body = body?.replace(CUT, '$1…');
  if (decoders.words) return decoders.words(title, body, about, decoders);
  // WordPress puts a form in the place of a text that takes a password.
  decoders.needsFull ||= areOdd(title, body) || /=postpass/.test(about.more as string);
  return { title, excerpt: body };
}
