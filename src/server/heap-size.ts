/** Estimates how much memory articles take. */

/** Size in bytes of an object without its members, of one member, and of a string without its characters. */
const OBJECT = 160;
const MEMBER = 24;
const TEXT = 48;

/** Number of copies of each string: the string itself, and its folded form for searching. */
const COPIES = 2;

/**
 * Estimates the heap size of a value in bytes, folded copies included. Does not serialize the value: a shared string of
 * a megabyte, such as a publisher's name, would be written a thousand times. V8 stores a string with any character
 * beyond Latin-1 in two bytes per character. Measured sizes of several feeds are between a third and all of the estimate.
 */
export function heapSizeOf(value: unknown): number {
  if (typeof value === 'string') return TEXT + COPIES * textSizeOf(value);
  if (value === null || typeof value !== 'object') return 0;
  let size = OBJECT;
  for (const member of Object.values(value)) size += MEMBER + heapSizeOf(member);
  return size;
}

/** Returns the size of a string's characters in bytes. */
export const textSizeOf = (text: string): number => text.length * (/[^\0-\xff]/.test(text) ? 2 : 1);
