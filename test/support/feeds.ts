/** Small documents to build cases from. */

export const rss = (items: string, channel = ''): string =>
  `<?xml version="1.0"?><rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><title>Paper</title><link>https://paper.example/</link>${channel}${items}</channel></rss>`;

export const item = (children: string, link = 'https://paper.example/a'): string =>
  `<item><title>Title</title><link>${link}</link>${children}</item>`;

export const atom = (entries: string, feed = '', attributes = ''): string =>
  `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/" ${attributes}><title>Paper</title><link href="https://paper.example/"/>${feed}${entries}</feed>`;

export const URL_OF_FEED = 'https://paper.example/feeds/news.xml';
