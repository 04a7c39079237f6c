/** Articles for tests of the archive. */

/** The time of the tests, in milliseconds since 1970. */
export const NOW = Date.UTC(2026, 4, 26, 12);

/** Returns an article of `n` minutes ago. @param more members that differ */
export const article = (n, more = {}) => ({
  id: `id-${n}`,
  url: `https://a.example/${n}`,
  title: `Story number ${n}`,
  authors: [],
  tags: ['Peace'],
  published: new Date(NOW - n * 6e4).toISOString(),
  ...more,
});
