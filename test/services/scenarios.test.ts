import { expect } from 'chai';
import { loadFeed } from '../../src/feed/load-feed.js';
import { settings } from '../../src/network/settings.js';
import type { NewsErrorCode } from '../../src/model/error.js';
import { expectPlainRequests, reset, restoreServices, useServices } from '../support/services.js';

/** Results of `loadFeed` for each thing that can go wrong, with every service. */

// What a WordPress site calls its tags is known for a day: each test has a site of its own.
let sites = 0;

const ASKED = {
  feed: { src: 'https://feeds.tidewater.example/rss.xml' },
  forem: {},
  gdelt: {},
  ghost: { src: 'https://spectre.example/', apiKey: '7c0ffee' },
  guardian: { apiKey: 'one-per-website' },
  'hacker-news': {},
  mastodon: { src: 'https://open.social.example/' },
  'spaceflight-news': {},
  wordpress: {
    get src() {
      return `https://n${++sites}.gazette.example/`;
    },
  },
  'wordpress-com': { src: 'https://tide.wordpress.com/' },
};
type Service = keyof typeof ASKED;

/** The reason, or `ready` or `empty`. */
type Outcome = NewsErrorCode | 'ready' | 'empty';

const EXPECTED: Record<string, Outcome> = {
  ok: 'ready',
  nothing: 'empty',
  refused: 'network',
  dns: 'network',
  401: 'http',
  403: 'http',
  404: 'http',
  410: 'gone',
  429: 'throttled',
  '429-retry': 'throttled',
  500: 'http',
  hang: 'timeout',
  truncated: 'format',
  'cut-off': 'network',
  'wrong-type': 'format',
  html: 'format',
  empty: 'format',
  changed: 'format',
  'changed-items': 'format',
  '500+nocors': 'network',
};

/** Differences of single services. Answers without CORS headers are out of sight; of a feed, items before its end count. */
const DIFFERENT: Partial<Record<Service, Record<string, Outcome>>> = {
  feed: { truncated: 'ready' },
  gdelt: { 429: 'network', '429-retry': 'network' },
  ghost: { 401: 'network', 403: 'network', 429: 'network', '429-retry': 'network' },
};

const LIMITS: Record<string, number> = { hang: 50 };

async function outcome(provider: Service, scenario: string): Promise<Outcome> {
  useServices(scenario);
  try {
    const options = { provider, tag: 'peace negotiations', limit: 10, timeout: LIMITS[scenario], ...ASKED[provider] };
    return (await loadFeed(options)).articles.length ? 'ready' : 'empty';
  } catch (error) {
    return (error as { code: NewsErrorCode }).code;
  }
}

/** WebKitGTK takes what came before a connection ended for all of the answer: it can't know better than `truncated`. */
async function takesHalfForWhole(): Promise<boolean> {
  useServices('cut-off');
  const response = await settings.fetch!('https://feeds.tidewater.example/rss.xml');
  return response.text().then(
    () => true,
    () => false,
  );
}

beforeEach(reset);
afterEach(async () => {
  await expectPlainRequests();
  restoreServices();
});

for (const provider of Object.keys(ASKED) as Service[]) {
  describe(`${provider}, when things go wrong`, () => {
    const expected: Record<string, Outcome> = { ...EXPECTED, ...DIFFERENT[provider] };
    for (const scenario of Object.keys(expected)) {
      it(`${scenario}: ${expected[scenario]}`, async () => {
        const seen = scenario === 'cut-off' && (await takesHalfForWhole()) ? 'truncated' : scenario;
        expect(await outcome(provider, scenario)).to.equal(expected[seen]);
      });
    }
  });
}
