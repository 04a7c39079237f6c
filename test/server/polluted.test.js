/** A server whose libraries have put things on what every object inherits reads, relays, keeps and renders as before. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect, isDeepStrictEqual } from 'node:util';
import { loadFeed, parseFeed } from '../../dist/index.js';
import { settings } from '../../dist/network/settings.js';
import { createRelay, renderFeed, takeSnapshot } from '../../dist/server/edge.js';
import { isThorough } from '../support/thorough.js';
import { item, rss, xml } from './support.js';

const A = 'https://a.example/feed';
const NOW = Date.UTC(2026, 4, 27);
const RSS = rss(item(1, '<category>Peace</category><description>Some &amp;eacute; words</description>') + item(2));
const ATOM =
  '<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><entry><id>x</id><title>T</title>' +
  '<link href="https://a.example/2"/><updated>2026-05-26T09:30:00Z</updated></entry></feed>';
const JSON_FEED = JSON.stringify({
  version: 'https://jsonfeed.org/version/1.1',
  title: 'J',
  items: [{ id: '1', url: 'https://a.example/3', title: 'J', content_text: 'x', tags: ['peace'] }],
});
const HITS = {
  hits: [{ objectID: '1', title: 'Talks', url: 'https://a.example/t', created_at: '2026-05-26T09:30:00Z' }],
};

const fetch = async (url) => (url === A ? xml(RSS) : new Response(JSON.stringify(HITS), { status: 200 }));
const now = () => NOW;

const DOORS = {
  parseFeed: async () => [RSS, ATOM, JSON_FEED].map((body) => parseFeed({ body, url: A })),
  loadFeed: async () => [
    await loadFeed({ src: A, tag: 'peace', exclude: 'war' }),
    await loadFeed({ provider: 'hacker-news', tag: 'peace' }),
  ],
  createRelay: async () => {
    const feeds = { world: A, peace: { src: A, tag: 'peace' }, hn: { provider: 'hacker-news', tag: 'peace' } };
    const relay = createRelay({ feeds, fetch, now, log: () => {} });
    const answers = ['world', 'world?tag=peace', 'peace', 'hn', 'constructor'].map(async (path) => {
      const response = await relay(new Request(`https://relay.example/${path}`));
      return [response.status, await response.text()];
    });
    return Promise.all(answers);
  },
  takeSnapshot: async () => {
    const first = await takeSnapshot({ src: [A], fetch, now });
    return [first.json, (await takeSnapshot({ src: [A], fetch, now, previous: first.json })).json];
  },
  renderFeed: async () => [
    await renderFeed({ articles: [{ title: 'T', url: 'https://a.example/1' }] }, { layout: 'grid' }, { fetched: NOW }),
  ],
};

/** Names that libraries have put there, and names of newsrack's options. */
const NAMES = (
  'extend each clone contains size first last all any isEmpty toQueryString curry watch log remove polluted update ' +
  'include exclude map tag tagMatch src limit provider relay timeout maxAge perPublisher freshFor patience origins ' +
  'loading dedupe layout fields pageSize hosts searches nonce content previous contact admit store ' +
  // What the model and its formats name.
  'id url title excerpt published updated seen language image alt width height authors name avatar publisher logo ' +
  'tags category articles homeUrl icon attribution next movedTo dropped feeds fetched relays external_url link guid ' +
  'description summary author date_published items hits href text label count _newsrack ' +
  // What functions of ours return.
  'path reason article error source problems ' +
  // Records, cool-downs and responses.
  'key at etag modified whole restsUntil value until failures wait status'
).split(' ');

const LEAK = 'https://leak.example/polluted';

/** Values put there: a function, a text that would pass as a link, or a getter that lets objects have their own. */
const KINDS = {
  'a function': () => ({ value: () => LEAK, writable: true }),
  'a text': () => ({ value: LEAK, writable: true }),
  'a getter': (name) => ({
    get: () => LEAK,
    set(value) {
      Object.defineProperty(this, name, { value, writable: true, enumerable: true, configurable: true });
    },
  }),
};

/** `act`, while all objects, or all lists, inherit something of these names. */
async function polluted(prototype, names, kind, act) {
  for (const name of names)
    Object.defineProperty(prototype, name, { ...kind(name), enumerable: true, configurable: true });
  try {
    return await act();
  } finally {
    for (const name of names) delete prototype[name];
  }
}

/** Number of names that are there at once. */
const AT_ONCE = isThorough ? 1 : 5;

/** Returns the names that `prototype` lacks, in groups of names that don't stand beside one another in the list. */
function groupsFor(prototype) {
  const names = NAMES.filter((one) => !(one in prototype));
  const count = Math.ceil(names.length / AT_ONCE);
  return Array.from({ length: count }, (_, group) => names.filter((_name, index) => index % count === group));
}

/** Copies an object with what it shows of inherited members, for comparing. */
const plain = (value) => JSON.parse(JSON.stringify(value));

for (const [door, open] of Object.entries(DOORS)) {
  for (const [what, kind] of Object.entries(KINDS)) {
    test(`${door} has the same result if objects and arrays inherit ${what}`, async () => {
      settings.fetch = fetch;
      const expected = plain(await open());
      const others = [];
      for (const prototype of [Object.prototype, Array.prototype]) {
        for (const names of groupsFor(prototype)) {
          const given = plain(await polluted(prototype, names, kind, () => open().catch((error) => String(error))));
          if (!isDeepStrictEqual(given, expected)) others.push([names.join(), given]);
        }
      }
      assert.deepEqual(others.map(([name]) => name), [], inspect(others[0], { depth: 6 })); // prettier-ignore
    });
  }
}
