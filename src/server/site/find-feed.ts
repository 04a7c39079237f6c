/** Finds the feed of a site whose address stands in place of a feed. */
import { NewsError } from '../../model/error.js';
import { BlockedUrlError } from '../ssrf-guard.js';
import { type Page, feedLinksOf } from './feed-links.js';

/** The places where sites have their feeds, tried in this order. */
const USUAL_PLACES = ['/feed', '/rss', '/feed.xml', '/rss.xml', '/atom.xml', '/index.xml', '/feed.json'];

/** Maximum number of links of a page that are requested, of each kind. */
const MAX_LINKS = 5;

/** A path that says to be that of a feed. If a page comes instead, its feed may be another one than the owner wants. */
const FEED_PATH = /(?:\.(?:xml|rss|rdf|atom|json)|\/(?:feed|rss|atom)s?)\/?$/i;

/** The code of such an error in the state of a source. */
export const NO_FEED = 'no-feed';

/** The cause of an error of a site without a feed that the server may read. */
export class NoFeedError extends Error {
  constructor(
    /** The error of a feed that the site names, and that may not be requested. */
    readonly blocked: BlockedUrlError | undefined,
  ) {
    super('The site names no feed.');
  }
}

/** Returns whether a URL may be that of a site. */
export const maySite = (url: string): boolean => !FEED_PATH.test(new URL(url).pathname);

/**
 * Requests the feeds that a page names, one after another, then the usual places, then feeds of comments.
 * @param read requests a URL and reads it as a feed
 * @returns the first feed, and its URL
 * @throws NewsError `format` with `NoFeedError` as its cause, if there is none
 * @throws the error of a request that says nothing about the URL: the host refuses requests, or does not answer
 */
export async function findFeed<T>(page: Page, read: (url: string) => Promise<T>): Promise<{ url: string; feed: T }> {
  let blocked: BlockedUrlError | undefined;
  for (const url of candidatesOf(page)) {
    try {
      return { url, feed: await read(url) };
    } catch (reason) {
      if (!isNoFeed(reason)) throw reason;
      const { cause } = reason as NewsError;
      // A feed that the page names says more than one of the usual places.
      if (cause instanceof BlockedUrlError) blocked ??= new BlockedUrlError(cause.rule, cause.origin || new URL(url).origin); // prettier-ignore
    }
  }
  throw new NewsError('format', `${page.url} is a site, and names no feed. Set the URL of its feed.`, {
    source: page.url,
    cause: new NoFeedError(blocked),
  });
}

function candidatesOf(page: Page): Set<string> {
  const links = feedLinksOf(page);
  const news = links.filter(({ isComments }) => !isComments).slice(0, MAX_LINKS);
  const comments = links.filter(({ isComments }) => isComments).slice(0, MAX_LINKS);
  const usual = USUAL_PLACES.map((path) => new URL(path, page.url).href);
  const all = new Set([...news.map(({ url }) => url), ...usual, ...comments.map(({ url }) => url)]);
  all.delete(page.url);
  return all;
}

/** Returns whether an error means that there is no feed at a URL. */
function isNoFeed(reason: unknown): boolean {
  if (!(reason instanceof NewsError)) return false;
  const { code, status, cause } = reason;
  return (code === 'http' && status !== 304) || code === 'gone' || code === 'format' || code === 'too-large' || cause instanceof BlockedUrlError; // prettier-ignore
}

/** Returns the sentence for the log when a feed was found. */
export const foundMessage = (site: string, feed: string): string => `${site} is a site. Its feed is ${feed}`;
