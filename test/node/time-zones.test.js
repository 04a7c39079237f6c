/** Days and times in every time zone: read from a feed, kept as JSON, rendered by a server. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, test } from 'node:test';

const ROOT = new URL('../../', import.meta.url);

/** From −11 to +14 hours, with half hours and summer time. */
const ZONES = [
  'Pacific/Pago_Pago',
  'America/Los_Angeles',
  'America/St_Johns',
  'UTC',
  'Africa/Cairo',
  'Asia/Kathmandu',
  'Pacific/Auckland',
  'Pacific/Kiritimati',
];

/** Returns the result of `run` in a time zone. It sees nothing of this file but its arguments. */
const within = (zone, run, ...values) =>
  JSON.parse(
    execFileSync(
      process.execPath,
      ['--input-type=module', '-e', `console.log(JSON.stringify(await (${run})(...${JSON.stringify(values)})))`],
      { cwd: ROOT, env: { ...process.env, TZ: zone } },
    ),
  );

/** Moments as they are told at times of the reader's own clock. */
const told = (zone, ...calls) =>
  within(
    zone,
    async (all) => {
      const { tellTime } = await import('./dist/views/time.js');
      return all.map(([moment, now, format = 'auto']) => tellTime(moment, Date.parse(now), 'en-GB', format));
    },
    calls,
  );

const XML = `<rss xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>P</title>
  <item><title>T</title><link>https://a.example/1</link><dc:date>2024-02-29</dc:date></item></channel></rss>`;

for (const zone of ZONES) {
  describe(`in ${zone}`, () => {
    test('a date without a time is shown as its own day', () => {
      const days = ['10T00:00:00Z', '10T00:00:00+09:00', '10T00:00:00-08:00', '10T00:00Z', '10T00:00:00.000Z'];
      const calls = days.flatMap((day) => [
        [`2026-11-${day}`, '2026-12-24T12:00'],
        [`2026-11-${day}`, '2026-11-12T12:00', 'absolute'],
        [`2026-11-${day}`, '2026-11-10T00:01'],
        [`2026-11-${day}`, '2026-11-10T23:59', 'relative'],
        [`2026-11-${day}`, '2026-11-09T23:59'],
      ]);
      assert.deepEqual(new Set(told(zone, ...calls)), new Set(['10 Nov 2026']));
    });

    test('its full form has no time, and that of other dates has one', () => {
      const [day, moment] = within(zone, async () => {
        const { fullTime } = await import('./dist/views/full-date.js');
        return ['2026-11-10T00:00:00Z', new Date('2026-11-10T09:30').toISOString()].map((one) =>
          fullTime(one, 'en-GB'),
        );
      });
      assert.match(day, /^Tuesday,? 10 November 2026$/);
      assert.match(moment, /^Tuesday,? 10 November 2026\D+09:30$/);
    });

    test('it stays that day in a feed, in JSON and in the HTML of a server', () => {
      const html = within(
        zone,
        async (xml) => {
          const { parseFeed } = await import('newsrack');
          const { renderFeed } = await import('newsrack/server');
          const { toJsonFeed } = await import('./dist/server/json-feed.js');
          const url = 'https://a.example/feed';
          const feed = parseFeed({ body: xml, url });
          const copy = parseFeed({ body: JSON.stringify(toJsonFeed(feed, { title: 'P' })), url });
          return renderFeed(copy, { lang: 'en-GB' });
        },
        XML,
      );
      assert.match(html, />\s*29 Feb 2024\s*</);
    });
  });
}
