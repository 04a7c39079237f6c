import { expect } from 'chai';
import { type NewsTagFeed, parseFeed } from '../../src/index.js';
import { clear, headlines, parts, put, reached, settled } from '../support/elements.js';
import { Network } from '../support/network.js';

/**
 * Harmful responses of sources, in every format that is read: each shows as text or not at all, and
 * runs nothing. That it is quick shows in the time that a test may take.
 */

const ran: string[] = [];
(window as unknown as { ran: (what: string) => void }).ran = (what) => void ran.push(what);

interface Story {
  title: string;
  url?: string;
  text?: string;
  image?: string;
  tags?: string[];
}

const xml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** The same stories in every shape; `attributes` of the element that reads it, `inside` it where that is where it stands. */
const SHAPES: Record<string, { attributes: string; write(stories: Story[]): string; isInside?: boolean }> = {
  RSS: {
    attributes: 'src="/hostile"',
    write: (stories) =>
      `<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>Paper</title>${stories
        .map(
          ({ title, url, text = '', image, tags = [] }) =>
            `<item><title>${xml(title)}</title><link>${xml(url ?? '')}</link><description>${xml(text)}</description>${
              image ? `<media:content medium="image" url="${xml(image)}"/>` : ''
            }${tags.map((tag) => `<category>${xml(tag)}</category>`).join('')}</item>`,
        )
        .join('')}</channel></rss>`,
  },
  Atom: {
    attributes: 'src="/hostile"',
    write: (stories) =>
      `<feed xmlns="http://www.w3.org/2005/Atom"><title>Paper</title>${stories
        .map(
          ({ title, url, text = '', tags = [] }, n) =>
            `<entry><id>${n}</id><title type="html">${xml(title)}</title><link href="${xml(url ?? '')}"/><summary type="html">${xml(text)}</summary>${tags
              .map((tag) => `<category term="${xml(tag)}"/>`)
              .join('')}</entry>`,
        )
        .join('')}</feed>`,
  },
  'JSON Feed': {
    attributes: 'src="/hostile.json"',
    write: (stories) =>
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: 'Paper',
        items: stories.map(({ title, url, text, image, tags }, id) => ({
          id,
          title,
          url,
          content_html: text,
          image,
          tags,
        })),
      }),
  },
  'any API': {
    attributes: 'provider="json" src="/hostile-api" map="items: data.list"',
    write: (stories) => JSON.stringify({ data: { list: stories } }),
  },
  'structured data': {
    attributes: 'provider="inline"',
    isInside: true,
    write: (stories) =>
      JSON.stringify(
        stories.map(({ title, url, text, image, tags }) => ({
          '@type': 'NewsArticle',
          headline: title,
          url,
          description: text,
          image,
          keywords: tags,
        })),
      ),
  },
};

const ELEMENTS = 'div header slot h1 h2 h3 b ul li article p a img span time button i'.split(' ');

let network: Network;
beforeEach(() => (network = new Network()));
afterEach(async () => {
  network.restore();
  ran.length = 0;
  await clear();
});

async function show(shape: string, body: string): Promise<NewsTagFeed> {
  const { attributes, isInside } = SHAPES[shape]!;
  const feed = put(
    `<news-tag-feed ${attributes} loading="eager" page-size="20" fields="image publisher time category excerpt authors tags"></news-tag-feed>`,
  );
  if (isInside) {
    const script = document.createElement('script');
    script.type = 'application/ld+json';
    script.text = body;
    feed.append(script);
  } else (await network.request(network.requests.length)).reply(body);
  await reached(feed, 'ready', 'empty', 'error');
  await settled();
  return feed;
}

/** Nothing but text in the elements that newsrack has, with links that lead to web pages. */
function expectHarmless(feed: NewsTagFeed): void {
  const all = [...feed.shadowRoot!.querySelectorAll('*')];
  expect(all.filter(({ localName }) => !ELEMENTS.includes(localName)).map(({ localName }) => localName)).to.be.empty;
  expect(all.flatMap((one) => one.getAttributeNames()).filter((name) => name.startsWith('on'))).to.be.empty;
  for (const link of feed.shadowRoot!.querySelectorAll('a')) expect(link.href).to.match(/^https?:\/\//);
  for (const image of feed.shadowRoot!.querySelectorAll('img')) expect(image.src).to.match(/^https?:\/\//);
  // eslint-disable-next-line no-control-regex
  expect(feed.shadowRoot!.textContent).not.to.match(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]/);
  expect(feed.shadowRoot!.textContent!.isWellFormed()).to.equal(true);
  expect(ran).to.be.empty;
  expect(({} as Record<string, unknown>).polluted).to.equal(undefined);
  expect(Object.keys(Object.prototype)).to.be.empty;
}

const url = (n: number) => `https://a.example/${n}`;

const STORIES: Record<string, Story[]> = {
  'scripts and handlers': [
    `<script>ran('script')</script>`,
    `<img src=x onerror="ran('handler')">`,
    `<svg/onload=ran('svg')>`,
    `&lt;script&gt;ran('escaped')&lt;/script&gt;`,
    `</title><script>ran('title')</script>`,
    `]]><script>ran('cdata')</script>`,
    `<a href="javascript:ran('link')">x</a>`,
    `<math><maction actiontype="statusline" xlink:href="javascript:ran('math')">x</maction></math>`,
  ].map((poison, n) => ({ title: `Story ${n} ${poison}`, url: url(n), text: `Text ${poison}`, tags: [poison, 'tag'] })),
  'addresses that run': [
    'javascript:ran(1)',
    'JaVaScRiPt:ran(2)',
    ' javascript:ran(3)',
    'java\nscript:ran(4)',
    'data:text/html,<script>parent.ran(5)</script>',
    'vbscript:x',
    'blob:https://a.example/x',
    'file:///etc/passwd',
    'https://user:password@a.example/',
    '//[',
    'https://',
    'http:///x',
  ].flatMap((address, n) => [
    { title: `Link ${n}`, url: address },
    { title: `Picture ${n}`, url: url(n), image: address },
  ]),
  'null bytes, control characters, bidi overrides, broken surrogates': [
    { title: 'A\0B\u0001C\u0085D', url: url(1), text: '\0'.repeat(100) + 'text' },
    { title: '\u202eGnorw\u202c \u2066hidden\u2069', url: url(2), tags: ['\u202etag'] },
    { title: 'Half \ud800 a pair \udc00', url: url(3), text: '\ud800' },
    { title: '\ufeff\u200b\u00ad', url: url(4) },
  ],
  'a title of a megabyte': [
    { title: 'word '.repeat(200_000), url: url(1) },
    { title: 'a'.repeat(500_000), url: url(2) },
    { title: 'Story', url: url(3) },
  ],
  'names that objects inherit': ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype'].map(
    (name, n) => ({
      title: name,
      url: url(n),
      text: name,
      tags: [name],
    }),
  ),
  'five thousand items': Array.from({ length: 5000 }, (_, n) => ({ title: `Story ${n}`, url: url(n) })),
  'five thousand equal items': Array.from({ length: 5000 }, () => ({ title: 'Story', url: url(1), tags: ['x'] })),
};

for (const shape of Object.keys(SHAPES)) {
  describe(shape, () => {
    for (const [what, stories] of Object.entries(STORIES)) {
      it(`with ${what}`, async () => {
        const feed = await show(shape, SHAPES[shape]!.write(stories));
        expect(feed.status).to.equal('ready');
        expect(headlines(feed)).not.to.be.empty;
        expectHarmless(feed);
        parts(feed, 'tag')
          .slice(0, 3)
          .forEach((tag) => tag.click());
        await feed.updateComplete;
        expectHarmless(feed);
      });
    }
  });
}

describe('XML', () => {
  for (const [what, body] of Object.entries({
    'an entity bomb': `<!DOCTYPE rss [<!ENTITY a "lol">${Array.from({ length: 20 }, (_, n) => `<!ENTITY a${n} "${`&a${n ? n - 1 : ''};`.repeat(10)}">`).join('')}]><rss version="2.0"><channel><item><title>&a19;</title><link>https://a.example/</link></item></channel></rss>`,
    'an entity of another file': `<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y SYSTEM "/secret">]><rss version="2.0"><channel><item><title>T &x;&y;</title><link>https://a.example/</link></item></channel></rss>`,
    'deep nesting': `<rss version="2.0"><channel>${'<a>'.repeat(100_000)}<item><title>T</title><link>https://a.example/</link></item>`,
    'deep nesting in an item': `<rss version="2.0"><channel><item><title>T</title><link>https://a.example/</link><description>${'<b>'.repeat(100_000)}x</description></item></channel></rss>`,
    'open brackets without end': `<rss version="2.0"><channel><item><title>T</title><link>https://a.example/</link></item>${'<'.repeat(500_000)}`,
    'an attribute without end': `<rss version="2.0"><channel><item><title>T</title><link>https://a.example/</link></item><a ${'x="'.repeat(200_000)}`,
    'a comment without end': `<rss version="2.0"><channel><item><title>T</title><link>https://a.example/</link></item>${'<!--'.repeat(200_000)}`,
    'ampersands without end': `<rss version="2.0"><channel><item><title>T ${'&'.repeat(500_000)}</title><link>https://a.example/</link></item></channel></rss>`,
    'a style sheet to fetch': `<?xml-stylesheet href="/evil.xsl" type="text/xsl"?><rss version="2.0"><channel><item><title>T</title><link>https://a.example/</link></item></channel></rss>`,
  })) {
    it(`with ${what}`, async () => {
      const feed = await show('RSS', body);
      expectHarmless(feed);
      expect(network.requests).to.have.length(1);
      expect(feed.shadowRoot!.textContent!.length).to.be.lessThan(10_000);
    });
  }

  it('with a hundred thousand items gives the first thousand', () => {
    const items = Array.from(
      { length: 100_000 },
      (_, n) => `<item><title>T${n}</title><link>https://a.example/${n}</link></item>`,
    );
    const body = `<rss version="2.0"><channel>${items.join('')}</channel></rss>`;
    expect(parseFeed({ body, url: 'https://a.example/feed' }).articles).to.have.length(1000);
  });
});

describe('JSON', () => {
  const pollution = `{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"title":"T","url":"https://a.example/","headline":"T","@type":"NewsArticle"}`;
  const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
  const bodies: Record<string, Record<string, string>> = {
    'JSON Feed': {
      pollution: `{"__proto__":{"polluted":1},"version":"https://jsonfeed.org/version/1.1","title":"P","items":[${pollution.replace('{', '{"id":"1",')}]}`,
      'deep nesting': `{"version":"https://jsonfeed.org/version/1.1","title":"P","items":[${deep(5000)}]}`,
    },
    'any API': {
      pollution: `{"__proto__":{"polluted":1},"data":{"__proto__":{"list":[1]},"list":[${pollution}]}}`,
      'deep nesting': `{"data":{"list":${deep(5000)}}}`,
    },
    'structured data': { pollution: `[${pollution}]`, 'deep nesting': deep(5000) },
  };
  for (const [shape, cases] of Object.entries(bodies)) {
    for (const [what, body] of Object.entries(cases)) {
      it(`${shape} with ${what}`, async () => expectHarmless(await show(shape, body)));
    }
  }

  it('of structured data with twenty thousand items', async () => {
    const stories = Array.from({ length: 20_000 }, (_, n) => ({ title: `Story ${n}`, url: url(n) }));
    const feed = await show('structured data', SHAPES['structured data']!.write(stories));
    expect(headlines(feed)).to.have.length(20);
    expectHarmless(feed);
  });
});

it('an owner’s map of any shape pollutes no prototype', async () => {
  for (const map of [
    '__proto__: a, items: __proto__.x',
    'items: constructor.prototype',
    '{"__proto__":{"polluted":1},"items":"a"}',
  ]) {
    const feed = put('<news-tag-feed provider="json" src="/api" loading="eager"></news-tag-feed>');
    feed.map = map;
    const index = network.requests.length;
    await Promise.race([network.request(index), reached(feed, 'error')]);
    network.requests[index]?.reply('{"a":[{"title":"T","url":"https://a.example/"}]}');
    await reached(feed, 'ready', 'empty', 'error');
    expectHarmless(feed);
    await clear();
  }
});
