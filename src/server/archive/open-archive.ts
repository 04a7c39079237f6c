/** Opens the database of an archive. */
import type { Engine } from './engine.js';
import { openLibsql } from './libsql-engine.js';
import { migrate } from './schema.js';

/** Opens a database by its URL, and brings it up to date. @throws NewsError `config`, or an error of the database */
export async function openArchive(url: string, authToken: string | undefined): Promise<Engine> {
  const engine = await openLibsql(url, authToken);
  try {
    await migrate(engine);
    return engine;
  } catch (cause) {
    await engine.close();
    throw cause;
  }
}
