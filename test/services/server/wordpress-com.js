/** WordPress.com, which also answers for sites with Jetpack: `tide.wordpress.com` and `jetpack.example` with a blog below it. */
import { hasTag, isAbout, only, pageOf, slugOf } from './stories.js';

const SITES = ['tide.wordpress.com', 'jetpack.example', 'jetpack.example::blog'];

const byName = (names) =>
  Object.fromEntries(names.map((name) => [name, { ID: name.length, name, slug: slugOf(name) }]));

/** The time at the site, which is two hours ahead. */
const local = (time) => new Date(Date.parse(time) + 7_200_000).toISOString().replace('.000Z', '+02:00');

const toPost = (story, site) => ({
  ID: story.number,
  author: { ID: 1, name: story.author, URL: `https://${site}/author/` },
  date: local(story.published),
  modified: local(story.updated),
  title: story.title.replaceAll('“', '&#8220;').replaceAll('”', '&#8221;'),
  URL: `https://${site.replaceAll('::', '/')}/${story.slug}/`,
  excerpt: `<p>${story.summary.replace(/\.$/, '')} [&hellip;]</p>\n`,
  featured_image: story.number % 3 === 0 ? '' : story.image,
  post_thumbnail: story.number % 3 === 0 ? null : { ID: story.number, URL: story.image, width: 1000, height: 667 },
  tags: byName(story.tags),
  categories: byName([story.section]),
});

export const wordpressCom = {
  name: 'wordpress-com',
  serves: (host) => host === 'public-api.wordpress.com',
  // Documented nowhere; pages have called it directly for years.
  cors: () => ({ 'access-control-allow-origin': '*' }),
  answer({ path, query }, stories) {
    const [, site] = /^\/rest\/v1\.1\/sites\/([^/]+)\/posts\/?$/.exec(decodeURIComponent(path)) ?? [];
    if (!SITES.includes(site)) return { status: 404, ...wordpressCom.error(404) };
    const [size, page] = [Number(query.get('number') ?? 20), Number(query.get('page') ?? 1)];
    if (!(size <= 100)) return { status: 400, ...wordpressCom.error(400) };
    const [tag, category, search] = ['tag', 'category', 'search'].map((name) => query.get(name));
    const found = stories.filter(
      (story) =>
        (!tag || story.tags.includes(tag) || hasTag(story, tag)) &&
        (!category || slugOf(story.section) === category) &&
        (!search || isAbout(story, search) || story.title.toLowerCase().includes(search.toLowerCase())),
    );
    const { items, total, pages } = pageOf(found, page, size);
    return {
      body: {
        found: total,
        posts: items.map((story) => only(toPost(story, site), query.get('fields')?.split(','))),
        meta: page < pages ? { next_page: `value=${encodeURIComponent(items.at(-1).published)}` } : {},
      },
    };
  },
  error: (status) => ({
    body: {
      error: status === 404 ? 'unknown_blog' : 'error',
      message: status === 404 ? 'Unknown blog' : `Error ${status}`,
    },
  }),
};
