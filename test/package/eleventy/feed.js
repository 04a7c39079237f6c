/** A feed as `loadFeed` would return it. */
export const feed = {
  articles: [
    { url: 'https://example.org/first', title: 'The first story', published: '2026-05-26T09:30:00Z' },
    { url: 'https://example.org/second', title: 'The second story', published: '2026-05-25T09:30:00Z' },
  ],
};
