/** Every reader, given a text in every field, for the tests of hostile input. */
import assert from 'node:assert/strict';
import { filterArticles } from '../../dist/select/filter-articles.js';
import { coerceFeed } from '../../dist/feed/coerce-articles.js';
import { selectArticles } from '../../dist/select/select-articles.js';
import { toFeed } from '../../dist/model/feed.js';
import { toRequest } from '../../dist/model/request.js';
import { inlineProvider } from '../../dist/providers/inline.js';
import { jsonProvider } from '../../dist/providers/json.js';
import { parseFeed } from '../../dist/providers/parse-feed.js';
import { DOCUMENTS, linkedArticle, looseArticle } from './hard-strings.js';

const URL_OF_FEED = 'https://paper.example/feed';
const REQUEST = toRequest(
  { tag: 'climate, a b', include: 'heat + harvest', exclude: 'podcast', excludePublisher: 'Rumour', perPublisher: 3 },
  assert.fail,
);

/** Milliseconds of CPU that a call takes. */
export async function costOf(work) {
  const start = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** Reads a document; a feed without articles where it is none. */
export function parsed(body) {
  try {
    return parseFeed({ body, url: URL_OF_FEED });
  } catch (error) {
    assert.equal(error.name, 'NewsError');
    return { articles: [] };
  }
}

/** Selects articles of a feed by words that it is likely to hold. */
export const readAndFilter = (feed) => selectArticles(feed.articles, REQUEST, Date.now(), filterArticles);
const question = { src: URL_OF_FEED, tags: [], tagMatch: 'any', limit: 100, apiKey: '' };
const answering = (value) => async () => ({
  body: new TextEncoder().encode(JSON.stringify(value)),
  contentType: 'application/json',
  url: URL_OF_FEED,
});
const inPage = (value) => ({
  url: URL_OF_FEED,
  scripts: [{ type: 'application/ld+json', text: JSON.stringify(value) }],
  links: [],
});

/** Readers that take no document, by what they read. */
const OTHERS = {
  'JSON of any API': async (text) =>
    toFeed(await jsonProvider.read(question, answering([{ url: '/good', title: 'Good' }, looseArticle(text)]))),
  'structured data': async (text) =>
    toFeed(await inlineProvider.read({ ...question, inside: inPage(linkedArticle(text)) })),
  'articles of an owner': (text) => coerceFeed([looseArticle(text), { url: URL_OF_FEED, title: text }], URL_OF_FEED),
  'a stored feed': (text) =>
    toFeed({
      title: text,
      homeUrl: text,
      attribution: { name: text, url: text },
      articles: [{ id: text, url: `https://a.example/${text}`, title: text, tags: [text], publisher: { name: text } }],
    }),
};

/** Readers of a text in every field, by the format or place that they read. */
export const READERS = {
  ...Object.fromEntries(Object.entries(DOCUMENTS).map(([name, write]) => [name, (text) => parsed(write(text))])),
  ...OTHERS,
};
