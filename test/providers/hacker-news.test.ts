import { expect } from 'chai';
import { hackerNewsProvider } from '../../src/providers/hacker-news.js';
import { ask, failed, failure, itSurvives, readAll } from '../support/replies.js';

const api = (query: string, page = 0, size = 10) =>
  `https://hn.algolia.com/api/v1/search_by_date?${query}tags=story&hitsPerPage=${size}&page=${page}`;

const HIT = {
  objectID: '4711',
  title: 'Show: talks & <more>',
  url: 'https://www.paper.example/talks',
  author: 'ada',
  points: 3,
  story_text: null,
  created_at: '2025-06-03T10:15:00Z',
  _tags: ['story', 'author_ada'],
};
const found = (hits: unknown[], nbPages = 1) => ({ hits, nbPages });

describe('Hacker News: requests', () => {
  it('searches for a phrase', async () => {
    const url = api('query="peace negotiations"&');
    expect(
      (await ask(hackerNewsProvider, { tags: ['peace negotiations'] }, { [url]: found([HIT]) })).addresses,
    ).to.deep.equal([url]);
  });

  it('requests all stories without a tag', async () => {
    expect((await ask(hackerNewsProvider, {}, { [api('')]: found([HIT]) })).addresses).to.deep.equal([api('')]);
  });

  it('searches for each of several, or for all together', async () => {
    const [peace, war, both] = ['query="peace"&', 'query="war"&', 'query="peace" "war"&'].map((query) => api(query));
    const replies = { [peace!]: found([HIT]), [war!]: found([{ ...HIT, objectID: '2' }]), [both!]: found([]) };
    const any = await ask(hackerNewsProvider, { tags: ['peace', 'war'] }, replies);
    expect(any.addresses).to.deep.equal([peace, war]);
    expect(any.feed.articles.map(({ id }) => id)).to.deep.equal(['4711', '2']);
    expect(
      (await ask(hackerNewsProvider, { tags: ['peace', 'war'], tagMatch: 'all' }, replies)).addresses,
    ).to.deep.equal([both]);
  });

  it('removes quotation marks from the phrase', async () => {
    const url = api('query="peace talks"&');
    expect((await ask(hackerNewsProvider, { tags: ['"peace" talks'] }, { [url]: found([]) })).addresses).to.deep.equal([
      url,
    ]);
  });

  it('reads pages until there are no more', async () => {
    const hits = (from: number) => Array.from({ length: 100 }, (_, n) => ({ ...HIT, objectID: `${from + n}` }));
    const replies = { [api('', 0, 100)]: found(hits(0), 2), [api('', 1, 100)]: found(hits(100), 2) };
    expect((await ask(hackerNewsProvider, { limit: 1000 }, replies)).feed.articles).to.have.length(200);
    expect((await ask(hackerNewsProvider, { limit: 150 }, replies)).feed.articles).to.have.length(150);
  });
});

describe('Hacker News: articles', () => {
  const one = async (members: object = {}) =>
    (await readAll(hackerNewsProvider, {}, found([{ ...HIT, ...members }]))).articles[0]!;

  it('of links have a date of first sight, and no author', async () => {
    expect(await one()).to.deep.equal({
      id: '4711',
      url: HIT.url,
      title: 'Show: talks & <more>',
      publisher: { name: 'paper.example', url: 'https://www.paper.example/' },
      authors: [],
      seen: '2025-06-03T10:15:00Z',
      tags: [],
    });
  });

  it('of questions link to Hacker News', async () => {
    for (const url of [null, undefined, '', 'javascript:alert(1)']) {
      expect(await one({ url, story_text: '<p>Why &amp; how?<p>Tell' })).to.deep.equal({
        id: '4711',
        url: 'https://news.ycombinator.com/item?id=4711',
        title: 'Show: talks & <more>',
        excerpt: 'Why & how? Tell',
        publisher: { name: 'news.ycombinator.com', url: 'https://news.ycombinator.com/' },
        authors: [{ name: 'ada', url: 'https://news.ycombinator.com/user?id=ada' }],
        published: '2025-06-03T10:15:00Z',
        tags: [],
      });
    }
  });
});

describe('Hacker News: failures', () => {
  it('quote its message', async () => {
    const answer = { status: 400, message: 'invalid numeric attribute' };
    expect((await failure(readAll(hackerNewsProvider, {}, answer))).message).to.contain('invalid numeric attribute');
  });

  it('of the network are passed on', async () => {
    const error = failed('http', 500);
    expect(await failure(readAll(hackerNewsProvider, {}, error))).to.equal(error);
  });
});

describe('Hacker News: hostile answers', () =>
  itSurvives(hackerNewsProvider, { tags: ['peace'] }, found([HIT, HIT], 2)));
