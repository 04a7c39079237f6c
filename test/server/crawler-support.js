/** Shared set-up of the tests of the crawler: hosts that answer as the test says, a clock, and an archive in memory. */
// Loaded here, so that no test waits for files.
import '../../dist/network/http-errors.js';
import '../../dist/providers/formats/rss.js';
import '../../dist/providers/formats/usual-document.js';
import { toRequest } from '../../dist/model/request.js';
import { feedProvider } from '../../dist/providers/feed.js';
import { createCrawler } from '../../dist/server/crawler/crawler.js';
import { SourceFetcher } from '../../dist/server/source-fetcher.js';
import { fakeTimers } from '../support/fake-timers.js';
import { memoryArchive } from '../support/state-archive.js';
import { xml } from './support.js';

export const MINUTE = 6e4;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** @returns the source of a feed, as the crawler takes it */
export const sourceAt = (src, hosts = 'any') => ({
  key: src,
  name: new URL(src).hostname.split('.')[0],
  source: { provider: feedProvider, src },
  request: toRequest({ src: [src] }),
  limits: { hosts, local: new Set(), http: false },
});

/**
 * A crawler with its surroundings.
 * @param options `answers`: by URL, texts of feeds or functions; `fetch`: in their place; others as of `createCrawler`
 */
export function crawling({
  answers = {},
  urls = Object.keys(answers),
  timers = fakeTimers(),
  archive,
  fetch,
  ...options
}) {
  const asked = [];
  const log = [];
  const kept = archive ?? memoryArchive({ now: timers.now });
  const answerOf = async (url, init) => {
    const answer = answers[url];
    if (answer === undefined) throw new TypeError(`Nobody at ${url}`);
    return typeof answer === 'function' ? answer(init, url) : xml(answer);
  };
  const fetcher = new SourceFetcher({
    userAgent: 'test',
    connectionsPerHost: 1,
    now: timers.now,
    fetch: async (url, init) => {
      asked.push({ url, at: timers.now(), ...init });
      return (fetch ?? answerOf)(url, init);
    },
  });
  let table = [];
  const crawler = createCrawler({
    archive: kept,
    sources: async () => {
      if (table.map(({ key }) => key).join() !== urls.join()) table = urls.map((url) => sourceAt(url));
      return table;
    },
    fetcher,
    log: (entry) => log.push(entry),
    now: timers.now,
    setTimer: timers.setTimer,
    random: () => 0,
    ...options,
  });
  const stateOf = (key) => crawler.states().find((one) => one.key === key)?.state;
  return { crawler, archive: kept, timers, asked, log, stateOf };
}
