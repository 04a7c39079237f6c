/**
 * Feeds: `/rss.xml`, `/rdf.xml`, `/atom.xml`, `/feed.json`, `/moved.xml` (which goes on to the first) and `/lost.xml`
 * (which goes on to a host that lets nobody read). `feeds.tidewater.example` lets every origin read, like static hosts do;
 * `www.tidewater.example` none, like almost all publishers.
 */
import { atom, jsonFeed, rdf, rss } from './feed-formats.js';

const FORMATS = {
  '/rss.xml': { type: 'application/rss+xml; charset=utf-8', write: rss },
  '/rdf.xml': { type: 'text/xml', write: rdf },
  '/atom.xml': { type: 'application/atom+xml', write: atom },
  '/feed.json': { type: 'application/feed+json', write: jsonFeed },
};

const MOVED = {
  '/moved.xml': 'https://feeds.tidewater.example/rss.xml',
  '/lost.xml': 'https://www.tidewater.example/rss.xml',
};

const SIZE = 60;

const page = (status) => ({
  status,
  type: 'text/html; charset=utf-8',
  body: `<!doctype html><title>Error ${status}</title>`,
});

export const feeds = {
  name: 'feed',
  serves: (host) => /(?:^|\.)tidewater\.example$/.test(host),
  cors: ({ host }) => (host.startsWith('www.') ? {} : { 'access-control-allow-origin': '*' }),
  answer(request, stories) {
    const { path } = request;
    if (MOVED[path]) return { ...page(301), headers: { location: MOVED[path] } };
    const format = FORMATS[path];
    return format ? { type: format.type, body: format.write(stories.slice(0, SIZE), request) } : page(404);
  },
  error: page,
};
