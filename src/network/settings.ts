import type { Catalogue } from '../providers/registry.js';

/** What holds for all that is loaded in a page; set with `configure`. */
export interface LoadingSettings {
  /** URL of the owner's relay, for feeds without CORS headers; the attribute `relay` overrules it. Default: none. */
  relay?: string | undefined;
  /** Fetches in place of the page's `fetch`. */
  fetch?: typeof fetch | undefined;
  /** Where copies are kept in place of `localStorage`; `null`: nowhere. */
  storage?: Storage | null | undefined;
}

export const settings: LoadingSettings & {
  /** The providers that elements know besides those that were defined. */
  catalogue?: () => Promise<{ catalogue: Catalogue }>;
} = { __proto__: null } as object;

/**
 * Uses what copies are kept in. `undefined` where there is none, or where it fails: forbidden storage throws when it is
 * read, a full one when written, and one whose file is damaged (in Firefox) even when asked for its length.
 */
export function withStorage<T>(use: (storage: Storage) => T): T | undefined {
  try {
    return settings.storage === null ? undefined : use(settings.storage ?? globalThis.localStorage);
  } catch {
    return undefined;
  }
}

/** Whether anything at all is kept, also by others: a quick look before the code that reads it is loaded. */
export const hasStored = (): boolean => !!withStorage((storage) => storage.length);
