/** Errors of an archive, as its owner reads them. */
import { NewsError } from '../../model/error.js';

/** Runs work on the database. @throws NewsError */
export async function withNewsError<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof NewsError) throw cause;
    const { code } = cause as { code?: unknown };
    const named = typeof code === 'string' && /^[A-Z\d_]+$/.test(code) ? ` (${code})` : '';
    throw new NewsError(
      'network',
      `The database of the archive failed${named}. Check that it can be reached, and that its disk has space.`,
      { cause },
    );
  }
}
