import { expect } from 'chai';
import { loadFeed, type LoadFeedOptions } from '../../src/feed/load-feed.js';
import { settings } from '../../src/network/settings.js';
import { failure } from '../support/replies.js';
import { addressesSeen, inEachTest, reset, useServices } from '../support/services.js';

const API = 'https://api.gdeltproject.org/api/v2/doc/doc';

const load = (options: LoadFeedOptions = {}) => loadFeed({ provider: 'gdelt', tag: 'peace negotiations', ...options });

inEachTest();

it('requests a phrase once, and returns the articles', async () => {
  const { articles, attribution } = await load({ limit: 10 });
  expect(await addressesSeen()).to.deep.equal([
    `${API}?query="peace negotiations"&mode=artlist&format=json&maxrecords=20&timespan=7d&sort=datedesc`,
  ]);
  expect(attribution).to.deep.equal({ name: 'GDELT', url: 'https://www.gdeltproject.org/' });
  expect(articles).to.have.length(10);
  const url = 'https://harbour-gazette.example/envoys-resume-peace-negotiations-in-port-avery-officials-say-0';
  expect(articles[0]).to.deep.equal({
    id: url,
    url,
    title: 'Envoys resume peace negotiations in Port Avery, officials say',
    image: { url: 'https://pictures.example/envoys-resume-peace-negotiations-in-port-avery-officials-say-0.jpg' },
    publisher: { name: 'harbour-gazette.example', url: 'https://harbour-gazette.example/' },
    authors: [],
    seen: '2025-06-03T10:15:00Z',
    tags: [],
    language: 'en',
  });
});

it('removes spaces around punctuation', async () => {
  const { articles } = await load({ limit: 15, tag: 'Port Avery, Norlund' });
  expect(articles.map(({ title }) => title)).to.include.members([
    'What comes after the talks in Port Avery?',
    'Eight-hour session in Port Avery ends without a treaty',
    'Delegations in Port Avery agree on 1,200 observers',
    'Ceasefire lines drawn near Port Avery: who gains, who loses',
    'Both sides leave Port Avery with a draft (and doubts)',
    "Mediator's diary: a week of silence in Port Avery",
    'No handshake in Port Avery, but a date for the next round',
  ]);
});

it('shows the story of an agency once', async () => {
  const { articles } = await load({ limit: 30 });
  expect(articles.filter(({ title }) => title.startsWith('Envoys resume'))).to.have.length(2);
  expect(new Set(articles.map(({ title }) => title)).size).to.equal(30);
});

it('requests at most its maximum', async () => {
  expect((await load({ limit: 1000 })).articles).to.have.length(248);
  expect((await addressesSeen()).join()).to.contain('maxrecords=250');
});

it('returns an empty result without failing', async () => {
  expect((await load({ tag: 'zeppelins' })).articles).to.deep.equal([]);
});

describe('GDELT queries', () => {
  const rejection = async (query: string) => {
    const response = await settings.fetch!(`${API}?mode=artlist&format=json&query=${encodeURIComponent(query)}`);
    return response.headers.get('content-type') === 'text/html; charset=utf-8' ? response.text() : undefined;
  };

  it('are rejected like by the real service', async () => {
    for (const [query, words] of [
      ['"Iran"', 'phrase is too short'],
      ['self-driving', 'illegal character'],
      ['peace OR war', 'surrounded by ()'],
      ['(peace)', 'Parentheses may only'],
      ['x', 'too short or too long'],
      ['word '.repeat(51), 'too short or too long'],
      ['peace sourcecountry:atlantis', 'Unsupported Country'],
    ] as const) {
      expect(await rejection(query), query).to.contain(words);
    }
    for (const query of [
      'Iran',
      '"self-driving"',
      '"U.S."',
      '(peace OR "peace negotiations")',
      '"a b" sourcelang:english',
    ]) {
      expect(await rejection(query), query).to.equal(undefined);
    }
  });

  it('are written so that none is rejected', async () => {
    for (const options of [
      { tag: 'Iran' },
      { tag: 'AI' },
      { tag: 'self-driving' },
      { tag: 'U.S.' },
      { tag: 'peace negotiations' },
      { tag: '"peace" (negotiations), ' },
      { tag: 'AT&T' },
      { tag: 'Port Avery, Norlund, Iran, self-driving' },
      { tag: 'Port Avery, Norlund, Iran, self-driving', tagMatch: 'all' as const },
      { tag: 'Port Avery: who, or what?' },
      { tag: Array.from({ length: 40 }, (_none, index) => `place number ${index}`) },
    ]) {
      reset();
      expect(await load(options), JSON.stringify(options)).to.have.property('articles');
    }
  });

  it('find any or all of several', async () => {
    const count = async (tagMatch: 'any' | 'all') => {
      reset();
      return (await load({ tag: 'Gardening, Port Avery', tagMatch, limit: 100 })).articles.length;
    };
    expect([await count('any'), await count('all')]).to.deep.equal([51, 4]);
  });
});

describe('GDELT answers', () => {
  it('are read with invalid escapes', async () => {
    useServices('illegal-escapes');
    const { articles } = await load({ limit: 5 });
    expect(articles).to.have.length(5);
    expect(articles[0]!.title).to.equal(
      String.raw`Envoys resume peace negotiations in Port Avery, officials say \'soon\' in C:\docs`,
    );
  });

  it('in plain text are refusals, with any status', async () => {
    useServices('rejected');
    const refused = await failure(load());
    expect(refused.code).to.equal('config');
    expect(refused.message).to.contain('The specified phrase is too short');
    for (const scenario of ['throttled-text', '429+cors']) {
      reset();
      useServices(scenario);
      expect((await failure(load())).code, scenario).to.equal('throttled');
    }
  });

  it('that refuse a request may look like a failed network, and start a cool-down', async () => {
    useServices('429');
    const first = await failure(load());
    expect(first.code).to.equal('network');
    expect(first.message).to.contain('too busy');
    useServices('ok');
    const second = await failure(load());
    expect(second.code).to.equal('throttled');
    expect(second.retryAfter).to.be.within(200, 400);
    expect(await addressesSeen()).to.have.length(1);
  });
});
