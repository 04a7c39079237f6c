import { expect } from 'chai';
import { render } from 'lit';
import { articleCard } from '../../src/views/article-card.js';
import { cardAttributes } from '../../src/views/options.js';
import { parseAttributes } from '../../src/model/values.js';
import * as optionalViews from '../../src/views/authors-and-tags.js';
import { tellTime } from '../../src/views/time.js';

/** Returns the address of the picture in the card of such an article, on a page with such a scheme. */
function sourceOf(url: string, scheme: string): string | null {
  const stage = document.createElement('div');
  const article = { id: 'a', url: 'https://a.example/', title: 'A', authors: [], tags: [], image: { url } };
  const options = parseAttributes(cardAttributes, {}, () => {});
  const context = { locale: 'en', now: 0, scheme, headlineLevel: 3, optionalViews, tellTime };
  render(articleCard(article, { ...options, ...context }), stage);
  return stage.querySelector('img')!.getAttribute('src');
}

describe('pictures from http: addresses', () => {
  it('load over https: on https: pages', () => {
    expect(sourceOf('http://a.example/a.jpg', 'https:')).to.equal('https://a.example/a.jpg');
    expect(sourceOf('HTTP://a.example/a.jpg', 'https:')).to.equal('https://a.example/a.jpg');
  });

  it('are unchanged on other pages', () => {
    expect(sourceOf('http://a.example/a.jpg', 'http:')).to.equal('http://a.example/a.jpg');
    expect(sourceOf('http://a.example/a.jpg', 'file:')).to.equal('http://a.example/a.jpg');
  });

  it('are the only ones whose URL changes', () => {
    for (const address of ['https://a.example/a.jpg', 'https://cdn.example/?from=http://a.example/a.jpg']) {
      for (const scheme of ['https:', 'http:']) expect(sourceOf(address, scheme)).to.equal(address);
    }
  });
});
