/** How many members every object inherits from the language. */
const STANDARD = 12;

/**
 * A copy that inherits nothing from a page that has put members on `Object.prototype`: they may be called like ours. In
 * other pages it is an ordinary object, which takes a third of the memory.
 */
export const owned = <T extends object>(given?: T): T =>
  (Reflect.ownKeys(Object.prototype).length > STANDARD ? { __proto__: null, ...given } : { ...given }) as T;
