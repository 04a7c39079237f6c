/** A small archive in memory: for the demo, and for tests. Finds articles that carry a tag, or say it. */

const plain = (text) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const timeOf = ({ published, seen }) => Date.parse(published ?? seen ?? '') || 0;

const says = ({ title, excerpt = '', tags }, tag) =>
  ` ${plain([title, excerpt, ...tags].join(' '))} `.includes(` ${plain(tag)} `);

/**
 * Creates the part of an archive that pages read.
 * @param {Record<string, object[]>} sources articles in the shape of the model, by the key of their source
 * @param {{ slugOf: (name: string) => string, failure: () => Error }} parts how the library makes slugs, and the error
 *   for an unknown cursor
 */
export function memoryArchive(sources, { slugOf, failure }) {
  const entries = Object.entries(sources)
    .flatMap(([source, articles]) => articles.map((article) => ({ source, article })))
    .sort((one, other) => timeOf(other.article) - timeOf(one.article));

  return {
    async find({ tag = [], sources: keys, limit = 100, before }) {
      if (before !== undefined && !/^\d+$/.test(before)) throw failure();
      const start = Number(before ?? 0);
      const found = entries
        .filter(({ source }) => !keys || keys.includes(source))
        .map(({ article }) => article)
        .filter((article) => !tag.length || tag.some((one) => says(article, one)));
      const isMore = start + limit < found.length;
      return { articles: found.slice(start, start + limit), next: isMore ? String(start + limit) : undefined };
    },

    async tags({ q = '', since = 0, limit = 50 }) {
      const known = new Map();
      for (const { article } of entries) {
        if (timeOf(article) < since) continue;
        for (const name of new Set(article.tags)) {
          const slug = slugOf(name);
          const tag = known.get(slug) ?? { name, slug, count: 0, latest: article.published ?? '' };
          known.set(slug, { ...tag, count: tag.count + 1 });
        }
      }
      return [...known.values()]
        .filter(({ name }) => plain(name).startsWith(plain(q)))
        .sort((one, other) => other.count - one.count)
        .slice(0, limit);
    },
  };
}
