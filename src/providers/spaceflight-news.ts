import type { ArticleDraft } from '../model/article.js';
import { addressWith, inPages, isUnreadable, listIn, readJson } from './services/json-service.js';
import type { Provider } from './provider.js';
import { inForm, mentions, phraseOf } from './services/tag-forms.js';
import { titleFrom } from './services/title.js';
import { link, member, text } from '../text/coerce.js';
import { authorsIn, bestImage, date, wordsFrom } from './values/full-values.js';

const API = 'https://api.spaceflightnewsapi.net/v4/articles/';
const PAGE_SIZE = 100;

/** Spaceflight News API v4: news about space, newest first. */
export const spaceflightNewsProvider: Provider = {
  name: 'spaceflight-news',
  hosts: ['api.spaceflightnewsapi.net'],
  searches: true,
  async read({ tags, tagMatch, limit }, get) {
    const phrases = inForm(tags, phraseOf, 'spaceflight-news').map((phrase) => phrase.slice(1, -1));
    const queries = tagMatch === 'any' && phrases.length ? phrases.map((phrase) => [phrase]) : [phrases];
    const size = Math.min(limit, PAGE_SIZE);

    const search = (wanted: string[]) =>
      inPages(limit, size, async (page) => {
        const paging = { limit: size, offset: (page - 1) * size, ordering: '-published_at' };
        const params = wanted.length ? { search: wanted.join(' '), ...paging } : paging;
        const answer = readJson(await get(addressWith(API, params)), 'Spaceflight News');
        const drafts = listIn(answer, 'Spaceflight News', 'results').map(toDraft);
        return {
          // It searches for parts of words, in any order.
          items: drafts
            .filter(({ draft, words }) => isUnreadable(draft) || wanted.every((phrase) => mentions(words, phrase)))
            .map(({ draft }) => draft),
          isLast: !text(member(answer, 'next')),
        };
      });
    const articles = await Promise.all(queries.map(search));
    return { title: 'Spaceflight News', articles: articles.flat() };
  },
};

/** An article, and the texts that are searched. */
function toDraft(article: unknown): { draft: ArticleDraft; words: (string | undefined)[] } {
  const url = link(member(article, 'url'), API);
  const summary = text(member(article, 'summary'));
  const title = titleFrom(text(member(article, 'title')), summary);
  const site = text(member(article, 'news_site'));
  const draft = {
    id: text(member(article, 'id')) ?? url,
    url,
    title,
    excerpt: wordsFrom(title, summary).excerpt,
    image: bestImage([{ url: member(article, 'image_url') }], API),
    publisher: site && { name: site },
    authors: authorsIn(member(article, 'authors'), API),
    published: date(member(article, 'published_at')),
    updated: date(member(article, 'updated_at')),
    tags: [],
  };
  return { draft, words: [title, summary, site] };
}
