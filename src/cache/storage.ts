import { settings } from '../network/settings.js';

/**
 * Text kept in this browser under newsrack's names. Storage that is missing, forbidden, full or broken is no error:
 * then nothing is kept.
 */
const PREFIX = 'newsrack:';

/**
 * Uses what copies are kept in. `undefined` where there is none, or where it fails: forbidden storage throws when it is
 * read, a full one when written, and one whose file is damaged (in Firefox) even when asked for its length.
 */
function withStorage<T>(use: (storage: Storage) => T): T | undefined {
  try {
    return settings.storage === null ? undefined : use(settings.storage ?? globalThis.localStorage);
  } catch {
    return undefined;
  }
}

/** Returns whether anything at all is kept, also by others: a quick look before the code that reads it is loaded. */
export const hasStored = (): boolean => !!withStorage((storage) => storage.length);

export const recall = (name: string): string | undefined =>
  withStorage((storage) => storage.getItem(PREFIX + name)) ?? undefined;

/** Returns whether it was kept. */
export const remember = (name: string, value: string): boolean =>
  !!withStorage((storage) => {
    storage.setItem(PREFIX + name, value);
    return true;
  });

export const forget = (name: string): void => withStorage((storage) => storage.removeItem(PREFIX + name));

/** The names of all that is kept. */
export const remembered = (): string[] =>
  withStorage((storage) =>
    Array.from({ length: storage.length }, (_none, index) => storage.key(index) ?? '')
      .filter((key) => key.startsWith(PREFIX))
      .map((key) => key.slice(PREFIX.length)),
  ) ?? [];

/** Copies of earlier answers. The number changes with the shape of what is kept. */
export const COPY = 'copy:1:';

/** The hosts that the reader has agreed to for good. */
export const AGREED = 'agreed';
