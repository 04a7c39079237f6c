import { expect } from 'chai';
import fc from 'fast-check';
import { storiesOfPage, storyKeys, withoutStories } from '../../src/select/page-dedupe.js';
import { withoutSameLinks } from '../../src/select/repeats.js';
import type { Article } from '../../src/model/article.js';

let count = 0;
const article = (members: Partial<Article> = {}): Article => ({
  id: `id-${++count}`,
  url: `https://paper.example/${count}`,
  title: `Title ${count}`,
  authors: [],
  tags: [],
  ...members,
});

/** A page with this in its head. */
function page(head: string): Document {
  const made = new DOMParser().parseFromString(`<base href="https://paper.example/news/">${head}`, 'text/html');
  return made;
}
const HERE = { href: 'https://paper.example/news/storm?utm_source=mail#top' };

/** Returns whether a page leaves this out as its own story. */
const isOwn = (url: string, head = '', location = HERE) =>
  withoutStories([article({ url })], storiesOfPage(page(head), location)).length === 0;

describe('stories that are on the page already', () => {
  it('are left out by link and by headline', () => {
    const shown = article({ url: 'https://paper.example/a', title: 'Storm over Lindau' });
    const taken = new Set(storyKeys(shown));
    const other = article();
    const articles = [
      article({ url: 'http://www.paper.example/a/?utm_source=rss' }),
      article({ title: 'STORM over “Lindau”!' }),
      other,
    ];
    expect(withoutStories(articles, taken)).to.deep.equal([other]);
  });

  it('do not change the given list and set', () => {
    const articles = [article(), article()];
    const taken = new Set(storyKeys(articles[0]!));
    const before = structuredClone([articles, taken]);
    withoutStories(articles, taken);
    expect([articles, taken]).to.deep.equal(before);
  });

  it('are not found by headlines without words', () => {
    expect(withoutStories([article({ title: '🎉' })], new Set(storyKeys(article({ title: '🎉' }))))).to.have.length(1);
  });

  it('are recognised like repeats', () => {
    const urls = fc.constantFrom('https://a.example/1', 'http://www.a.example/1/', 'https://b.example/1', 'https://[');
    const any = fc.record({
      url: urls,
      title: fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('Storm', 'stórm!', '🎉')),
    });
    fc.assert(
      fc.property(any, any, (one, other) => {
        const [first, second] = [article(one), article(other)];
        const isRepeat = withoutSameLinks([first, second]).length === 1;
        expect(withoutStories([second], new Set(storyKeys(first))).length === 0).to.equal(isRepeat);
      }),
    );
  });
});

describe("the page's own story", () => {
  it('is at the address of the page', () => {
    expect(isOwn('https://www.paper.example/news/storm/')).to.equal(true);
    expect(isOwn('https://paper.example/news/flood')).to.equal(false);
    expect(isOwn('https://paper.example/news/')).to.equal(false);
  });

  it('is at its canonical address', () => {
    expect(isOwn('https://other.example/storm', '<link rel="canonical" href="https://other.example/storm">')).to.equal(
      true,
    );
    expect(isOwn('https://paper.example/storm', '<link rel="CANONICAL nofollow" href="/storm">')).to.equal(true);
    expect(isOwn('https://paper.example/storm', '<link rel="alternate" href="/storm">')).to.equal(false);
  });

  it('is at the address in its Open Graph data', () => {
    expect(
      isOwn('https://paper.example/storm', '<meta property="og:url" content="https://paper.example/storm?fbclid=1">'),
    ).to.equal(true);
    expect(
      isOwn('https://paper.example/storm', '<meta property="og:image" content="https://paper.example/storm">'),
    ).to.equal(false);
  });

  it('is at all of these addresses', () => {
    const head =
      '<link rel="canonical" href="/a"><link rel="canonical" href="/b"><meta property="og:url" content="/c">';
    for (const path of ['/a', '/b', '/c', '/news/storm'])
      expect(isOwn(`https://paper.example${path}`, head)).to.equal(true);
  });

  it('is not at an empty or invalid address', () => {
    const head = `<link rel="canonical"><link rel="canonical" href=""><link rel="canonical" href="https://[">
      <meta property="og:url"><meta property="og:url" content=" ">`;
    expect([...storiesOfPage(page(head), HERE)]).to.deep.equal([...storiesOfPage(page(''), HERE)]);
    expect(isOwn('https://paper.example/news/', head)).to.equal(false);
  });

  it('is nowhere, in a page without an address', () => {
    expect(isOwn('https://paper.example/news/storm', '', { href: 'about:srcdoc' })).to.equal(false);
    expect(isOwn('https://paper.example/', '', { href: 'about:blank' })).to.equal(false);
  });

  it('is found in the real document', () => {
    expect(storiesOfPage(document, location).size).to.be.at.least(1);
  });
});
