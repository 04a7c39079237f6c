/** Puts pages before a relay, which share one server and one rate limit. */
import { NewsError } from '../../model/error.js';
import type { Archive } from '../archive/archive-types.js';
import { isObject } from '../check-options.js';
import type { Relay } from '../relay.js';
import type { RelayFeed, RelayOptions } from '../relay-options.js';
import type { Turns } from '../turns.js';
import { type Pages, createPagesWith } from './create-pages.js';
import type { PageFeed, PagesOptions } from './page-options.js';

/** The options of pages in a file of options, where the archive is an option of the relay. */
export type PagesConfig = Partial<Omit<PagesOptions, 'archive'>>;

export interface PagesOfRelay {
  /** The archive of the relay. Undefined if it has none. */
  archive: Archive | undefined;
  /** The feeds of the relay, which `/embed/{name}` shows. */
  feeds: NonNullable<RelayOptions['feeds']>;
  /** Returns a feed of a list that the relay serves besides. */
  listed?: ((name: string) => RelayFeed | undefined) | undefined;
  /** The options in the owner's file. */
  config: PagesConfig | undefined;
  /** Values of `--base-url` and `--title`, which overrule the file. */
  flags: Pick<PagesConfig, 'baseUrl' | 'title'>;
  /** URL at which the relay listens: the base URL, unless the owner sets one. */
  address: string;
  /** The rate limit of the relay. */
  admit: PagesOptions['admit'];
  /** The turns of the relay's requests, which pages share. */
  turns?: Turns;
}

/**
 * Returns a relay with its pages before it.
 * @throws NewsError `config` for invalid options, and if the relay has no archive
 */
export function relayWithPages(parts: PagesOfRelay, relay: Relay): Relay {
  const options = pagesOptionsOf(parts);
  const pages = createPagesWith(options, (name) => pageFeedOf(name, parts.listed?.(name)), parts.turns);
  return mountPages(pages, relay, new URL(options.baseUrl).pathname);
}

function pagesOptionsOf({ archive, feeds, config = {}, flags, address, admit }: PagesOfRelay): PagesOptions {
  if (!archive) throw new NewsError('config', 'Pages show the articles of an archive. Set --archive FILE as well.');
  if (!isObject(config)) throw new NewsError('config', 'Invalid pages in --config. Expected: an object of options.');
  const { baseUrl = address, ...rest } = { ...config, ...withoutUndefined(flags) };
  return {
    ...rest,
    archive,
    baseUrl,
    ...(admit && !rest.admit && { admit }),
    feeds: { ...embeddable(feeds), ...rest.feeds },
  };
}

/**
 * Returns a relay that answers requests for pages itself. The front page and the relay's JSON share an address, so responses
 * there have `Vary: Accept`.
 * @param root the path of the front page, where it is not `/`
 */
export function mountPages(pages: Pages, relay: Relay, root = '/'): Relay {
  return async (request, context) => {
    const page = await pages(request);
    if (page) return page;
    const response = await relay(request, context);
    return isRoot(request, root) ? varying(response) : response;
  };
}

const withoutUndefined = (flags: PagesOfRelay['flags']): PagesOfRelay['flags'] =>
  Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined));

/** Returns the feeds that have a URL. */
function embeddable(feeds: PagesOfRelay['feeds']): NonNullable<PagesOptions['feeds']> {
  const entries = Object.entries(feeds).map(
    ([name, feed]) =>
      [name, pageFeedOf(name, typeof feed === 'string' || Array.isArray(feed) ? { src: feed } : feed)] as const,
  );
  return Object.fromEntries(entries.flatMap(([name, feed]) => (feed ? [[name, feed] as const] : [])));
}

/** Returns a feed for pages; `undefined` if it has no URL. The URLs of its sources are their keys in the archive. */
function pageFeedOf(name: string, { src = [], title = name }: RelayFeed = {}): PageFeed | undefined {
  const sources = [src]
    .flat()
    .flatMap((one) => one.split(/\s+/))
    .filter(Boolean);
  return sources.length ? { title, sources } : undefined;
}

const isRoot = ({ url }: Request, root: string): boolean =>
  URL.canParse(url) && ['/', root].includes(new URL(url).pathname);

/** Keeps caches from answering a request for HTML with JSON. */
function varying(response: Response): Response {
  const headers = new Headers(response.headers);
  headers.append('Vary', 'Accept');
  const { status, statusText } = response;
  return new Response(response.body, { status, statusText, headers });
}
