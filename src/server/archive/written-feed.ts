/** Serializes feeds in the format that a client requests. */
import type { Feed } from '../../model/feed.js';
import { toJsonFeed } from '../json-feed.js';
import { toAtom, toRss } from './feed-xml.js';
import type { Target } from './relay-archive.js';

/** Returns the body of a feed, and its content type. */
export function written(
  feed: Feed,
  format: Target['format'],
  about: { title: string; self: string },
): { body: string; type: string } {
  if (format === 'rss') return { body: toRss(feed, about), type: 'application/rss+xml' };
  if (format === 'atom') return { body: toAtom(feed, about), type: 'application/atom+xml' };
  return { body: JSON.stringify(toJsonFeed(feed, { title: about.title })), type: 'application/feed+json' };
}
