/**
 * Hashtag timelines of a Mastodon server: `open.social.example` shows them to all, `closed.social.example` to members,
 * and `older.social.example` does the same with the status of versions before 4.5.
 */
const MAX_SIZE = 40;

const hashtagOf = (name) => name.toLowerCase().replace(/[^\p{L}\p{M}\p{N}_]+/gu, '');

const failed = (status, error) => ({ status, body: { error } });

const cardOf = (story, server) => ({
  url: story.url,
  title: story.title,
  description: story.summary,
  type: 'link',
  authors: [{ name: story.author, url: '', account: null }],
  author_name: '',
  provider_name: story.publisher.name,
  provider_url: '',
  width: 1280,
  height: 720,
  image: `${server}/cards/${story.number}.jpg`,
  image_description: `View of ${story.tags[1]}`,
  language: 'en',
  published_at: story.number % 2 ? story.published : null,
});

/** Makes a post. Five of eight share an article and can be shown: others have no card, warn of something, or are replies. */
const toStatus = (story, server) => ({
  id: idOf(story),
  created_at: story.updated,
  in_reply_to_id: story.number % 8 === 3 ? '1' : null,
  sensitive: story.number % 8 === 5,
  spoiler_text: '',
  language: 'en',
  uri: `${server}/users/reader/statuses/${idOf(story)}`,
  content: `<p>Worth reading: ${story.title}</p>`,
  account: { id: '7', username: 'reader', display_name: 'A reader' },
  tags: story.tags.map((tag) => ({ name: hashtagOf(tag), url: `${server}/tags/${hashtagOf(tag)}` })),
  card: story.number % 8 === 7 ? null : cardOf(story, server),
});

/** The longer, the newer; compared as numbers they would lose their last digits. */
const idOf = ({ number }) => String(114_000_000_000_000_000n - BigInt(number));

function timeline({ host, path, query }, stories) {
  const server = `https://${host}`;
  const has = ({ tags }, wanted) => tags.map(hashtagOf).includes(hashtagOf(wanted));
  const hashtag = decodeURIComponent(path.split('/').at(-1));
  const [any, all] = [query.getAll('any[]'), query.getAll('all[]')];
  const found = stories.filter(
    (story) => [hashtag, ...any].some((tag) => has(story, tag)) && all.every((tag) => has(story, tag)),
  );
  const before = query.get('max_id');
  const size = Math.min(Number(query.get('limit') ?? 20), MAX_SIZE);
  const page = found.filter((story) => !before || BigInt(idOf(story)) < BigInt(before)).slice(0, size);
  const next = page.length && `<${server}${path}?limit=${size}&max_id=${idOf(page.at(-1))}>; rel="next"`;
  return { headers: { ...(next && { link: next }) }, body: page.map((story) => toStatus(story, server)) };
}

export const mastodon = {
  name: 'mastodon',
  serves: (host) => /(?:^|\.)social\.example$/.test(host),
  // https://github.com/mastodon/mastodon, config/initializers/cors.rb
  cors: ({ path }) =>
    path.startsWith('/api/')
      ? {
          'access-control-allow-origin': '*',
          'access-control-expose-headers':
            'Link, X-RateLimit-Reset, X-RateLimit-Limit, X-RateLimit-Remaining, X-Request-Id',
        }
      : {},
  answer(request, stories) {
    if (!request.path.startsWith('/api/v1/timelines/tag/')) return failed(404, 'Record not found');
    if (request.host.startsWith('closed')) return failed(401, 'This method requires an authenticated user');
    if (request.host.startsWith('older')) return failed(422, 'This method requires an authenticated user');
    return timeline(request, stories);
  },
  error: (status) => failed(status, `Error ${status}`),
};
