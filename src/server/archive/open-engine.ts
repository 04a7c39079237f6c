/** Opens databases of all kinds on Node. */
import { watchedFile } from './archive-file.js';
import { openLibsql } from './libsql-engine.js';
import { type OpenEngine, isPostgres } from './open-archive.js';
import { openPostgres } from './postgres-engine.js';

/** Opens the database of a URL: `postgres://…`, or as `openLibsql` does. */
export const openEngine: OpenEngine = async (url, authToken) =>
  isPostgres(url) ? openPostgres(url) : watchedFile(await openLibsql(url, authToken), url);
