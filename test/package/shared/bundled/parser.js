import { parseFeed } from 'newsrack';

const body = '<rss version="2.0"><channel><item><title>A story</title><link>/story</link></item></channel></rss>';
globalThis.parsed = parseFeed({ body, url: 'https://example.org/feed.xml' });
