import { expect } from 'chai';
import { NewsError } from '../../src/model/error.js';
import { toFeed } from '../../src/model/feed.js';
import { feedProvider } from '../../src/providers/feed.js';
import type { ProviderQuery, ProviderResponse } from '../../src/providers/provider.js';
import { atom, entry, item, jsonFeed, rss } from '../support/feeds.js';

const REPLIES: Record<string, string> = {
  'https://paper.example/rss': rss(item('')),
  'https://paper.example/atom': atom(entry('')),
  'https://paper.example/feed.json': jsonFeed([{ id: 1, url: '/a', title: 'Title' }]),
  // Addresses that promise something else than they hold.
  'https://paper.example/atom.xml': rss(item('')),
  'https://paper.example/json': atom(entry('')),
  'https://paper.example/rss.xml': jsonFeed([{ id: 1, url: '/a', title: 'Title' }]),
};

const get = (url: string): Promise<ProviderResponse> => {
  const text = REPLIES[url];
  if (!text) return Promise.reject(new NewsError('http', `${url} answers 404.`, { status: 404 }));
  return Promise.resolve({ body: new TextEncoder().encode(text), contentType: 'text/plain', url });
};
const request = (src: string): ProviderQuery => ({ src, tags: [], tagMatch: 'any', limit: 30, apiKey: '' });

describe('the provider of feeds', () => {
  for (const url of Object.keys(REPLIES)) {
    it(`reads ${url} by content, not by URL`, async () => {
      const { articles } = toFeed(await feedProvider.read(request(url), get));
      expect(articles.map(({ title }) => title)).to.deep.equal(['Title']);
    });
  }

  it('requests the URL once', async () => {
    const asked: string[] = [];
    await feedProvider.read(request('https://paper.example/atom'), (url) => (asked.push(url), get(url)));
    expect(asked).to.deep.equal(['https://paper.example/atom']);
  });

  it('resolves links against the URL of the response', async () => {
    const relative = new TextEncoder().encode(rss(item('', 'a')));
    const moved = () => Promise.resolve({ body: relative, contentType: '', url: 'https://moved.example/news/' });
    const { articles } = toFeed(await feedProvider.read(request('https://paper.example/rss'), moved));
    expect(articles[0]!.url).to.equal('https://moved.example/news/a');
  });

  it('finds the charset in the header', async () => {
    const body = Uint8Array.from(rss('').replace('Paper', 'Caf\xe9'), (character) => character.charCodeAt(0));
    const reply = () =>
      Promise.resolve({ body, contentType: 'text/xml; charset=iso-8859-1', url: 'https://paper.example/' });
    expect((await feedProvider.read(request('https://paper.example/rss'), reply)).title).to.equal('Café');
  });

  it('passes on network errors', async () => {
    const error = await feedProvider
      .read(request('https://paper.example/missing'), get)
      .catch((reason: unknown) => reason);
    expect(error).to.be.an.instanceOf(NewsError).and.to.include({ code: 'http', status: 404 });
  });

  it('fails if the response is not a feed', async () => {
    const page = () =>
      Promise.resolve({
        body: new TextEncoder().encode('<html></html>'),
        contentType: 'text/html',
        url: 'https://paper.example/',
      });
    const error = await feedProvider
      .read(request('https://paper.example/rss'), page)
      .catch((reason: unknown) => reason);
    expect(error).to.be.an.instanceOf(NewsError).and.to.include({ code: 'format', source: 'https://paper.example/' });
  });
});
