/** Ghost's Content API, version 6. The key `7c0ffee` is good. */
import { hasTag, only, pageOf, slugOf } from './stories.js';

const KEY = '7c0ffee';

/** `tag:a`, `tag:[a,b]` (any of them), `tag:a+tag:b` (all of them). */
function isAsked(story, filter) {
  return filter.split('+').every((part) => {
    const [, one, several] = /^tag:(?:\[([^\]]*)\]|(.*))$/.exec(part) ?? [];
    return (one ?? several ?? '').split(',').some((slug) => hasTag(story, slug));
  });
}

const zoned = (time) => time.replace('Z', '+00:00');

function toPost(story, site, { fields, include }) {
  const post = {
    id: `6650${story.number.toString(16).padStart(20, '0')}`,
    title: story.title,
    slug: story.slug,
    url: `${site}/${story.slug}/`,
    html: `<p>${story.summary}</p>`,
    feature_image: story.number % 3 === 0 ? null : story.image,
    feature_image_alt: story.number % 3 === 0 ? null : `View of ${story.tags[1]}`,
    custom_excerpt: story.number % 2 ? story.summary : null,
    excerpt: `${story.title} ${story.summary}`,
    published_at: zoned(story.published),
    updated_at: zoned(story.updated),
  };
  const relations = {
    tags: [...story.tags, '#members-preview'].map((name) => ({ name, slug: slugOf(name) })),
    authors: [{ name: story.author, slug: slugOf(story.author), url: `${site}/author/${slugOf(story.author)}/` }],
  };
  return { ...only(post, fields), ...only(relations, include ?? []) };
}

const failed = (status, message, type) => ({ status, body: { errors: [{ message, type, context: null }] } });

export const ghost = {
  name: 'ghost',
  serves: (host) => /(?:^|\.)spectre\.example$/.test(host),
  // `cors()` comes after the check of the key and the guard against guessing it:
  // https://github.com/TryGhost/Ghost, ghost/core/core/server/web/api/endpoints/content/middleware.js
  cors: (_request, status) => ([401, 403, 429].includes(status) ? {} : { 'access-control-allow-origin': '*' }),
  answer({ host, path, query }, stories) {
    if (query.get('key') !== KEY) return ghost.error(401);
    if (path !== '/ghost/api/content/posts/') return ghost.error(404);
    const limit = Math.min(Number(query.get('limit') ?? 15) || 15, 100);
    const page = Number(query.get('page') ?? 1);
    const filter = query.get('filter');
    const { items, total, pages } = pageOf(
      stories.filter((story) => !filter || isAsked(story, filter)),
      page,
      limit,
    );
    const chosen = { fields: query.get('fields')?.split(','), include: query.get('include')?.split(',') };
    return {
      body: {
        posts: items.map((story) => toPost(story, `https://${host}`, chosen)),
        meta: {
          pagination: {
            page,
            limit,
            pages: Math.max(pages, 1),
            total,
            next: page < pages ? page + 1 : null,
            prev: page > 1 ? page - 1 : null,
          },
        },
      },
    };
  },
  error: (status) =>
    status === 401
      ? failed(401, 'Unknown Content API Key', 'UnauthorizedError')
      : failed(status, status === 404 ? 'Resource not found' : `Error ${status}`, 'InternalServerError'),
};
