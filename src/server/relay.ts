import { type Source, feedsAt } from '../loading/load.js';
import { hostsOfSource, sourcesOf } from '../loading/sources.js';
import type { Feed } from '../model/feed.js';
import { toRequest } from '../model/request.js';
import { catalogue } from '../providers/catalogue.js';
import { useRarities } from '../providers/values/rare.js';
import { CACHING, Failure, etagOf, failureAnswer, newsAnswer, preflightAnswer, upstreamFailure } from './answers.js';
import { chosen, readAsked } from './asked.js';
import { Bounded } from './bounded.js';
import { type Limits, Refused, hostKey, permitted } from './guard.js';
import { toJsonFeed } from './json-feed.js';
import { KeptSource } from './kept-source.js';
import { type RelayContext, type RelayOptions, type TableFeed, readOptions } from './relay-options.js';

/** Answers a request. Mount it at any path: the last part of the path is the name of the feed. */
export type Relay = (request: Request, context?: RelayContext) => Promise<Response>;

/** A feed that is asked for, and where it comes from. */
interface Entry extends TableFeed {
  sources: KeptSource[];
  /** Whether a client chose its address, and wants it whole. */
  asWhole: boolean;
}

/** An answer, and what it was made of. */
interface Made {
  of: (Feed | undefined)[];
  at: number;
  body: string;
  etag: Promise<string>;
}

/** Articles of a feed that is asked for by its address. */
const MOST = 1000;

/** Characters of a query. */
const MAX_QUERY = 2000;

/** A source counts as up to date for so long past its time: meanwhile it is asked behind the answers. In milliseconds. */
const WHILE_REVALIDATING = 30 * 6e4;

/**
 * A relay: fetches feeds for pages that can't, and answers with JSON Feed 1.1 in plain text. `GET /name` gives a feed of
 * the table, `GET /?url=…` one at an allowed host; `tag`, `limit`, `include` and so on choose among its articles.
 * @throws NewsError `config` for options that make no sense
 */
export function createRelay(options: RelayOptions): Relay {
  const { table, allowed, origins, patience, around } = readOptions(options);
  const { now, log, store, freshFor } = around;
  const { admit = () => true } = options;
  useRarities();

  const named = new Map<string, Promise<Entry>>();
  // Whoever asks for many addresses drives out what others asked for, never the feeds of the table.
  const byAddress = new Bounded<Entry>(500, 32e6, ({ sources: [source] }) => source!.size);
  const answers = new Bounded<Made>(300, 16e6, ({ body }) => body.length);

  async function entryNamed(name: string): Promise<Entry> {
    const feed = table.get(name);
    if (!feed) throw new Failure('not-found', 'There is no feed of this name.');
    if (!named.has(name)) named.set(name, withSources(feed));
    return named.get(name)!;
  }

  async function withSources(feed: TableFeed): Promise<Entry> {
    const sources = await sourcesOf(feed.request, catalogue);
    // A feed may lead to hosts that the owner has named, and nowhere else.
    const limits = { ...allowed, hosts: new Set([...sources.flatMap(hostNames), ...allowed.hosts]) };
    const kept = sources.map((source) => new KeptSource(source, feed.request, limits, feed.name, around));
    return { ...feed, sources: kept, asWhole: false };
  }

  function entryAt(address: string): Entry {
    const { href, host } = addressOf(address, allowed);
    const entry = byAddress.get(href) ?? entryOf(href, host);
    byAddress.set(href, entry);
    return entry;
  }

  function entryOf(href: string, host: string): Entry {
    const request = toRequest({ src: [href], limit: MOST }, () => undefined);
    const sources = feedsAt(request).map((source) => new KeptSource(source, request, allowed, host, around));
    return { name: host, title: undefined, fixed: new Set(), request, sources, asWhole: true };
  }

  /** Asks those that it is time to ask, and waits where there is nothing to answer with yet. */
  async function gather({ sources }: Entry, context: RelayContext | undefined): Promise<void> {
    const due = () => sources.filter(({ isDue }) => isDue);
    if (store) await Promise.all(due().map((source) => source.recall()));
    const hasNews = sources.some(({ loaded }) => loaded);
    await Promise.all(
      due().flatMap((source) => {
        const asking = source.refresh();
        context?.waitUntil?.(asking);
        // One that has failed before is tried again behind the answer.
        if (source.trouble) return hasNews ? [] : asking;
        if (!source.loaded) return asking;
        return isOld(source) ? within(asking, patience) : [];
      }),
    );
  }

  const isOld = ({ age }: KeptSource) => age >= freshFor + WHILE_REVALIDATING;

  async function answer(request: Request, context: RelayContext | undefined): Promise<Response> {
    if (!(await admit(request))) throw new Failure('throttled', 'Too many requests.', 60);
    const { pathname, searchParams, search } = new URL(request.url);
    if (search.length > MAX_QUERY) throw new Failure('bad-request', 'The query is too long.');
    const address = searchParams.get('url');
    const entry = address === null ? await entryNamed(nameIn(pathname)) : entryAt(address);
    const { sources, fixed, asWhole, title, name } = entry;
    const asked = readAsked(searchParams, fixed);
    if (fixed.has('limit') && asked.limit) asked.limit = Math.min(asked.limit, entry.request.limit);
    await gather(entry, context);

    const loaded = sources.map((source) => source.loaded);
    const feeds = loaded.filter((one) => one !== undefined);
    if (!feeds.length) throw failureOf(sources, now());
    const old = sources.filter((one) => one.loaded && (one.trouble || isOld(one)));
    const staleSince = old.length ? Math.min(...old.map(({ loaded }) => loaded!.at)) : undefined;
    const key = JSON.stringify([asWhole ? address : name, asWhole, asked, staleSince]);
    const of = loaded.map((one) => one?.feed);
    const { body, etag } = prepared(key, of, () => {
      const own = feeds.length === 1 ? feeds[0]!.feed.title : undefined;
      const feed = chosen(feeds, entry.request, asked, now(), asWhole);
      return JSON.stringify(toJsonFeed(feed, { title: title ?? own ?? name, staleSince }));
    });
    const caching = old.length ? CACHING.none : feeds.length < sources.length ? CACHING.brief : CACHING.fresh;
    return newsAnswer(request, origins, body, await etag, caching);
  }

  /** An answer, or the one that was made of the same not too long ago. */
  function prepared(key: string, of: Made['of'], make: () => string): Made {
    const known = answers.get(key);
    const isGood = known && now() - known.at < freshFor && known.of.every((feed, index) => feed === of[index]);
    if (isGood) return known;
    const body = make();
    const made = { of, at: now(), body, etag: etagOf(body) };
    answers.set(key, made);
    return made;
  }

  return async (request, context) => {
    try {
      if (request.method === 'OPTIONS') return preflightAnswer(request, origins);
      if (request.method !== 'GET' && request.method !== 'HEAD') {
        throw new Failure('method-not-allowed', 'Only GET and HEAD.');
      }
      return await answer(request, context);
    } catch (failure) {
      if (failure instanceof Failure) return failureAnswer(request, origins, failure);
      log({ feed: '', code: 'bug', message: failure instanceof Error ? (failure.stack ?? failure.message) : '' });
      return failureAnswer(request, origins, new Failure('internal', 'Something is wrong with the relay.'));
    }
  };
}

const hostNames = (source: Source): string[] =>
  hostsOfSource(source, '').map((host) => hostKey(new URL(`https://${host}`).hostname));

/** The last part of a path, so that a relay may stand anywhere. */
const nameIn = (pathname: string): string => pathname.replace(/\/$/, '').split('/').at(-1) ?? '';

/** @throws Failure */
function addressOf(address: string, allowed: Limits): URL {
  try {
    return permitted(address, allowed);
  } catch (refused) {
    if (!(refused instanceof Refused)) throw refused;
    throw refused.rule === 'malformed'
      ? new Failure('bad-request', '"url" is no address.')
      : new Failure('forbidden', `This relay does not ask that address: ${refused.rule}.`);
  }
}

/** Why none of the sources has given anything: that of the one that is asked again first. */
function failureOf(sources: KeptSource[], now: number): Failure {
  const [first] = sources.flatMap(({ trouble }) => trouble ?? []).sort((a, b) => a.until - b.until);
  if (!first) return new Failure('internal', 'Nobody was asked.');
  const wait = Math.ceil((first.until - now) / 1000);
  return upstreamFailure(first.error, wait < Infinity ? Math.max(wait, 1) : undefined);
}

/** Settles when `promise` does, or when the time is over. */
function within(promise: Promise<void>, milliseconds: number): Promise<void> {
  let timer: ReturnType<typeof setTimeout>;
  const over = new Promise<void>((resolve) => (timer = setTimeout(resolve, milliseconds)));
  return Promise.race([promise, over]).finally(() => clearTimeout(timer));
}
