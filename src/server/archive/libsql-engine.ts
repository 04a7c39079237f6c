/** The engine for libSQL and SQLite: a file, or a server. Loads `@libsql/client` on first use. */
import type { Client } from '@libsql/client';
import { NewsError } from '../../model/error.js';
import { boundArgument } from './bound-argument.js';
import type { Engine, Row } from './engine.js';
import { SQLITE } from './sqlite-dialect.js';

/** Settings of a connection to a file. A crash of the machine loses at most the last transactions, and never the file. */
const FILE_SETTINGS = [
  'PRAGMA journal_mode = WAL',
  'PRAGMA synchronous = NORMAL',
  // Waiting inside of SQLite would hold up the whole process.
  'PRAGMA busy_timeout = 50',
  // In KiB, if negative.
  'PRAGMA cache_size = -65536',
  'PRAGMA temp_store = MEMORY',
  'PRAGMA wal_autocheckpoint = 4000',
];

/**
 * Opens a database.
 * @param url `file:news.db`, `libsql://…`, `https://…` or `:memory:`
 * @param authToken the token of a remote database. Default: none
 * @throws NewsError `config` if `@libsql/client` is not installed, or rejects the URL
 */
export async function openLibsql(url: string, authToken: string | undefined): Promise<Engine> {
  const { createClient } = await loadClient();
  const client = connect(createClient, url, authToken);
  if (isLocal(url)) for (const setting of FILE_SETTINGS) await whenFree(() => client.execute(setting));
  return engineOf(client, isLocal(url));
}

/** Each connection of a file has settings and a cache of its own. More than one is no faster: all calls block the thread. */
const isLocal = (url: string): boolean => /^(?:file:|:memory:)/.test(url);

async function loadClient(): Promise<typeof import('@libsql/client')> {
  try {
    return await import('@libsql/client');
  } catch (cause) {
    throw new NewsError('config', 'The archive needs the package @libsql/client. Run: npm install @libsql/client', {
      cause,
    });
  }
}

function connect(
  createClient: (options: { url: string; authToken?: string }) => Client,
  url: string,
  authToken: string | undefined,
): Client {
  try {
    return createClient({
      url,
      ...(authToken !== undefined && { authToken }),
      ...(isLocal(url) && { concurrency: 1 }),
    });
  } catch (cause) {
    // The message of the client may contain the URL, which may contain a token.
    throw new NewsError('config', 'The archive could not be opened. Check its URL, folder and access rights.', {
      cause,
    });
  }
}

/** Waits between two attempts while another process writes, in milliseconds; five seconds in all. */
const WAITS = [20, 50, 100, 200, 400, 800, 1600, 1800];

/** Calls the database again while another process has locked it. A call that fails so has changed nothing. */
async function whenFree<T>(call: () => Promise<T>): Promise<T> {
  for (const wait of WAITS) {
    try {
      return await call();
    } catch (cause) {
      if (!/^SQLITE_BUSY/.test(String((cause as { code?: unknown }).code))) throw cause;
    }
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
  return call();
}

const engineOf = (client: Client, isBlocking: boolean): Engine => ({
  dialect: SQLITE,
  isBlocking,
  async query(sql, args = []) {
    const { rows } = await whenFree(() => client.execute({ sql, args: args.map(boundArgument) }));
    return rows as unknown as Row[];
  },
  async batch(statements) {
    const bound = statements.map(({ sql, args }) => ({ sql, args: args.map(boundArgument) }));
    await whenFree(() => client.batch(bound, 'write'));
  },
  async bytes() {
    const { rows } = await client.execute(
      'SELECT page_count * page_size AS bytes FROM pragma_page_count(), pragma_page_size()',
    );
    return Number(rows[0]!['bytes']);
  },
  close() {
    client.close();
    return Promise.resolve();
  },
});
