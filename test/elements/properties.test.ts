import { expect } from 'chai';
import fc from 'fast-check';
import type { LitElement } from 'lit';
import { NewsAppPromo, NewsArticleCard, NewsTagFeed, NewsTagList } from '../../src/index.js';
import { writeTimestamp } from '../../src/network/lock.js';
import { clear, logged, put, settled } from '../support/elements.js';
import { item, rss } from '../support/feeds.js';
import { Network } from '../support/network.js';

/** Elements render with any value of attributes and properties, and warn at most once of each invalid one. */

const ELEMENTS = {
  'news-tag-feed': NewsTagFeed,
  'news-article-card': NewsArticleCard,
  'news-tag-list': NewsTagList,
  'news-app-promo': NewsAppPromo,
};

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string(),
  fc.webUrl(),
  fc.constantFrom(
    '',
    ' ',
    'none',
    '0',
    '-1',
    '1e999',
    '99999999999999999999',
    '10s',
    '7d',
    'gdelt feed inline json',
    'javascript:alert(1)',
    'a, b + c, ,+',
    '{"items": {}}',
    'items: a..b[, url: {',
    '__proto__',
  ),
);
const anything = fc.oneof(
  text,
  fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true, withMap: true, withSet: true }),
  fc.func(fc.anything()),
  fc.constantFrom<unknown>(null, undefined, NaN, Infinity, -0, Symbol('s'), [], {}, [null], ['a', 1]),
);

let network: Network;
const failures: unknown[] = [];
const note = (event: Event) => failures.push((event as PromiseRejectionEvent).reason ?? (event as ErrorEvent).error);

beforeEach(() => {
  network = new Network();
  network.always(/./, () => new Response(rss(item(''))));
  failures.length = 0;
  addEventListener('unhandledrejection', note);
  addEventListener('error', note);
});
afterEach(async () => {
  await clear();
  network.restore();
  removeEventListener('unhandledrejection', note);
  removeEventListener('error', note);
});

async function rendered(element: LitElement): Promise<void> {
  await element.updateComplete;
  await element.updateComplete;
  expect(element.shadowRoot!.childElementCount).to.be.greaterThan(0);
  for (const link of element.shadowRoot!.querySelectorAll<HTMLAnchorElement>('a[href]')) {
    expect(link.protocol).to.match(/^https?:$/);
  }
}

for (const [tag, Class] of Object.entries(ELEMENTS)) {
  describe(`<${tag}>`, () => {
    const attributes = Class.observedAttributes.filter((name) => name !== undefined);
    const properties = [...Class.elementProperties.keys()].map(String);

    it('renders with any text in any attributes', async () => {
      const given = fc.dictionary(fc.constantFrom(...attributes), text, { maxKeys: 6 });
      await fc.assert(
        fc.asyncProperty(given, async (values) => {
          writeTimestamp('turn:gdelt', 0);
          const messages = await logged(async () => {
            const element = put<LitElement>(`<${tag}></${tag}>`);
            for (const [name, value] of Object.entries(values)) element.setAttribute(name, value);
            await rendered(element);
            for (const name of Object.keys(values)) element.removeAttribute(name);
            await rendered(element);
            element.parentElement!.remove();
          });
          expect(new Set(messages).size).to.equal(messages.length);
        }),
        { numRuns: 150 },
      );
      await settled();
      expect(failures).to.be.empty;
    });

    it('renders with anything in any properties', async () => {
      const given = fc.dictionary(fc.constantFrom(...properties), anything, { maxKeys: 4 });
      await fc.assert(
        fc.asyncProperty(given, async (values) => {
          writeTimestamp('turn:gdelt', 0);
          await logged(async () => {
            const element = put<LitElement>(`<${tag}></${tag}>`);
            Object.assign(element, values);
            await rendered(element);
            element.parentElement!.remove();
          });
        }),
        { numRuns: 250 },
      );
      await settled();
      expect(failures).to.be.empty;
    });
  });
}
