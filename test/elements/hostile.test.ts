import { expect } from 'chai';
import { clear, headlines, parts, put, reached, settled } from '../support/elements.js';
import { Network } from '../support/network.js';

/** Everything here would call this if any of it ran. */
const ran: string[] = [];
(window as unknown as { ran: (what: string) => void }).ran = (what) => void ran.push(what);

const POISON = [
  `<script>ran('script')</script>`,
  `<img src="x" onerror="ran('onerror')">`,
  `<svg onload="ran('svg')"><script>ran('svg script')</script></svg>`,
  `<a href="javascript:ran('link')">click</a>`,
  `<iframe srcdoc="&lt;script&gt;parent.ran('iframe')&lt;/script&gt;"></iframe>`,
  `<style>*{display:none!important}</style>`,
  `"><script>ran('quote')</script>`,
  `'-ran('attribute')-'`,
  `\${ran('template')}`,
  `{{ran('mustache')}}`,
  `<template><script>ran('template')</script></template>`,
  `<math><mi xlink:href="javascript:ran('math')">x</mi></math>`,
];

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const item = (poison: string, n: number, write: (text: string) => string) => `<item>
  <title>${write(`Story ${n} ${poison}`)}</title><link>https://a.example/${n}</link>
  <description>${write(`Text ${poison}`)}</description><category>${write(`Tag ${poison}`)}</category>
  <author>${write(poison)}</author><media:content medium="image" url="${escaped(`https://a.example/${n}.svg#${poison}`)}"><media:description>${write(poison)}</media:description></media:content>
</item>`;

const document_ = (write: (text: string) => string) =>
  `<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>${write(POISON[0]!)}</title><link>javascript:ran('home')</link>
  ${POISON.map((poison, n) => item(poison, n, write)).join('')}
  <item><title>Bad link</title><link>javascript:ran('item')</link></item>
  <item><title>Bad data</title><link>data:text/html,&lt;script&gt;parent.ran('data')&lt;/script&gt;</link></item>
  <item><title>Bad picture</title><link>https://a.example/picture</link><enclosure type="image/png" url="javascript:ran('picture')"/></item>
  </channel></rss>`;

const writings: Record<string, (text: string) => string> = {
  'escaped once': escaped,
  'escaped twice': (text) => escaped(escaped(text)),
  'in CDATA': (text) => `<![CDATA[${text}]]>`,
  'bare in the XML': (text) => text,
};

const ELEMENTS = 'div header slot h1 h2 h3 b ul li article p a img span time button'.split(' ');

afterEach(clear);

for (const [how, write] of Object.entries(writings)) {
  it(`a feed full of markup, ${how}, shows as text and runs nothing`, async () => {
    const network = new Network();
    try {
      const feed = put(
        '<news-tag-feed src="/x.xml" page-size="50" fields="image publisher time category excerpt authors tags"></news-tag-feed>',
      );
      (await network.request()).reply(document_(write));
      await reached(feed, 'ready');
      await settled();
      expect(headlines(feed).length).to.be.greaterThan(10);
      const all = [...feed.shadowRoot!.querySelectorAll('*')];
      expect(all.filter(({ localName }) => !ELEMENTS.includes(localName))).to.be.empty;
      const handlers = all.flatMap((element) => element.getAttributeNames().filter((name) => name.startsWith('on')));
      expect(handlers).to.be.empty;
      for (const link of parts(feed, 'link') as HTMLAnchorElement[]) expect(link.protocol).to.equal('https:');
      for (const image of parts(feed, 'image') as HTMLImageElement[]) expect(image.src).to.match(/^https:/);
      parts(feed, 'tag').forEach((tag) => tag.click());
      await feed.updateComplete;
      await settled();
      expect(ran).to.be.empty;
    } finally {
      network.restore();
    }
  });
}

it('hostile articles and attributes of the page run nothing', async () => {
  const feed = put('<news-tag-feed></news-tag-feed>');
  feed.heading = POISON.join('');
  feed.tag = POISON;
  feed.articles = [{ url: 'https://a.example/', title: POISON.join(''), excerpt: POISON.join(''), tags: POISON }];
  await reached(feed, 'ready');
  const card = put<HTMLElementTagNameMap['news-article-card']>('<news-article-card></news-article-card>');
  Object.assign(card, { href: `javascript:ran('card')`, headline: POISON[0] });
  const promo = put<HTMLElementTagNameMap['news-app-promo']>('<news-app-promo></news-app-promo>');
  Object.assign(promo, { heading: POISON[1], appStore: `javascript:ran('promo')`, googlePlay: 'data:text/html,x' });
  await Promise.all([card.updateComplete, promo.updateComplete]);
  await settled();
  expect(parts(card, 'link')).to.be.empty;
  expect(parts(promo, 'button')).to.be.empty;
  expect(feed.shadowRoot!.querySelector('script, iframe, svg, template, style')).to.equal(null);
  expect(ran).to.be.empty;
});
