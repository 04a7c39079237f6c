import { expect } from 'chai';
import type { NewsTagFeed } from '../../src/index.js';
import { settings } from '../../src/network/settings.js';
import { clear, headlines, logged, parts, put, reached, settled } from '../support/elements.js';
import { item, rss } from '../support/feeds.js';
import { Network } from '../support/network.js';

/** Harm by quantity or depth: elements come to a final status, and show what they can. */

let network: Network;
beforeEach(() => (network = new Network()));
afterEach(async () => {
  network.restore();
  settings.storage = undefined;
  await clear();
});

/** An element with its final status, and what was said on the way. */
async function show(attributes: string, body: string): Promise<{ feed: NewsTagFeed; said: string[] }> {
  let feed!: NewsTagFeed;
  const said = await logged(async () => {
    feed = put(`<news-tag-feed ${attributes} loading="eager"></news-tag-feed>`);
    if (attributes.includes('inline')) {
      const script = document.createElement('script');
      script.type = 'application/ld+json';
      script.text = body;
      feed.append(script);
    } else (await network.request()).reply(body);
    await reached(feed, 'ready', 'empty', 'error');
    await settled();
  });
  return { feed, said };
}

const address = (n: number) => `https://a.example/${n}`;
const times = <T>(count: number, write: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => write(n));

/** The least that each shape needs for an article, so that as many as can be fit into what is read of an answer. */
const LONG: Record<string, { attributes: string; write(count: number): string }> = {
  RSS: {
    attributes: 'src="/x"',
    write: (count) => rss(times(count, (n) => `<item><title>T${n}</title><link>${address(n)}</link></item>`).join('')),
  },
  Atom: {
    attributes: 'src="/x"',
    write: (count) =>
      `<feed xmlns="http://www.w3.org/2005/Atom">${times(count, (n) => `<entry><title>T${n}</title><link href="${address(n)}"/></entry>`).join('')}</feed>`,
  },
  'JSON Feed': {
    attributes: 'src="/x.json"',
    write: (count) =>
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: 'P',
        items: times(count, (n) => ({ id: n, title: `T${n}`, url: address(n) })),
      }),
  },
  'any API': {
    attributes: 'provider="json" src="/x.api"',
    write: (count) => JSON.stringify(times(count, (n) => ({ title: `T${n}`, url: address(n) }))),
  },
};

for (const [shape, { attributes, write }] of Object.entries(LONG)) {
  it(`${shape} with a hundred thousand items is rejected as too large`, async () => {
    const { feed, said } = await show(attributes, write(100_000));
    expect(feed.error?.code).to.equal('too-large');
    expect(parts(feed, 'message')).not.to.be.empty;
    expect(said).to.have.length(1);
  });

  it(`${shape} of the maximum size shows the first page`, async () => {
    const { feed, said } = await show(attributes, write(25_000));
    expect(headlines(feed)).to.have.length(10);
    expect(feed.feed!.articles).to.have.length(30);
    expect(said).to.be.empty;
  });
}

it('structured data of thousands of items is read only once', async () => {
  const body = JSON.stringify(times(2000, (n) => ({ '@type': 'NewsArticle', headline: `T${n}`, url: address(n) })));
  const { parse } = JSON;
  let read = 0;
  JSON.parse = (text: string, ...rest: unknown[]) => {
    if (text === body) read++;
    return parse(text, ...(rest as [])) as unknown;
  };
  try {
    const { feed } = await show('provider="inline"', body);
    expect(headlines(feed)).to.have.length(10);
    // What would bridge the wait comes by an import of its own, so that it could be behind the news.
    await import('../../src/providers/inline.js');
    for (let frame = 0; frame < 5; frame++) await settled();
    expect(read).to.equal(1);
  } finally {
    JSON.parse = parse;
  }
});

describe('nesting', () => {
  // Ten thousand calls within each other are about what browsers bear.
  const LEVELS = 30_000;
  /** A value at the bottom of as many objects, each under the same name; or of lists. */
  const under = (name: string, value = '"x"') => `{"${name}":`.repeat(LEVELS) + value + '}'.repeat(LEVELS);
  const lists = '['.repeat(LEVELS) + ']'.repeat(LEVELS);
  const good = `"title":"T","headline":"T","url":"https://a.example/"`;

  // Each name that readers follow into the depth; the document has one good article as well.
  const MEMBERS = 'title headline url image author authors publisher keywords tags articleBody description content'
    .split(' ')
    .map(
      (name) => [name, `{"id":"2","@type":"NewsArticle",${good.replace(`"${name}":`, `"_${name}":`)},`, name] as const,
    );

  const DEPTHS: Record<string, string> = Object.fromEntries([
    ['lists', lists],
    ...['@graph', 'items', 'data', 'mainEntity', 'item', '@id', '__proto__'].map((name) => [name, under(name)]),
    ...MEMBERS.map(([name, start]) => [`${name} of an article`, `${start}"${name}":${under(name)}}`]),
    ...MEMBERS.map(([name, start]) => [`lists in ${name} of an article`, `${start}"${name}":${lists}}`]),
  ]);

  const WRITERS: Record<string, { attributes: string; write(deep: string): string }> = {
    'JSON Feed': {
      attributes: 'src="/x.json"',
      write: (deep) =>
        `{"version":"https://jsonfeed.org/version/1.1","title":"P","items":[{"id":"1",${good}},${deep}]}`,
    },
    'any API': {
      attributes: 'provider="json" src="/x.api"',
      write: (deep) => `{"items":[{"id":"1",${good}},${deep}]}`,
    },
    'structured data': {
      attributes: 'provider="inline"',
      write: (deep) => `[{"@type":"NewsArticle",${good}},${deep}]`,
    },
  };

  for (const [shape, { attributes, write }] of Object.entries(WRITERS)) {
    for (const [what, deep] of Object.entries(DEPTHS)) {
      it(`of ${what}, in ${shape}, keeps the valid article`, async () => {
        const { feed } = await show(attributes, write(deep));
        expect(feed.status, feed.error?.message).to.equal('ready');
        expect(headlines(feed)).to.include('T');
        expect(Object.keys(Object.prototype)).to.be.empty;
      });
    }
  }
});

describe('storage that fails', () => {
  /** Like a browser's, but each use of these members throws. */
  const failing = (...members: string[]) =>
    new Proxy(localStorage, {
      get(target, name) {
        if (members.includes(String(name))) throw new DOMException('No', 'SecurityError');
        const value: unknown = Reflect.get(target, name);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });

  for (const members of [['getItem'], ['setItem'], ['removeItem'], ['key'], ['length']]) {
    it(`when ${members.join()} throws, does not affect the articles`, async () => {
      settings.storage = failing(...members);
      const { feed, said } = await show('src="/x"', rss(item('')));
      expect(feed.status).to.equal('ready');
      expect(headlines(feed)).to.deep.equal(['Title']);
      expect(said).to.be.empty;
    });
  }
});
