/** The list of feeds of `newsrack relay --opml`: a file, which is read again when its size or its time changes, or a URL. */
import { open } from 'node:fs/promises';
import { NewsError } from '../model/error.js';
import { decode } from '../providers/formats/charset.js';
import { cleanLink } from '../text/clean.js';
import { type NamedFeeds, urlKey } from './opml/feeds-of-opml.js';
import { type OpmlReader, createUrlReader } from './opml/opml-reader.js';
import { OpmlSync } from './opml/opml-sync.js';
import type { Listing } from './relay.js';
import { type Platform, SourceFetcher } from './source-fetcher.js';
import { SystemError } from './system-error.js';

/** Milliseconds between two looks at the file. */
const INTERVAL = 5000;

/** Maximum size of a list, in bytes. */
const MAX_BYTES = 16 * 1024 * 1024;

const MEANINGS: Readonly<Record<string, string | undefined>> = { ENOENT: 'there is no such file' };

/** Creates a reader of a file. */
export function createFileReader(path: string): OpmlReader {
  let seen: string | undefined;
  const failure = (cause: unknown) =>
    cause instanceof NewsError
      ? cause
      : new SystemError(`read ${path}`, cause, MEANINGS[(cause as NodeJS.ErrnoException).code ?? '']);
  return {
    wait: INTERVAL,
    async read() {
      try {
        const file = await open(path);
        try {
          const { mtimeMs, size, ino } = await file.stat();
          const version = [mtimeMs, size, ino].join();
          if (version === seen) return undefined;
          if (size > MAX_BYTES)
            throw new NewsError('too-large', `${path} is larger than ${MAX_BYTES / 1024 / 1024} MB.`);
          const text = decode(await file.readFile(), '');
          seen = version;
          return text;
        } finally {
          await file.close();
        }
      } catch (cause) {
        throw failure(cause);
      }
    },
  };
}

/**
 * Creates what keeps the feeds of a relay in step with a list.
 * @param place a file, or a URL
 * @param onChange receives the feeds of the list each time that it has changed
 * @throws NewsError `config` for an invalid URL
 */
export function createOpmlSync(
  place: string,
  { own, allowed, sourceContext }: Pick<Listing, 'own' | 'allowed' | 'sourceContext'>,
  platform: Pick<Platform, 'localFetch' | 'sign'>,
  onChange: (feeds: NamedFeeds) => void,
): OpmlSync {
  const urls = [...own.values()].flatMap(({ request }) => request.src.map(urlKey));
  const isUrl = /^https?:/i.test(place);
  if (isUrl && !cleanLink(place)) throw new NewsError('config', 'Invalid --opml. Expected: a file, or a URL.');
  return new OpmlSync({
    reader: isUrl
      ? createUrlReader(place, new SourceFetcher({ ...sourceContext, ...platform }))
      : createFileReader(place),
    place: isUrl ? `The list at ${new URL(place).host}` : place,
    context: { allowed, names: new Set(own.keys()), urls: new Set(urls) },
    log: sourceContext.log,
    onChange,
  });
}
