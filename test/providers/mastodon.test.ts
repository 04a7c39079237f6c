import { expect } from 'chai';
import { mastodonProvider } from '../../src/providers/mastodon.js';
import { ask, failed, failure, itSurvives, readAll } from '../support/replies.js';

const SRC = 'https://social.example/';
const api = (tag: string, rest = '') => `${SRC}api/v1/timelines/tag/${tag}?limit=40${rest}`;

const CARD = {
  url: 'https://paper.example/talks',
  title: 'Envoys resume talks & <more>',
  description: 'They met again.',
  type: 'link',
  authors: [{ name: 'Ada', url: 'https://paper.example/ada', account: null }],
  author_name: 'Ada',
  provider_name: 'The Paper',
  provider_url: '',
  image: 'https://social.example/a.jpg',
  image_description: 'Two envoys',
  width: 800,
  height: 400,
  published_at: '2025-06-03T10:15:00.000Z',
  language: 'en',
};
const STATUS = {
  id: '900',
  created_at: '2025-06-03T12:00:00.000Z',
  in_reply_to_id: null,
  sensitive: false,
  spoiler_text: '',
  content: '<p>Look</p>',
  account: { username: 'bo' },
  tags: [{ name: 'peace' }, { name: 'news' }],
  card: CARD,
};
const asked = { src: SRC, tags: ['peace'] };

describe('Mastodon: requests', () => {
  it('requests a hashtag without spaces', async () => {
    const url = api('peacenegotiations');
    const { feed, addresses } = await ask(
      mastodonProvider,
      { src: SRC, tags: ['Peace negotiations'] },
      { [url]: [STATUS] },
    );
    expect(addresses).to.deep.equal([url]);
    expect(feed.articles).to.have.length(1);
  });

  it('requests any or all of several', async () => {
    const any = api('peace', '&any[]=war&any[]=ceasefire');
    const tags = ['#peace', 'war', 'cease-fire'];
    expect((await ask(mastodonProvider, { src: SRC, tags }, { [any]: [] })).addresses).to.deep.equal([any]);
    const all = any.replaceAll('any', 'all');
    expect((await ask(mastodonProvider, { src: SRC, tags, tagMatch: 'all' }, { [all]: [] })).addresses).to.deep.equal([
      all,
    ]);
  });

  it('needs a tag and a server', async () => {
    for (const wrong of [{ src: SRC }, { tags: ['peace'] }, { src: SRC, tags: ['#'] }]) {
      expect((await failure(readAll(mastodonProvider, wrong, []))).code).to.equal('config');
    }
  });

  it('continues below the last post until there are enough, at most three times', async () => {
    const page = (from: number, card: unknown) =>
      Array.from({ length: 40 }, (_, n) => ({ ...STATUS, id: `${from - n}`, card: n < 10 ? card : null }));
    const replies = {
      [api('peace')]: page(900, CARD),
      [api('peace', '&max_id=861')]: page(860, CARD),
      [api('peace', '&max_id=821')]: page(820, CARD),
    };
    const many = await ask(mastodonProvider, { ...asked, limit: 100 }, replies);
    expect(many.addresses).to.deep.equal(Object.keys(replies));
    expect(many.feed.articles).to.have.length(30);
    const few = await ask(mastodonProvider, { ...asked, limit: 15 }, replies);
    expect(few.addresses).to.have.length(2);
    expect(few.feed.articles).to.have.length(15);
  });
});

describe('Mastodon: posts', () => {
  const count = async (members: object) =>
    (await readAll(mastodonProvider, asked, [{ ...STATUS, ...members }])).articles.length;

  it('without a card, with a warning, or in reply are left out', async () => {
    expect(await count({})).to.equal(1);
    for (const members of [
      { card: null },
      { card: { ...CARD, url: '' } },
      { sensitive: true },
      { spoiler_text: 'War' },
      { in_reply_to_id: '1' },
    ]) {
      expect(await count(members), JSON.stringify(members)).to.equal(0);
    }
  });
});

describe('Mastodon: articles', () => {
  const one = async (card: object = {}) =>
    (await readAll(mastodonProvider, asked, [{ ...STATUS, card: { ...CARD, ...card } }])).articles[0]!;

  it('have all fields of their card', async () => {
    expect(await one()).to.deep.equal({
      id: '900',
      url: 'https://paper.example/talks',
      title: 'Envoys resume talks & <more>',
      excerpt: 'They met again.',
      image: { url: 'https://social.example/a.jpg', alt: 'Two envoys', width: 800, height: 400 },
      publisher: { name: 'The Paper' },
      authors: [{ name: 'Ada', url: 'https://paper.example/ada' }],
      published: '2025-06-03T10:15:00Z',
      tags: ['peace', 'news'],
      language: 'en',
    });
  });

  it('have the date of the post as first sight if no date of publication is known', async () => {
    const article = await one({ published_at: null });
    expect(article).to.include({ seen: '2025-06-03T12:00:00Z' }).and.not.have.property('published');
  });

  it('have the host as publisher, and the author’s name of older servers', async () => {
    const { publisher, authors } = await one({ provider_name: '', authors: undefined });
    expect(publisher).to.deep.equal({ name: 'paper.example', url: 'https://paper.example/' });
    expect(authors).to.deep.equal([{ name: 'Ada' }]);
  });

  it('may lack a picture', async () => {
    expect(await one({ image: null, width: 0, height: 0 })).to.not.have.property('image');
  });
});

describe('Mastodon: failures', () => {
  it('of closed servers are named', async () => {
    for (const status of [401, 422]) {
      const error = await failure(readAll(mastodonProvider, asked, failed('http', status)));
      expect(error).to.include({ code: 'http', status });
      expect(error.message).to.contain('members only');
    }
  });

  it('quote the message of the server', async () => {
    expect((await failure(readAll(mastodonProvider, asked, { error: 'Record not found' }))).message).to.contain(
      'Record not found',
    );
  });
});

describe('Mastodon: hostile answers', () => itSurvives(mastodonProvider, asked, [STATUS, STATUS]));
