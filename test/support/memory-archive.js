/** A small archive in memory, for tests and for the demo. Finds articles that carry a tag, or say it. */
import { slugOf } from '../../dist/text/slug.js';
import { NewsError } from '../../dist/index.js';

const plain = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

const timeOf = ({ published, seen }) => Date.parse(published ?? seen ?? '') || 0;

/**
 * Creates an archive of articles, which are given in the shape of the model.
 * @param {Record<string, object[]>} sources articles by the key of their source
 * @returns an `Archive`, with `calls`: the names and queries of all calls
 */
export function createMemoryArchive(sources = {}) {
  const calls = [];
  const all = () =>
    Object.entries(sources)
      .flatMap(([source, articles]) => articles.map((article) => ({ source, article })))
      .sort((one, other) => timeOf(other.article) - timeOf(one.article));

  const says = ({ title, excerpt = '', tags }, tag) => {
    const words = ` ${plain([title, excerpt, ...tags].join(' ')).replace(/[^\p{L}\p{N}]+/gu, ' ')} `;
    return words.includes(
      ` ${plain(tag)
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .trim()} `,
    );
  };

  return {
    calls,
    async find(query) {
      calls.push(['find', query]);
      const { tag = [], sources: keys, limit = 100, before } = query;
      if (before !== undefined && !/^\d+$/.test(before)) throw new NewsError('config', 'Unknown cursor.');
      const start = Number(before ?? 0);
      const found = all()
        .filter(({ source }) => !keys || keys.includes(source))
        .map(({ article }) => article)
        .filter((article) => !tag.length || tag.some((one) => says(article, one)));
      const articles = found.slice(start, start + limit);
      return { articles, next: start + limit < found.length ? String(start + limit) : undefined };
    },
    async tags(query) {
      calls.push(['tags', query]);
      const { q = '', since = 0, limit = 50 } = query;
      const known = new Map();
      for (const { article } of all().filter(({ article }) => timeOf(article) >= since))
        for (const name of article.tags) {
          const slug = slugOf(name);
          const tag = known.get(slug) ?? { name, slug, count: 0, latest: article.published ?? '' };
          known.set(slug, { ...tag, count: tag.count + 1 });
        }
      return [...known.values()]
        .filter(({ name }) => plain(name).startsWith(plain(q)))
        .sort((one, other) => other.count - one.count)
        .slice(0, limit);
    },
  };
}
