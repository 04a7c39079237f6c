/** Forem: `dev.to`, and communities below `forem.example`. */
import { pageOf } from './stories.js';

const formOf = (name) => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

const failed = (status, error, headers) => ({ status, headers, body: { error, status } });

const toArticle = (story, site, asText) => {
  const tags = story.tags.map(formOf);
  return {
    type_of: 'article',
    id: 3_000_000 - story.number,
    title: story.title,
    description: story.summary,
    url: `${site}/reader/${story.slug}`,
    canonical_url: story.url,
    cover_image: story.number % 3 === 0 ? null : story.image,
    social_image: `${story.image}?social`,
    published_timestamp: story.published.replace('.000Z', 'Z'),
    edited_at: story.number % 2 ? story.updated : null,
    // Which of the two is the list differs between endpoints.
    tag_list: asText ? tags.join(', ') : tags,
    tags: asText ? tags : tags.join(', '),
    user: { name: story.author, username: formOf(story.author) },
  };
};

export const forem = {
  name: 'forem',
  serves: (host) => host === 'dev.to' || /(?:^|\.)forem\.example$/.test(host),
  // https://github.com/forem/forem, config/initializers/cors.rb: every origin by name, `headers: []`.
  cors: ({ origin, path }) =>
    origin && path.startsWith('/api/articles') ? { 'access-control-allow-origin': origin, vary: 'Origin' } : {},
  answer({ host, path, query }, stories) {
    if (!/^\/api\/articles(?:\/latest)?$/.test(path)) return failed(404, 'not found');
    const [size, page] = [Math.min(Number(query.get('per_page') ?? 30), 1000), Number(query.get('page') ?? 1)];
    const tag = query.get('tag');
    const found = stories.filter(({ tags }) => !tag || tags.map(formOf).includes(tag));
    return {
      body: pageOf(found, page, size).items.map((story) =>
        toArticle(story, `https://${host}`, path.endsWith('latest')),
      ),
    };
  },
  error: (status) => failed(status, `Error ${status}`),
  scenarios: {
    /** More than three requests a second. That pages may read when to come back is known of nobody. */
    throttled: () => failed(429, 'Rate limit reached, try again in 1 second', { 'retry-after': '1' }),
  },
};
