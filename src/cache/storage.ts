import { withStorage } from '../network/settings.js';

/**
 * Text kept in this browser under newsrack's names. Storage that is missing, forbidden, full or broken is no error:
 * then nothing is kept.
 */
const PREFIX = 'newsrack:';

export const recall = (name: string): string | undefined =>
  withStorage((storage) => storage.getItem(PREFIX + name)) ?? undefined;

/** Whether it was kept. */
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
