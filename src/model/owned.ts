/** Number of standard members of `Object.prototype`. */
const STANDARD = 12;

/** Returns whether the page has added members to `Object.prototype`. */
export const isPolluted = (): boolean => Reflect.ownKeys(Object.prototype).length > STANDARD;

/**
 * Returns a copy that inherits nothing, if the page has added members to `Object.prototype`, which may have the names of
 * ours. On other pages it is an ordinary object, which takes a third of the memory.
 */
export const owned = <T extends object>(given?: T): T =>
  (isPolluted() ? { __proto__: null, ...given } : { ...given }) as T;
