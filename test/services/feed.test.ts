import { expect } from 'chai';
import { loadFeed } from '../../src/feed/load-feed.js';
import { failure } from '../support/replies.js';
import { inEachTest, requestsSeen, useServices } from '../support/services.js';

const OPEN = 'https://feeds.tidewater.example';
const PUBLISHER = 'https://www.tidewater.example';
const SLUG = 'envoys-resume-peace-negotiations-in-port-avery-officials-say-0';

inEachTest();

describe('Feeds that every origin may read', () => {
  for (const path of ['/rss.xml', '/rdf.xml', '/atom.xml', '/feed.json']) {
    it(`${path}: returns its articles with one request`, async () => {
      const { articles, title } = await loadFeed({ src: OPEN + path, limit: 100 });
      expect(await requestsSeen()).to.have.length(1);
      expect(title).to.equal('Tidewater Post');
      expect(articles).to.have.length(60);
      expect(articles[0]).to.deep.include({
        url: `${OPEN}/${SLUG}`,
        title: 'Envoys resume peace negotiations in Port Avery, officials say',
        excerpt:
          'The peace negotiations in Port Avery went on until late in the evening; both delegations spoke of a fair exchange.',
        authors: [{ name: 'Ada Marsh' }],
        published: '2025-06-03T10:15:00Z',
        tags: ['World', 'Peace negotiations', 'Port Avery'],
      });
      expect(articles[3]!.authors).to.deep.equal([{ name: 'Dana O’Leary & Sons' }]);
    });

    it(`${path}: returns only articles about a tag`, async () => {
      const { articles } = await loadFeed({ src: OPEN + path, tag: 'cafe society', limit: 100 });
      expect(articles).to.have.length(3);
      for (const { tags } of articles) expect(tags).to.include('Café society');
    });

    it(`${path}: may be empty`, async () => {
      useServices('nothing');
      expect((await loadFeed({ src: OPEN + path })).articles).to.deep.equal([]);
    });

    it(`${path}: is an error, not empty, if its items have another shape`, async () => {
      useServices('changed');
      expect((await failure(loadFeed({ src: OPEN + path }))).code).to.equal('format');
    });
  }

  it('are read after a redirect, with links relative to the new URL', async () => {
    const { articles } = await loadFeed({ src: `${OPEN}/moved.xml`, limit: 1 });
    expect(articles[0]!.url).to.equal(`${OPEN}/${SLUG}`);
    expect((await requestsSeen()).map(({ status }) => status)).to.deep.equal([301, 200]);
  });

  it('fail if they redirect to a host without CORS headers', async () => {
    expect((await failure(loadFeed({ src: `${OPEN}/lost.xml` }))).code).to.equal('network');
  });

  it('are distinguished from web pages and from each other by content', async () => {
    expect(await failure(loadFeed({ src: `${OPEN}/none.xml` }))).to.include({ code: 'http', status: 404 });
    useServices('html');
    expect((await failure(loadFeed({ src: `${OPEN}/rss.xml` }))).code).to.equal('format');
  });

  it('that end too early give their complete items', async () => {
    useServices('truncated');
    const { articles, dropped } = await loadFeed({ src: `${OPEN}/atom.xml`, limit: 100 });
    expect(articles.length).to.be.within(20, 40);
    expect(dropped).to.deep.equal([{ index: articles.length, reason: 'cut off' }]);
  });
});

describe('Feeds of publishers', () => {
  it('can’t be read, and the owner learns why', async () => {
    const error = await failure(loadFeed({ src: `${PUBLISHER}/rss.xml` }));
    expect(error.code).to.equal('network');
    expect(error.message).to.contain('CORS');
    expect((await requestsSeen())[0]).to.include({ status: 200, isComplete: true });
  });

  it('do not affect the others', async () => {
    const { articles } = await loadFeed({ src: [`${PUBLISHER}/rss.xml`, `${OPEN}/rss.xml`], limit: 5 });
    expect(articles).to.have.length(5);
  });
});
