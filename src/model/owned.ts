/** Number of members that every object inherits from the language. */
const STANDARD = 12;

/** Returns whether the page has put members on `Object.prototype`. */
export const isPolluted = (): boolean => Reflect.ownKeys(Object.prototype).length > STANDARD;

/**
 * A copy that inherits nothing from a page that has put members on `Object.prototype`: they may be called like ours. In
 * other pages it is an ordinary object, which takes a third of the memory.
 */
export const owned = <T extends object>(given?: T): T =>
  (isPolluted() ? { __proto__: null, ...given } : { ...given }) as T;
