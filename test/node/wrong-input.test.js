/** Mistakes of callers without types: each public function says what it accepts. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { configure, defineProvider, loadFeed, parseFeed } from '../../dist/index.js';
import { settings } from '../../dist/network/settings.js';
import { renderFeed } from '../../dist/server/edge.js';

const isConfig = (error) => {
  assert.equal(error.name, 'NewsError', String(error.stack));
  assert.equal(error.code, 'config');
  assert.match(error.message, /expected:? /i);
  return true;
};

const NOTHING = [null, undefined, 5, 'text', true, Symbol('x')];
const URL_OF_FEED = 'https://paper.example/feed';
const BODY = '<rss><channel><item><title>T</title><link>/a</link></item></channel></rss>';

describe('a mistake', () => {
  it('in the document of parseFeed is a config error', () => {
    const endless = {};
    endless.self = endless;
    for (const document of [...NOTHING, {}, [], () => {}]) assert.throws(() => parseFeed(document), isConfig);
    for (const body of [null, undefined, 5, {}, [], endless, 5n, Symbol('x'), new Map()]) {
      assert.throws(() => parseFeed({ body, url: URL_OF_FEED }), isConfig);
    }
    for (const url of [null, 5, {}, endless, Symbol('x')])
      assert.throws(() => parseFeed({ body: BODY, url }), isConfig);
    for (const contentType of [5, {}, Symbol('x')]) {
      assert.throws(() => parseFeed({ body: BODY, url: URL_OF_FEED, contentType }), isConfig);
    }
  });

  it('in the options of loadFeed is a config error', async () => {
    for (const options of [...NOTHING, []]) await assert.rejects(loadFeed(options), isConfig);
    const endless = {};
    endless.self = endless;
    for (const options of [{ src: Symbol('x') }, { limit: () => 3 }, { limit: 10n }, { map: endless }]) {
      await assert.rejects(loadFeed(options), isConfig);
    }
  });

  it('in a provider is a config error', () => {
    for (const provider of [
      ...NOTHING,
      {},
      { name: 'x' },
      { name: '', read() {} },
      { name: 5, read() {} },
      { read() {} },
    ]) {
      assert.throws(() => defineProvider(provider), isConfig);
    }
  });

  it('in the settings of configure is a config error, and changes nothing', () => {
    for (const given of [...NOTHING, ['x']]) assert.throws(() => configure(given), isConfig);
    for (const [given, message] of [
      [{ relay: 5 }, /^configure: relay is number; expected one of .*relay/],
      [{ relay: null }, /^configure: relay is object; expected one of .*relay/],
      [{ fetch: 'https://a.example/' }, /^configure: fetch is string; expected one of .*fetch/],
      [{ storage: 'none' }, /^configure: storage is string; expected one of .*storage/],
      [{ words: 'en' }, /^configure: words is string; expected one of .*words/],
      [{ relays: '/relay' }, /^configure: relays is string; expected one of .*relay.*fetch.*storage.*words/],
      [{ constructor: Object }, /^configure: constructor is function; expected one of /],
    ]) {
      assert.throws(() => configure({ relay: '/good', ...given }), { code: 'config', message });
      assert.equal(settings.relay, undefined);
    }
    configure({ relay: '/good', fetch: undefined, storage: null, words: {} });
    assert.equal(settings.relay, '/good');
    configure({ relay: undefined, storage: undefined });
  });

  it('in the feed or the attributes of renderFeed is a config error', async () => {
    for (const feed of [...NOTHING, {}, { articles: null }, { articles: 'x' }]) {
      await assert.rejects(renderFeed(feed), isConfig);
    }
    for (const attributes of [null, 5, 'text', []])
      await assert.rejects(renderFeed({ articles: [] }, attributes), isConfig);
  });
});

describe('parseFeed', () => {
  it('accepts text, bytes of any type, and URL objects', () => {
    const bytes = new TextEncoder().encode(BODY);
    for (const body of [BODY, bytes, bytes.buffer, Buffer.from(BODY)]) {
      for (const url of [URL_OF_FEED, new URL(URL_OF_FEED)]) {
        assert.equal(parseFeed({ body, url }).articles[0].url, 'https://paper.example/a');
      }
    }
  });
});
