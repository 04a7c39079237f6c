import { choose } from '../loading/choose.js';
import type { LoadFeedOptions } from '../loading/load-feed.js';
import { type LoadedFeed, type Source, load, merged } from '../loading/load.js';
import { sourcesOf } from '../loading/sources.js';
import { tidy } from '../loading/tidy.js';
import { NewsError } from '../model/error.js';
import type { Feed } from '../model/feed.js';
import { toRequest } from '../model/request.js';
import { catalogue } from '../providers/catalogue.js';
import { feedProvider } from '../providers/feed.js';
import { parseFeed } from '../providers/parse-feed.js';
import { toJsonFeed } from './json-feed.js';

/** What `takeSnapshot` takes: what `loadFeed` does, and more. */
export interface SnapshotOptions extends LoadFeedOptions {
  /** Title of the feed that is written. Default: that of the one source, else `News`, with the tag. */
  title?: string;
  /** The snapshot that was taken last: where a source fails now, articles of this one stand in. */
  previous?: string;
}

/** How a source did. */
export interface SnapshotSource {
  /** Its address without the query, which may hold keys; else the name of the service. */
  name: string;
  /** How many articles it gave, before any choice. */
  articles: number;
  /** Why it gave none. */
  error?: NewsError;
}

/** News as of now. */
export interface Snapshot {
  feed: Feed;
  /** The same as JSON Feed 1.1: what to put where an element's `src` finds it. */
  json: string;
  sources: SnapshotSource[];
}

/**
 * Loads news once, to be kept as a file that pages read.
 * @throws NewsError `config` for options that make no sense; the error of the first source when all of them failed
 */
export async function takeSnapshot({ title, previous, signal, ...options }: SnapshotOptions): Promise<Snapshot> {
  const request = toRequest(options, (name, value, accepts) => {
    throw new NewsError('config', `${name} is ${JSON.stringify(value)}; accepted: ${accepts}.`);
  });
  const asked = await sourcesOf(request, catalogue);
  const { feeds, problems } = await load(asked, request, { signal: signal ?? new AbortController().signal });
  if (!feeds.length) throw named(problems[0]!);
  const earlier = problems.length && previous !== undefined ? earlierFeed(previous) : [];
  const feed = merged([...feeds, ...earlier], request);
  const attribution = feed.attribution ?? feeds.find((one) => one.feed.attribution)?.feed.attribution;
  const {
    movedTo: _address,
    next: _page,
    ...whole
  } = {
    ...feed,
    ...(attribution && { attribution }),
    dropped: [],
    articles: tidy(feed.articles, request, Date.now(), choose),
  };
  const titled = title ?? (asked.length === 1 ? feed.title : undefined) ?? ['News', ...request.tag].join(', ');
  return {
    feed: { ...whole, title: titled },
    json: JSON.stringify(toJsonFeed(whole, { title: titled }), null, 1) + '\n',
    sources: asked.map((source): SnapshotSource => {
      const problem = problems.find((one) => one.source === source);
      const given = feeds.find((one) => one.source === source)?.feed.articles.length ?? 0;
      return { name: nameOf(source), articles: given, ...(problem && { error: named(problem) }) };
    }),
  };
}

/** They were chosen once, by a service perhaps that knows more of their texts. */
function earlierFeed(previous: string): LoadedFeed[] {
  try {
    const source = { provider: { ...feedProvider, searches: true }, src: '' };
    return [{ source, feed: parseFeed({ body: previous, url: 'https://newsrack.invalid/' }), at: 0 }];
  } catch {
    // Whatever it is, it is no snapshot, and is about to be one.
    return [];
  }
}

function nameOf({ src, provider }: Source): string {
  if (!src) return provider.name;
  const { origin, pathname } = new URL(src);
  return origin + pathname;
}

/** A failure as it may stand in a log that everybody can read. */
function named({ source, error }: { source?: Source; error: NewsError }): NewsError {
  if (!source?.src) return error;
  const { code, message, status, retryAfter, cause } = error;
  const name = nameOf(source);
  return new NewsError(code, message.replaceAll(source.src, name), { status, retryAfter, cause, source: name });
}
