/** Errors of an archive, as its owner reads them. */
import { NewsError } from '../../model/error.js';

/** Runs work on the database. @throws NewsError */
export async function withNewsError<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof NewsError) throw cause;
    const { code, cause: reason } = cause as { code?: unknown; cause?: { status?: unknown } };
    const status = Number(reason?.status) || '';
    const name = typeof code === 'string' && /^[A-Z_\d]+$/.test(code) ? [code, status].join(' ').trim() : '';
    const meaning = MEANINGS.find(([pattern]) => pattern.test(name))?.[1] ?? UNKNOWN;
    throw new NewsError('network', `The database of the archive failed${name && ` (${name})`}. ${meaning}`, { cause });
  }
}

const UNKNOWN = 'Check that it can be reached, and that its disk has space.';

/** Advice by the codes of SQLite, and by the HTTP status of servers. */
const MEANINGS: readonly (readonly [RegExp, string])[] = [
  [/^SQLITE_FULL/, 'Its disk is full: free some space.'],
  [/^SQLITE_READONLY/, 'It can only be read: check the access rights of its file and folder.'],
  [/^SQLITE_CANTOPEN/, 'Its file can not be opened: check that its folder is there, and that both may be written.'],
  [/^SQLITE_ERROR/, 'Its tables are not those of an archive: give it a database of its own.'],
  [/^SQLITE_(?:BUSY|LOCKED)/, 'Another program has locked it for too long.'],
  [/ 40[13]$/, 'It refuses the token: set another one.'],
  [/^SQLITE_(?:CORRUPT|NOTADB)/, 'Its file is damaged: replace it by a copy.'],
];
