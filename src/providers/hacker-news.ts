import type { ArticleDraft } from '../model/article.js';
import { addressWith, inPages, listIn, readJson } from './services/json-service.js';
import type { Provider } from './provider.js';
import { inForm, phraseOf } from './services/tag-forms.js';
import { titleFrom } from './services/title.js';
import { link, member, number, text } from '../text/coerce.js';
import { date, htmlText, publisherOf } from './values/full-values.js';

const API = 'https://hn.algolia.com/api/v1/search_by_date';
const SITE = 'https://news.ycombinator.com/';
const PAGE_SIZE = 100;

/** Hacker News, through the search of Algolia: links that readers share, newest first. Gives at most 1,000. */
export const hackerNewsProvider: Provider = {
  name: 'hacker-news',
  hosts: ['hn.algolia.com'],
  searches: true,
  async read({ tags, tagMatch, limit }, get) {
    const phrases = inForm(tags, phraseOf, 'hacker-news');
    const queries = tagMatch === 'any' && phrases.length ? phrases : [phrases.join(' ')];
    const hitsPerPage = Math.min(limit, PAGE_SIZE);

    const search = (query: string) =>
      inPages(limit, hitsPerPage, async (page) => {
        const params = { ...(query && { query }), tags: 'story', hitsPerPage, page: page - 1 };
        const answer = readJson(await get(addressWith(API, params)), 'Hacker News');
        const items = listIn(answer, 'Hacker News', 'hits').map(toDraft);
        return { items, isLast: page >= (number(member(answer, 'nbPages')) ?? 0) };
      });
    const articles = await Promise.all(queries.map(search));
    return { title: 'Hacker News', homeUrl: SITE, articles: articles.flat() };
  },
};

function toDraft(hit: unknown): ArticleDraft {
  const id = text(member(hit, 'objectID'));
  const shared = link(member(hit, 'url'), SITE);
  // Questions and the like have no address but that of the discussion.
  const url = shared ?? (id && `${SITE}item?id=${encodeURIComponent(id)}`);
  const author = text(member(hit, 'author'));
  const created = date(member(hit, 'created_at'));
  return {
    id: id ?? url,
    url,
    title: titleFrom(text(member(hit, 'title')), undefined),
    excerpt: htmlText(member(hit, 'story_text')),
    publisher: publisherOf(url),
    // Who shares a link did not write what is behind it, nor was that published then.
    authors: author && !shared ? [{ name: author, url: `${SITE}user?id=${encodeURIComponent(author)}` }] : [],
    published: shared ? undefined : created,
    seen: shared ? created : undefined,
    tags: [],
  };
}
