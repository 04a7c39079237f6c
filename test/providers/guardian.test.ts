import { expect } from 'chai';
import { guardianProvider } from '../../src/providers/guardian.js';
import { ask, failed, failure, itSurvives, readAll } from '../support/replies.js';

const asked = { apiKey: 'k1' };
const api = (q: string, page = 1, size = 10) =>
  `https://content.guardianapis.com/search?${q}order-by=newest&page-size=${size}&page=${page}` +
  '&show-fields=thumbnail,trailText,byline,lastModified&show-tags=keyword,contributor&api-key=k1';

const RESULT = {
  id: 'world/2025/jun/03/talks',
  type: 'article',
  sectionName: 'World news',
  webPublicationDate: '2025-06-03T10:15:00Z',
  webTitle: 'Envoys resume talks & more',
  webUrl: 'https://www.theguardian.com/world/2025/jun/03/talks',
  fields: {
    thumbnail: 'https://media.example/abc/0_100_3000_1800/500.jpg',
    trailText: 'They met <strong>again</strong> &amp; agreed',
    byline: 'Ada Example in Oslo',
    lastModified: '2025-06-04T08:00:00Z',
  },
  tags: [
    { id: 'world/x', type: 'keyword', webTitle: 'Peace', webUrl: 'https://www.theguardian.com/world/x' },
    {
      id: 'profile/ada',
      type: 'contributor',
      webTitle: 'Ada Example',
      webUrl: 'https://www.theguardian.com/profile/ada',
    },
  ],
};
const found = (results: unknown[], pages = 1) => ({ response: { status: 'ok', pages, results } });

describe('Guardian: requests', () => {
  const request = async (members: object, q: string) => {
    const { addresses } = await ask(guardianProvider, { ...asked, ...members }, { [api(q)]: found([]) });
    expect(addresses).to.deep.equal([api(q)]);
  };

  it('requests all articles without a tag', () => request({}, ''));
  it('searches for a phrase', () => request({ tags: ['peace talks'] }, 'q="peace talks"&'));
  it('searches for any of several', () => request({ tags: ['peace talks', '"war"'] }, 'q="peace talks" OR "war"&'));
  it('searches for all of several', () => request({ tags: ['peace', 'war'], tagMatch: 'all' }, 'q="peace" AND "war"&'));

  it('reads pages of two hundred', async () => {
    const page = (from: number) => Array.from({ length: 200 }, (_, n) => ({ ...RESULT, id: `${from + n}` }));
    const replies = { [api('', 1, 200)]: found(page(0), 2), [api('', 2, 200)]: found(page(200), 2) };
    expect((await ask(guardianProvider, { ...asked, limit: 1000 }, replies)).feed.articles).to.have.length(400);
  });

  it('needs a key', async () => {
    const error = await failure(readAll(guardianProvider, {}, found([])));
    expect(error.code).to.equal('config');
    expect(error.message).to.contain('`api-key`');
  });
});

describe('Guardian: articles', () => {
  const one = async (members: object = {}) =>
    (await readAll(guardianProvider, asked, found([{ ...RESULT, ...members }]))).articles[0]!;

  it('have all fields of the response', async () => {
    expect(await one()).to.deep.equal({
      id: 'world/2025/jun/03/talks',
      url: RESULT.webUrl,
      title: 'Envoys resume talks & more',
      excerpt: 'They met again & agreed',
      image: { url: RESULT.fields.thumbnail, width: 500, height: 300 },
      publisher: { name: 'The Guardian', url: 'https://www.theguardian.com/' },
      authors: [{ name: 'Ada Example', url: 'https://www.theguardian.com/profile/ada' }],
      published: '2025-06-03T10:15:00Z',
      updated: '2025-06-04T08:00:00Z',
      tags: ['Peace'],
      category: 'World news',
      language: 'en',
    });
  });

  it('use the byline if no contributor is named', async () => {
    expect((await one({ tags: [] })).authors).to.deep.equal([{ name: 'Ada Example in Oslo' }]);
  });

  it('have no picture size if the URL does not contain it', async () => {
    const image = async (thumbnail: unknown) => (await one({ fields: { thumbnail } })).image;
    const [plain, empty] = ['https://media.example/a.jpg', 'https://media.example/0_0_0_0/500.jpg'];
    expect(await image(plain)).to.deep.equal({ url: plain });
    expect(await image(empty)).to.deep.equal({ url: empty });
    expect(await image({ toString: 1 })).to.equal(undefined);
  });
});

describe('Guardian: failures', () => {
  it('of the key are named', async () => {
    for (const status of [401, 403]) {
      const error = await failure(readAll(guardianProvider, asked, failed('http', status)));
      expect(error).to.include({ code: 'http', status });
      expect(error.message).to.contain('key');
    }
  });

  it('quote its message', async () => {
    const answer = { response: { status: 'error', message: 'page-size must be an integer' } };
    expect((await failure(readAll(guardianProvider, asked, answer))).message).to.contain(
      'page-size must be an integer',
    );
  });
});

describe('Guardian: hostile answers', () =>
  itSurvives(guardianProvider, { ...asked, tags: ['peace'] }, found([RESULT, RESULT], 2)));
