/** Invented news for tests of pages. */

const DAY = 864e5;

/** Returns an article of the model. */
export const article = (n, more = {}) => ({
  id: String(n),
  url: `https://paper.example/${n}`,
  title: `Story ${n}`,
  excerpt: `Negotiators met for the talk number ${n}.`,
  publisher: { name: 'The Meridian' },
  authors: [],
  published: new Date(Date.UTC(2026, 10, 28, 12) - n * DAY).toISOString(),
  tags: ['peace negotiations'],
  ...more,
});

export const articles = (count, more) => Array.from({ length: count }, (_, n) => article(n, more));
