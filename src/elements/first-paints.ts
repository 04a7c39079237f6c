/**
 * How much of its first page an element shows that was not defined yet when the first paint began: `part` while only the
 * first stories are on screen. Elements without an entry have no first paint.
 */
export const firstPaints = new WeakMap<object, 'part' | 'whole'>();
