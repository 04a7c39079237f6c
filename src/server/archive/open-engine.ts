/** Opens databases of all kinds on Node. */
import { openLibsql } from './libsql-engine.js';
import { type OpenEngine, isPostgres } from './open-archive.js';
import { openPostgres } from './postgres-engine.js';

/** Opens the database of a URL: `postgres://…`, or as `openLibsql` does. */
export const openEngine: OpenEngine = (url, authToken) =>
  isPostgres(url) ? openPostgres(url) : openLibsql(url, authToken);
