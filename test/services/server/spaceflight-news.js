/** Spaceflight News API v4, as https://github.com/TheSpaceDevs/spaceflightnewsapi has it. */
const MAX_SIZE = 500;

const failed = (status, detail) => ({ status, body: { detail } });

/** All words, in any order, as parts of others too. */
const isFound = ({ title, summary, publisher }, search) => {
  const text = [title, summary, publisher.name].join(' ').toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
};

const toArticle = (story) => ({
  id: 30_000 - story.number,
  title: story.title,
  authors: [{ name: story.author, socials: null }],
  url: story.url,
  image_url: story.image,
  news_site: story.publisher.name,
  summary: story.summary,
  published_at: story.published.replace('.000Z', 'Z'),
  updated_at: story.updated,
  featured: false,
  launches: [],
  events: [],
});

export const spaceflightNews = {
  name: 'spaceflight-news',
  serves: (host) => host === 'api.spaceflightnewsapi.net',
  // CORS_ORIGIN_ALLOW_ALL = True
  cors: () => ({ 'access-control-allow-origin': '*' }),
  answer({ path, query, address }, stories) {
    if (!/^\/v4\/(?:articles|blogs|reports)\/$/.test(path)) return failed(404, 'Not found.');
    const [size, offset] = [Math.min(Number(query.get('limit') ?? 10), MAX_SIZE), Number(query.get('offset') ?? 0)];
    const search = query.get('search');
    const found = stories.filter((story) => !search || isFound(story, search));
    const at = (from) => {
      const url = new URL(address);
      url.searchParams.set('offset', from);
      return url.href;
    };
    return {
      body: {
        count: found.length,
        next: offset + size < found.length ? at(offset + size) : null,
        previous: offset > 0 ? at(Math.max(0, offset - size)) : null,
        results: found.slice(offset, offset + size).map(toArticle),
      },
    };
  },
  error: (status) =>
    failed(status, status === 429 ? 'Request was throttled. Expected available in 1 second.' : `Error ${status}`),
};
