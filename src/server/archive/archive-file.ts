/** Notices on Node that the file of an archive was deleted or replaced: the process would write to a file without a name. */
import { stat } from 'node:fs/promises';
import { NewsError } from '../../model/error.js';
import type { Engine } from './engine.js';

/** Returns an engine that rejects changes when the file of its URL is not the one that was opened any more. */
export async function watchedFile(engine: Engine, url: string): Promise<Engine> {
  const path = pathOf(url);
  const opened = path && (await identityOf(path));
  return path && opened ? watched(engine, path, opened) : engine;
}

/** Returns the path of a `file:` URL; `undefined` for servers, and for databases in memory. */
function pathOf(url: string): string | undefined {
  if (!url.startsWith('file:') || url.includes(':memory:')) return undefined;
  const path = url.slice('file:'.length).replace(/[?#].*$/s, '');
  return decodeURIComponent(path.replace(/^\/\/(?:localhost)?(?=\/)/, ''));
}

async function identityOf(path: string): Promise<string | undefined> {
  try {
    const { dev, ino } = await stat(path, { bigint: true });
    return `${dev} ${ino}`;
  } catch {
    // The file is gone, or its folder can't be read.
    return undefined;
  }
}

function watched(engine: Engine, path: string, opened: string): Engine {
  const assertSame = async () => {
    if ((await identityOf(path)) === opened) return;
    throw new NewsError(
      'network',
      'The file of the archive was deleted or replaced. Restart the relay, which opens the file that is there now.',
    );
  };
  return {
    ...engine,
    // Reading goes on.
    async query(sql, args) {
      if (!/^\s*SELECT\b/i.test(sql)) await assertSame();
      return engine.query(sql, args);
    },
    async batch(statements) {
      await assertSame();
      return engine.batch(statements);
    },
  };
}
