/** The demo's archive in memory, for tests: it also notes what it was asked. */
import { memoryArchive } from '../../demo/desk/memory-archive.js';
import { NewsError } from '../../dist/index.js';
import { slugOf } from '../../dist/text/slug.js';

/**
 * Creates an archive of articles, which are given in the shape of the model.
 * @param {Record<string, object[]>} sources articles by the key of their source
 * @returns an archive, with `calls`: the names and queries of all calls
 */
export function createMemoryArchive(sources = {}) {
  const calls = [];
  const archive = memoryArchive(sources, { slugOf, failure: () => new NewsError('config', 'Unknown cursor.') });
  const noted = (name) => (query) => {
    calls.push([name, query]);
    return archive[name](query);
  };
  return { calls, find: noted('find'), tags: noted('tags') };
}
