import { expect } from 'chai';
import { foremProvider } from '../../src/providers/forem.js';
import { ask, failed, failure, itSurvives, readAll } from '../support/replies.js';

const api = (tag: string, page = 1, size = 10) =>
  `https://dev.to/api/articles?tag=${tag}&per_page=${size}&page=${page}`;
const latest = (page = 1, size = 10) => `https://dev.to/api/articles/latest?per_page=${size}&page=${page}`;

const ARTICLE = {
  id: 7,
  title: 'How to & <why>',
  description: 'A short text.',
  cover_image: 'https://media.example/cover.jpg',
  social_image: 'https://media.example/social.jpg',
  tag_list: ['webdev', 'css'],
  url: 'https://dev.to/ada/how-to',
  canonical_url: 'https://ada.example/how-to',
  published_timestamp: '2025-06-03T10:15:00Z',
  edited_at: '2025-06-04T08:00:00Z',
  user: { name: 'Ada', username: 'ada' },
};

describe('Forem: requests', () => {
  it('requests a tag as one word', async () => {
    expect((await ask(foremProvider, { tags: ['Web Dev'] }, { [api('webdev')]: [ARTICLE] })).addresses).to.deep.equal([
      api('webdev'),
    ]);
  });

  it('requests the latest articles without a tag', async () => {
    expect((await ask(foremProvider, {}, { [latest()]: [ARTICLE] })).addresses).to.deep.equal([latest()]);
  });

  it('requests the community at src', async () => {
    const url = api('css').replace('dev.to', 'forem.example');
    const { addresses } = await ask(foremProvider, { src: 'https://forem.example', tags: ['css'] }, { [url]: [] });
    expect(addresses).to.deep.equal([url]);
  });

  it('requests each of several tags', async () => {
    const replies = { [api('css')]: [ARTICLE], [api('html')]: [] };
    expect((await ask(foremProvider, { tags: ['css', 'html'] }, replies)).addresses).to.deep.equal(
      Object.keys(replies),
    );
  });

  it('filters by the other tags if all are required', async () => {
    const replies = { [api('css', 1, 250)]: [ARTICLE, { ...ARTICLE, id: 8, tag_list: ['css'] }] };
    const { feed } = await ask(foremProvider, { tags: ['css', 'WebDev'], tagMatch: 'all' }, replies);
    expect(feed.articles.map(({ id }) => id)).to.deep.equal(['7']);
  });

  it('reads pages of 250', async () => {
    const page = Array.from({ length: 250 }, (_, id) => ({ ...ARTICLE, id }));
    const replies = { [latest(1, 250)]: page, [latest(2, 250)]: failed('throttled', 429) };
    expect((await ask(foremProvider, { limit: 400 }, replies)).feed.articles, 'what came stays').to.have.length(250);
  });

  it('rejects tags without letters and digits', async () => {
    expect((await failure(readAll(foremProvider, { tags: ['#'] }, []))).code).to.equal('config');
  });
});

describe('Forem: articles', () => {
  const one = async (members: object = {}) =>
    (await readAll(foremProvider, {}, [{ ...ARTICLE, ...members }])).articles[0]!;

  it('have all fields of the response', async () => {
    expect(await one()).to.deep.equal({
      id: '7',
      url: 'https://dev.to/ada/how-to',
      title: 'How to & <why>',
      excerpt: 'A short text.',
      image: { url: 'https://media.example/cover.jpg' },
      publisher: { name: 'dev.to', url: 'https://dev.to/' },
      authors: [{ name: 'Ada', url: 'https://dev.to/ada' }],
      published: '2025-06-03T10:15:00Z',
      updated: '2025-06-04T08:00:00Z',
      tags: ['webdev', 'css'],
      category: 'webdev',
    });
  });

  it('accept tags in one text', async () => {
    expect((await one({ tag_list: 'webdev, css', tags: ['css', 'html'] })).tags).to.deep.equal([
      'webdev',
      'css',
      'html',
    ]);
  });

  it('use the second picture as a fallback', async () => {
    expect((await one({ cover_image: null })).image).to.deep.equal({ url: 'https://media.example/social.jpg' });
  });

  it('have no date of change if they were not changed', async () => {
    expect(await one({ edited_at: null })).to.not.have.property('updated');
  });
});

describe('Forem: failures', () => {
  it('quote its message', async () => {
    expect((await failure(readAll(foremProvider, {}, { error: 'not found', status: 404 }))).message).to.contain(
      'not found',
    );
  });
});

describe('Forem: hostile answers', () => itSurvives(foremProvider, { tags: ['css'] }, [ARTICLE, ARTICLE]));
