import { store } from './settings.js';

/**
 * Text kept in this browser under newsrack's names. Storage that is missing, forbidden, full or broken is no error:
 * then nothing is kept.
 */
const PREFIX = 'newsrack:';

export function recall(name: string): string | undefined {
  try {
    return store()?.getItem(PREFIX + name) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Whether it was kept. */
export function remember(name: string, value: string): boolean {
  try {
    store()?.setItem(PREFIX + name, value);
    return true;
  } catch {
    return false;
  }
}

export function forget(name: string): void {
  try {
    store()?.removeItem(PREFIX + name);
  } catch {
    // What can't be removed was never kept.
  }
}

/** The names of all that is kept. */
export function remembered(): string[] {
  try {
    const kept = store();
    return Array.from({ length: kept?.length ?? 0 }, (_none, index) => kept!.key(index) ?? '')
      .filter((key) => key.startsWith(PREFIX))
      .map((key) => key.slice(PREFIX.length));
  } catch {
    return [];
  }
}

/** Copies of earlier answers. The number changes with the shape of what is kept. */
export const COPY = 'copy:1:';
