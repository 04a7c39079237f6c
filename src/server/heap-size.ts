/** How much memory articles take. */

/** Bytes of an object without its members, of a member, and of a text without its characters. */
const OBJECT = 160;
const MEMBER = 24;
const TEXT = 48;

/** Texts are kept as they came, and folded for searching. */
const COPIES = 2;

/**
 * Estimates the bytes that articles take in the heap, with all that is kept beside them, without writing them out: a
 * publisher's name of a megabyte would be written a thousand times. A text of which one character is beyond Latin-1 takes
 * two bytes for each. Measured in V8, feeds of several kinds take between a third and all of it.
 */
export function heapSizeOf(value: unknown): number {
  if (typeof value === 'string') return TEXT + COPIES * textSizeOf(value);
  if (value === null || typeof value !== 'object') return 0;
  let size = OBJECT;
  for (const member of Object.values(value)) size += MEMBER + heapSizeOf(member);
  return size;
}

/** Bytes of the characters of a text. */
export const textSizeOf = (text: string): number => text.length * (/[^\0-\xff]/.test(text) ? 2 : 1);
