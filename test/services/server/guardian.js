/** The search of the Guardian's Open Platform. The key `one-per-website` is good. */
import { isAbout, pageOf, slugOf } from './stories.js';

const KEY = 'one-per-website';
const SITE = 'https://www.theguardian.com';

const idOf = ({ section, slug }) => `${slugOf(section)}/2025/jun/03/${slug}`;

const toResult = (story, fields, tags) => ({
  id: idOf(story),
  type: 'article',
  sectionId: slugOf(story.section),
  sectionName: story.section,
  webPublicationDate: story.published.replace('.000Z', 'Z'),
  webTitle: story.title,
  webUrl: `${SITE}/${idOf(story)}`,
  apiUrl: `https://content.guardianapis.com/${idOf(story)}`,
  isHosted: false,
  pillarName: 'News',
  ...(fields && { fields: fieldsOf(story, fields.split(',')) }),
  ...(tags && { tags: tagsOf(story, tags.split(',')) }),
});

function fieldsOf(story, names) {
  const fields = {
    thumbnail: `https://media.pictures.example/${story.number}/0_100_5000_3000/500.jpg`,
    trailText: `<strong>${story.summary}</strong> Read &amp; weep`,
    byline: `${story.author} in ${story.tags[1]}`,
    lastModified: story.updated.replace('.000Z', 'Z'),
  };
  return Object.fromEntries(Object.entries(fields).filter(([name]) => names.includes(name)));
}

function tagsOf(story, types) {
  const keywords = story.tags.map((name) => ({
    id: `world/${slugOf(name)}`,
    type: 'keyword',
    webTitle: name,
    webUrl: `${SITE}/world/${slugOf(name)}`,
  }));
  // Every second story has none but a byline.
  const contributors =
    story.number % 2
      ? [
          {
            id: `profile/${slugOf(story.author)}`,
            type: 'contributor',
            webTitle: story.author,
            webUrl: `${SITE}/profile/${slugOf(story.author)}`,
          },
        ]
      : [];
  return [...keywords, ...contributors].filter(({ type }) => types.includes(type));
}

/** `"a" OR "b"`, `"a" AND "b"`. */
const isAsked = (story, q) => {
  const phrase = (text) => isAbout(story, text.replaceAll('"', ''));
  return q.split(' OR ').some((part) => part.split(' AND ').every(phrase));
};

const failed = (status, message) => ({ status, body: { response: { status: 'error', message } } });

export const guardian = {
  name: 'guardian',
  serves: (host) => host === 'content.guardianapis.com',
  // Pages call it directly; which headers come with what is known of nothing.
  cors: () => ({ 'access-control-allow-origin': '*' }),
  answer({ path, query }, stories) {
    if (query.get('api-key') !== KEY) return guardian.error(401);
    if (path !== '/search') return guardian.error(404);
    const [size, page] = [Number(query.get('page-size') ?? 10), Number(query.get('page') ?? 1)];
    if (!(size <= 200)) return failed(400, 'page-size must be an integer between 0 and 200');
    const q = query.get('q');
    const { items, total, pages } = pageOf(
      stories.filter((story) => !q || isAsked(story, q)),
      page,
      size,
    );
    if (page > 1 && page > pages) return failed(400, 'requested page is beyond the number of available pages');
    return {
      body: {
        response: {
          status: 'ok',
          userTier: 'developer',
          total,
          startIndex: total && (page - 1) * size + 1,
          pageSize: size,
          currentPage: page,
          pages,
          orderBy: query.get('order-by') ?? 'relevance',
          results: items.map((story) => toResult(story, query.get('show-fields'), query.get('show-tags'))),
        },
      },
    };
  },
  error: (status) =>
    status === 401 ? { status, body: { message: 'Unauthorized' } } : failed(status, `Error ${status}`),
};
