import { settings } from '../network/settings.js';

/**
 * Reads and writes text in this browser's storage under newsrack's names. Missing, forbidden, full or broken storage is
 * not an error: then nothing is kept.
 */
const PREFIX = 'newsrack:';

/**
 * Runs `act` with the storage. Returns `undefined` if there is none or if it throws: forbidden storage throws when read,
 * full storage when written, and storage with a damaged file (in Firefox) even for its length.
 */
function withStorage<T>(use: (storage: Storage) => T): T | undefined {
  try {
    return settings.storage === null ? undefined : use(settings.storage ?? globalThis.localStorage);
  } catch {
    return undefined;
  }
}

/** Returns whether the storage has any entry, of any script: a quick check before the code that reads it is loaded. */
export const hasStored = (): boolean => !!withStorage((storage) => storage.length);

export const recall = (name: string): string | undefined =>
  withStorage((storage) => storage.getItem(PREFIX + name)) ?? undefined;

/** Stores a text. Returns whether that succeeded. */
export const remember = (name: string, value: string): boolean =>
  !!withStorage((storage) => {
    storage.setItem(PREFIX + name, value);
    return true;
  });

export const forget = (name: string): void => withStorage((storage) => storage.removeItem(PREFIX + name));

/** Returns the names of all entries. */
export const remembered = (): string[] =>
  withStorage((storage) =>
    Array.from({ length: storage.length }, (_none, index) => storage.key(index) ?? '')
      .filter((key) => key.startsWith(PREFIX))
      .map((key) => key.slice(PREFIX.length)),
  ) ?? [];

/** Prefix of cached copies. Its number changes with their format. */
export const COPY = 'copy:1:';

/** Name of the list of hosts that the reader has agreed to permanently. */
export const AGREED = 'agreed';
