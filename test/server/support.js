/** Shared set-up of the tests of the relay, with control over the upstream and the clock. */
import { createRelay } from '../../dist/server/edge.js';

export const rss = (items, more = '') =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>Paper</title><link>https://a.example/</link>${more}${items}</channel></rss>`;

export const item = (n, more = '') =>
  `<item><title>Story ${n}</title><link>https://a.example/${n}</link><guid>${n}</guid>` +
  `<pubDate>${new Date(Date.UTC(2026, 4, 26, 9, n)).toUTCString()}</pubDate>${more}</item>`;

export const xml = (body, headers = {}, status = 200) =>
  new Response(body, { status, headers: { 'Content-Type': 'application/rss+xml', ...headers } });

/**
 * A relay whose upstream answers as `answers` says, by address; functions are asked anew each time, with the request.
 * @returns `get(path, headers)`; `asked`: what the upstream was asked; `clock.now`; `log`
 */
export function setUp({ answers = {}, create = createRelay, ...options }) {
  const asked = [];
  const log = [];
  const clock = { now: Date.UTC(2026, 4, 26, 12) };
  const fetch = async (url, init) => {
    asked.push({ url, ...init });
    const answer = answers[url];
    if (answer === undefined) throw new TypeError(`Nobody at ${url}`);
    return typeof answer === 'function' ? answer(init, url) : xml(answer);
  };
  const background = [];
  const relay = create({ fetch, now: () => clock.now, log: (entry) => log.push(entry), patience: 0, ...options });
  const get = (path = '/world', headers = {}, method = 'GET') =>
    relay(new Request(new URL(path, 'https://relay.example/'), { headers, method }), {
      waitUntil: (promise) => background.push(promise),
    });
  const at = (url, more = '') => get(`/?url=${encodeURIComponent(url)}${more}`);
  const titles = async (response) => (await response.json()).items.map(({ title }) => title);
  return { relay, get, at, asked, log, clock, titles, settled: () => Promise.all(background.splice(0)) };
}

export const MINUTE = 6e4;
