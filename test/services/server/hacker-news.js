/** Hacker News through the search of Algolia. Every eleventh story is a question to the readers, without an address. */
import { isAbout, pageOf } from './stories.js';

const MAX_HITS = 1000;

const failed = (status, message) => ({ status, body: { status, message } });

const isQuestion = ({ number }) => number % 11 === 0;

const toHit = (story) => ({
  objectID: String(40_000_000 - story.number),
  title: isQuestion(story) ? `Ask HN: ${story.title}` : story.title,
  url: isQuestion(story) ? null : story.url,
  author: story.author.split(' ')[0].toLowerCase(),
  points: story.number,
  num_comments: 3,
  ...(isQuestion(story) && { story_text: `<p>${story.summary} What do you think?<p>I&#x27;d like to know.` }),
  created_at: story.published.replace('.000Z', 'Z'),
  created_at_i: Date.parse(story.published) / 1000,
  _tags: ['story', `author_${story.number}`],
  _highlightResult: { title: { value: `<em>${story.title}</em>`, matchLevel: 'full' } },
});

export const hackerNews = {
  name: 'hacker-news',
  serves: (host) => host === 'hn.algolia.com',
  // That there are headers is known, their value is not.
  cors: () => ({ 'access-control-allow-origin': '*' }),
  answer({ path, query }, stories) {
    if (!/^\/api\/v1\/search(?:_by_date)?$/.test(path)) return failed(404, 'Not found');
    // Since June 2026.
    if (/points/.test(query.get('numericFilters') ?? '')) return failed(400, 'invalid numeric attribute(points)');
    const [size, page] = [Number(query.get('hitsPerPage') ?? 20), Number(query.get('page') ?? 0)];
    const phrases = [...(query.get('query') ?? '').matchAll(/"([^"]+)"|(\S+)/g)].map(
      ([, phrase, word]) => phrase ?? word,
    );
    const found = stories.filter((story) => phrases.every((phrase) => isAbout(story, phrase))).slice(0, MAX_HITS);
    const { items, total, pages } = pageOf(found, page + 1, size);
    return { body: { hits: items.map(toHit), nbHits: total, page, nbPages: pages, hitsPerPage: size } };
  },
  error: (status) => failed(status, `Error ${status}`),
};
