/** How much memory values take. */

/** Bytes of an object without its members, of a member, and of a text without its characters: as in V8, or a little more. */
const OBJECT = 32;
const MEMBER = 8;
const TEXT = 20;

/**
 * Bytes that a value takes in the heap, about, without writing it: a publisher's name of a megabyte would be written a
 * thousand times. A text of which one character is beyond Latin-1 takes two bytes for each.
 */
export function heapSizeOf(value: unknown): number {
  if (typeof value === 'string') return TEXT + value.length * (/[^\0-\xff]/.test(value) ? 2 : 1);
  if (value === null || typeof value !== 'object') return 0;
  let size = OBJECT;
  for (const member of Object.values(value)) size += MEMBER + heapSizeOf(member);
  return size;
}
