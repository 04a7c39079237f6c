import { expect } from 'chai';
import { spaceflightNewsProvider } from '../../src/providers/spaceflight-news.js';
import { ask, failure, itSurvives, readAll } from '../support/replies.js';

const api = (search: string, offset = 0, limit = 10) =>
  `https://api.spaceflightnewsapi.net/v4/articles/?${search}limit=${limit}&offset=${offset}&ordering=-published_at`;

const ARTICLE = {
  id: 7,
  title: 'A moon landing is planned',
  authors: [{ name: 'Ada', socials: null }, { name: '' }],
  url: 'https://paper.example/moon',
  image_url: 'https://paper.example/moon.jpg',
  news_site: 'The Paper',
  summary: 'The launch date\r\nis set.',
  published_at: '2025-06-03T10:15:00Z',
  updated_at: '2025-06-04T08:00:00.123456Z',
  launches: [],
};
const found = (results: unknown[], next: string | null = null) => ({ count: 1, next, previous: null, results });

describe('Spaceflight News: requests', () => {
  it('searches for a tag', async () => {
    const { addresses } = await ask(
      spaceflightNewsProvider,
      { tags: ['moon landing'] },
      { [api('search=moon landing&')]: found([]) },
    );
    expect(addresses).to.deep.equal([api('search=moon landing&')]);
  });

  it('requests all articles without a tag', async () => {
    expect((await ask(spaceflightNewsProvider, {}, { [api('')]: found([ARTICLE]) })).feed.articles).to.have.length(1);
  });

  it('searches for each of several, or for all together', async () => {
    const [moon, launch, both] = ['moon', 'launch date', 'moon launch date'].map((words) => api(`search=${words}&`));
    const replies = { [moon!]: found([ARTICLE]), [launch!]: found([]), [both!]: found([ARTICLE]) };
    expect((await ask(spaceflightNewsProvider, { tags: ['moon', 'launch date'] }, replies)).addresses).to.deep.equal([
      moon,
      launch,
    ]);
    const all = await ask(spaceflightNewsProvider, { tags: ['moon', 'launch date'], tagMatch: 'all' }, replies);
    expect(all.addresses).to.deep.equal([both]);
    expect(all.feed.articles).to.have.length(1);
  });

  it('keeps articles with the words of the tag as a phrase', async () => {
    const titles = async (tag: string, ...given: string[]) => {
      const answer = found(given.map((title, id) => ({ ...ARTICLE, id, title, url: `https://paper.example/${id}` })));
      return (await readAll(spaceflightNewsProvider, { tags: [tag] }, answer)).articles.map(({ title }) => title);
    };
    expect(await titles('Mars', 'Marshall speaks', 'To MARS!', 'A summary')).to.deep.equal(['To MARS!']);
    expect(await titles('mars rover', 'Rover on Mars', 'Mars-Rover', 'A Márs rover.')).to.deep.equal([
      'Mars-Rover',
      'A Márs rover.',
    ]);
    expect(await titles('the paper', 'Anything')).to.deep.equal(['Anything']);
  });

  it('reads pages while there is a next one', async () => {
    const page = (from: number) =>
      Array.from({ length: 100 }, (_, n) => ({ ...ARTICLE, id: from + n, url: `https://paper.example/${from + n}` }));
    const replies = {
      [api('', 0, 100)]: found(page(0), 'https://next.example/'),
      [api('', 100, 100)]: found(page(100)),
    };
    expect((await ask(spaceflightNewsProvider, { limit: 1000 }, replies)).feed.articles).to.have.length(200);
  });

  it('stops if hardly any result is usable', async () => {
    const useless = found(
      Array.from({ length: 10 }, () => ARTICLE),
      'https://next.example/',
    );
    const replies = Object.fromEntries([0, 10, 20].map((offset) => [api('search=oo&', offset), useless]));
    expect((await ask(spaceflightNewsProvider, { tags: ['oo'] }, replies)).addresses).to.have.length(3);
  });
});

describe('Spaceflight News: articles', () => {
  it('have all fields of the response', async () => {
    expect((await readAll(spaceflightNewsProvider, {}, found([ARTICLE]))).articles[0]).to.deep.equal({
      id: '7',
      url: 'https://paper.example/moon',
      title: 'A moon landing is planned',
      excerpt: 'The launch date is set.',
      image: { url: 'https://paper.example/moon.jpg' },
      publisher: { name: 'The Paper' },
      authors: [{ name: 'Ada' }],
      published: '2025-06-03T10:15:00Z',
      updated: '2025-06-04T08:00:00.123Z',
      tags: [],
    });
  });
});

describe('Spaceflight News: failures', () => {
  it('quote its message', async () => {
    const error = await failure(readAll(spaceflightNewsProvider, {}, { detail: 'Not found.' }));
    expect(error.message).to.contain('Not found');
  });
});

describe('Spaceflight News: hostile answers', () =>
  itSurvives(spaceflightNewsProvider, { tags: ['moon'] }, found([ARTICLE, ARTICLE], 'https://next.example/')));
