/** Opens the database of an archive. */
import { NewsError } from '../../model/error.js';
import type { Engine } from './engine.js';
import { openLibsql } from './libsql-engine.js';
import { migrate } from './schema.js';

/** Opens the database of a URL. @throws NewsError `config`, or an error of the database */
export type OpenEngine = (url: string, authToken: string | undefined) => Promise<Engine>;

/** Opens a database as platforms without sockets can. */
export async function openOnEdge(url: string, authToken: string | undefined): Promise<Engine> {
  if (isPostgres(url)) throw new NewsError('config', 'An archive in PostgreSQL needs Node.');
  return openLibsql(url, authToken);
}

const INDEXING =
  'The articles of the archive are indexed anew for this version of newsrack, which takes some minutes for a million. It goes on where it was if the process ends.';

export const isPostgres = (url: string): boolean => /^postgres(?:ql)?:/.test(url);

/** Tells the owner what keeps an archive from being open soon. */
export type Report = (message: string) => void;

/** Opens a database, and brings it up to date. @throws NewsError `config`, or an error of the database */
export async function openArchive(open: () => Promise<Engine>, report?: Report): Promise<Engine> {
  const engine = await open();
  try {
    await migrate(engine, () => report?.(INDEXING));
    return engine;
  } catch (cause) {
    await engine.close();
    throw cause;
  }
}
