import { expect } from 'chai';
import { requestKey, toRequest } from '../../src/model/request.js';

const BASE = 'https://site.example/news/index.html';

/** A request, and what was complained about. */
function requested(host: object, base: string | undefined = BASE) {
  const complaints: unknown[][] = [];
  const request = toRequest(host, (...complaint) => complaints.push(complaint), base);
  return { request, complaints };
}

describe('a request', () => {
  it('has defaults for missing properties', () => {
    const { request, complaints } = requested({});
    expect(request).to.deep.include({ tag: [], tagMatch: 'any', src: [], limit: 30 });
    expect(complaints).to.deep.equal([]);
  });

  it('has the values of the properties with the same names', () => {
    const host = {
      tag: 'peace negotiations, grain',
      tagMatch: 'all',
      src: 'https://paper.example/feed',
      limit: '7',
      timeout: '2s',
      layout: 'grid',
    };
    expect(requested(host).request).to.deep.include({
      tag: ['peace negotiations', 'grain'],
      tagMatch: 'all',
      src: ['https://paper.example/feed'],
      limit: 7,
      timeout: 2000,
    });
    expect(requested(host).request).not.to.have.property('layout');
  });

  it('resolves relative addresses against the page', () => {
    expect(requested({ src: 'feed.xml /feed.xml ?x //other.example/feed' }).request.src).to.deep.equal([
      'https://site.example/news/feed.xml',
      'https://site.example/feed.xml',
      'https://site.example/news/index.html?x',
      'https://other.example/feed',
    ]);
  });

  it('contains each URL once, in any notation', () => {
    expect(
      requested({ src: 'https://paper.example HTTPS://PAPER.example/ https://paper.example/' }).request.src,
    ).to.deep.equal(['https://paper.example/']);
  });

  it('accepts hashtags', () => {
    const tags = (tag: string | string[]) => toRequest({ tag }, expect.fail).tag;
    expect(tags('#climate')).to.deep.equal(['climate']);
    expect(tags(' # climate, #sea ice,＃気候,C#,#')).to.deep.equal(['climate', 'sea ice', '気候', 'C#']);
    expect(tags(['#Arts, Crafts', '#F#'])).to.deep.equal(['Arts, Crafts', 'F#']);
  });

  it('accepts an array of URLs', () => {
    expect(requested({ src: ['https://a.example/', ' https://b.example/ '] }).request.src).to.deep.equal([
      'https://a.example/',
      'https://b.example/',
    ]);
  });

  it('rejects URLs that can’t be a feed, and keeps the others', () => {
    const { request, complaints } = requested({
      src: 'javascript:alert(1) https://paper.example/ file:///a https://[ data:,x',
    });
    expect(request.src).to.deep.equal(['https://paper.example/']);
    expect(complaints.map(([name, value]) => [name, value])).to.deep.equal([
      ['src', 'javascript:alert(1)'],
      ['src', 'file:///a'],
      ['src', 'https://['],
      ['src', 'data:,x'],
    ]);
    expect(complaints[0]![2]).to.contain('http:').and.to.contain('https:');
  });

  it('rejects relative URLs without a page', () => {
    const complaints: unknown[] = [];
    expect(toRequest({ src: '/feed.xml' }, (name) => complaints.push(name)).src).to.deep.equal([]);
    expect(complaints).to.deep.equal(['src']);
  });
});

describe('the key of a request', () => {
  const keyOf = (host: object) => requestKey(requested(host).request);

  it('is equal for equal fetches', () => {
    const src = 'https://a.example/ https://b.example/';
    expect(keyOf({ src, tag: 'peace', limit: 5 })).to.equal(keyOf({ src, tag: 'grain', limit: 50, tagMatch: 'all' }));
  });

  it('differs for different fetches', () => {
    const keys = ['https://a.example/', 'https://b.example/', 'https://a.example/ https://b.example/', ''].map((src) =>
      keyOf({ src }),
    );
    expect(new Set(keys).size).to.equal(4);
  });
});
