/** When a source is due: by its rate, its headers, the head of its feed, and its failures. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { feedManners } from '../../dist/server/crawler/feed-manners.js';
import { cacheTime, firstAllowed, manners } from '../../dist/server/crawler/manners.js';
import { medianGap, nextDue } from '../../dist/server/crawler/next-due.js';
import { newState, parseState, stateText } from '../../dist/server/crawler/source-state.js';

const MINUTE = 6e4;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** A Monday, at noon. */
const NOW = Date.UTC(2026, 4, 25, 12);

const due = (state, error, random = 0) =>
  nextDue({ manners: {}, failures: error ? 1 : 0, ...state }, { error }, NOW, random) - NOW;

for (const [title, state, wait] of [
  ['a source without dates is due after an hour', {}, HOUR],
  ['a source is due after half the median gap', { gap: 4 * HOUR }, 2 * HOUR],
  ['a source that publishes all the time is due after a quarter of an hour', { gap: 1000 }, 15 * MINUTE],
  ['a source whose articles all have one date is due after a quarter of an hour', { gap: 0 }, 15 * MINUTE],
  ['a source that publishes once a year is due after a day', { gap: 365 * DAY }, DAY],
  ['Cache-Control is a minimum', { gap: 0, manners: { cacheFor: 3 * HOUR } }, 3 * HOUR],
  ['the interval of the feed is a minimum', { gap: 0, manners: { interval: 2 * HOUR } }, 2 * HOUR],
  ['the longer minimum counts', { gap: 0, manners: { interval: 2 * HOUR, cacheFor: 5 * HOUR } }, 5 * HOUR],
  ['a short minimum does not make a slow source due sooner', { gap: DAY, manners: { cacheFor: MINUTE } }, 12 * HOUR],
  ['a minimum may be longer than a day', { gap: 0, manners: { interval: 3 * DAY } }, 3 * DAY],
  ['a minimum of a year counts as a week', { gap: 0, manners: { cacheFor: 365 * DAY } }, 7 * DAY],
  ['skipped hours are waited for', { gap: 0, manners: { skipHours: [12, 13] } }, 2 * HOUR],
  ['skipped days are waited for', { gap: 0, manners: { skipDays: [1, 2] } }, 36 * HOUR],
  ['hours and days combine', { gap: 0, manners: { skipDays: [1], skipHours: [0, 1] } }, 14 * HOUR],
]) {
  test(title, () => assert.equal(due(state), wait));
}

test('chance makes a source due later, by at most a tenth, but never later than a day by its own rate', () => {
  assert.equal(due({ gap: 4 * HOUR }, undefined, 1), 132 * MINUTE);
  assert.equal(due({ gap: 365 * DAY }, undefined, 1), DAY);
});

for (const random of [0, 0.3, 0.999, 1]) {
  test(`a source is never due sooner than it allows (random: ${random})`, () => {
    for (const cacheFor of [MINUTE, HOUR, 30 * HOUR])
      for (const skipHours of [undefined, [0, 12, 13], Array.from({ length: 23 }, (_, hour) => hour)])
        for (const skipDays of [undefined, [1], [0, 1, 2, 3, 5, 6]]) {
          const state = manners({ cacheFor, skipHours, skipDays });
          const time = NOW + due({ gap: 0, manners: state }, undefined, random);
          assert.ok(time >= NOW + cacheFor);
          assert.equal(firstAllowed(state, time), time, JSON.stringify(state));
        }
  });
}

test('a source that fails is due later and later, up to a day', () => {
  const error = { code: 'http', status: 500 };
  const waits = [1, 2, 3, 4, 8, 20, 1000].map((failures) => due({ failures }, error) / MINUTE);
  assert.deepEqual(waits, [15, 30, 60, 120, 1440, 1440, 1440]);
});

for (const [title, error, wait] of [
  ['a longer Retry-After counts', { code: 'throttled', status: 429, retryAfter: 7200 }, 2 * HOUR],
  ['a Retry-After of two days counts', { code: 'throttled', status: 503, retryAfter: 172800 }, 2 * DAY],
  ['a Retry-After of a year counts as a week', { code: 'throttled', status: 429, retryAfter: 31536000 }, 7 * DAY],
  ['a short Retry-After does not shorten the wait', { code: 'throttled', status: 429, retryAfter: 1 }, 15 * MINUTE],
  ['a missing file is requested after an hour', { code: 'http', status: 404 }, HOUR],
  ['an invalid Retry-After is ignored', { code: 'throttled', status: 429, retryAfter: NaN }, 15 * MINUTE],
  ['a source that is gone is never due', { code: 'gone', status: 410 }, Infinity],
]) {
  test(title, () => assert.equal(due({}, error), wait));
}

const DATE = new Date(NOW).toUTCString();
for (const [headers, seconds] of [
  [{}, undefined],
  [{ 'Cache-Control': 'max-age=600' }, 600],
  [{ 'Cache-Control': 'public, MAX-AGE="600", must-revalidate' }, 600],
  [{ 'Cache-Control': 'max-age=600, s-maxage=60' }, 600],
  [{ 'Cache-Control': 's-maxage=60' }, 60],
  [{ 'Cache-Control': 'max-age=600', Age: '500' }, 100],
  [{ 'Cache-Control': 'max-age=600', Age: '900' }, 0],
  [{ 'Cache-Control': 'no-cache, max-age=600' }, 0],
  [{ 'Cache-Control': 'no-store' }, 0],
  [{ 'Cache-Control': 'max-age=-1' }, undefined],
  [{ 'Cache-Control': 'xmax-age=5' }, undefined],
  [{ 'Cache-Control': `max-age=${'9'.repeat(400)}` }, 7 * 86400],
  [{ Expires: new Date(NOW + HOUR).toUTCString(), Date: DATE }, 3600],
  [{ Expires: new Date(NOW + HOUR).toUTCString() }, 3600],
  [{ Expires: new Date(NOW + HOUR).toUTCString(), 'Cache-Control': 'max-age=60' }, 60],
  [{ Expires: '0' }, 0],
]) {
  test(`a response with ${JSON.stringify(headers).slice(0, 90)} is fresh for ${seconds} seconds`, () => {
    const time = cacheTime(new Headers(headers), NOW);
    assert.equal(time === undefined ? time : time / 1000, seconds);
  });
}

test('thousands of directives are read in linear time', () => {
  const header = 'max-age'.repeat(5000) + ' '.repeat(5000) + ','.repeat(5000);
  assert.equal(cacheTime(new Headers({ 'Cache-Control': header }), NOW), undefined);
});

const SY = 'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"';
const inChannel = (text) =>
  `<?xml version="1.0"?><rss version="2.0" ${SY}><channel><title>T</title>${text}</channel></rss>`;
const read = (text) =>
  feedManners({ body: new TextEncoder().encode(text), contentType: '', url: 'https://a.example/' });

for (const [text, expected] of [
  ['<ttl>60</ttl>', { interval: HOUR }],
  ['<ttl> 60 </ttl>', { interval: HOUR }],
  ['<ttl>soon</ttl>', {}],
  ['<ttl>-5</ttl>', {}],
  ['<ttl>0</ttl>', {}],
  ['<sy:updatePeriod> hourly </sy:updatePeriod><sy:updateFrequency> 1 </sy:updateFrequency>', { interval: HOUR }],
  ['<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>', { interval: 6 * HOUR }],
  ['<sy:updatePeriod>weekly</sy:updatePeriod>', { interval: 7 * DAY }],
  ['<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>', { interval: DAY }],
  ['<sy:updatePeriod>constructor</sy:updatePeriod>', {}],
  ['<ttl>30</ttl><sy:updatePeriod>hourly</sy:updatePeriod>', { interval: HOUR }],
  ['<skipHours><hour>0</hour><hour>24</hour><hour>5</hour><hour>99</hour></skipHours>', { skipHours: [0, 5] }],
  ['<skipDays><day>Sunday</day><day>saturday</day><day>Someday</day></skipDays>', { skipDays: [0, 6] }],
  [`<skipHours>${Array.from({ length: 24 }, (_, n) => `<hour>${n}</hour>`).join('')}</skipHours>`, {}],
  ['<item><ttl>60</ttl></item>', {}],
]) {
  test(`a channel with ${text.slice(0, 70)} has the manners ${JSON.stringify(expected)}`, () => {
    assert.deepEqual(read(inChannel(text)), expected);
  });
}

test('RSS 1.0 and Atom have the fields of the module Syndication too', () => {
  const rdf = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:s="http://purl.org/rss/1.0/modules/syndication/"><channel><s:updatePeriod>daily</s:updatePeriod></channel></rdf:RDF>`;
  assert.deepEqual(read(rdf), { interval: DAY });
  const atom = `<feed xmlns="http://www.w3.org/2005/Atom" ${SY}><sy:updatePeriod>daily</sy:updatePeriod></feed>`;
  assert.deepEqual(read(atom), { interval: DAY });
});

for (const text of [
  '',
  '{"version":"https://jsonfeed.org/version/1.1"}',
  '<html>',
  '\0\0\0',
  '<rss',
  inChannel('<ttl>5'),
])
  test(`a document such as ${JSON.stringify(text.slice(0, 20))} sets no limit, or the one that it has`, () => {
    assert.ok(Object.keys(read(text)).length < 2);
  });

test('undated articles have no gap', () => {
  assert.equal(medianGap([-Infinity, -Infinity, -Infinity], 100), undefined);
  assert.equal(medianGap([-Infinity, 40, 90, -Infinity], 100), 50);
});

test('the median gap is that of the last twenty dates, without those in the future', () => {
  const dates = Array.from({ length: 40 }, (_, n) => NOW - n * HOUR);
  assert.equal(medianGap(dates, NOW), HOUR);
  assert.equal(medianGap([NOW, NOW - HOUR, NOW - 9 * HOUR], NOW), 4.5 * HOUR);
  assert.equal(medianGap([NOW + DAY, NOW + 2 * DAY, NOW], NOW), undefined);
  assert.equal(medianGap([], NOW), undefined);
});

test('dates that are none say nothing of the rate', () => {
  assert.equal(medianGap([-Infinity, -Infinity], NOW), undefined);
  assert.equal(medianGap([NOW, -Infinity, NOW - HOUR, -Infinity, NaN], NOW), HOUR);
});

test('whatever a source sends, it is due a quarter of an hour later or more', () => {
  const number = fc.oneof(fc.nat(1e6).map(String), fc.constantFrom('9'.repeat(400), '-1', '1e9', '0', '', 'NaN', 'x'));
  const date = fc.oneof(fc.double(), fc.constantFrom(NOW, NOW - HOUR, NOW + DAY, 0, -8.64e15, 8.64e15));
  const age = fc.constantFrom('Thu, 01 Jan 1970 00:00:00 GMT', '0', 'Mon, 25 May 2026 12:00:00 GMT', '9'.repeat(400));
  fc.assert(
    fc.property(
      fc.array(date),
      number,
      number,
      age,
      age,
      fc.double({ min: 0, max: 1, noNaN: true }),
      (dates, maxAge, passed, expires, sent, random) => {
        // prettier-ignore
        for (const control of [{}, { 'cache-control': `max-age=${maxAge}` }]) {
        const cacheFor = cacheTime(new Headers({ ...control, age: passed, expires, date: sent }), NOW);
        const wait = due({ gap: medianGap(dates, NOW), manners: manners({ cacheFor }) }, undefined, random);
        assert.ok(wait >= 15 * MINUTE && wait <= 8 * DAY, String(wait));
      }
      },
    ),
    { numRuns: 2000, seed: 5 },
  );
});

test('a state survives as text', () => {
  const state = {
    ...newState(NOW),
    at: NOW - 5,
    gap: 7,
    manners: { skipDays: [1] },
    failures: 2,
    error: 'http',
    requests: 9,
  };
  assert.deepEqual(JSON.parse(JSON.stringify(parseState(stateText(state), NOW))), JSON.parse(JSON.stringify(state)));
  assert.equal(parseState(stateText({ ...state, due: Infinity }), NOW).due, Infinity);
});

for (const text of ['', 'null', '[]', '{}', '{"version":2}', '"x"', '{"version":1,'])
  test(`${JSON.stringify(text)} is no state`, () => assert.equal(parseState(text, NOW), undefined));

test('invalid members of a state are ignored', () => {
  const given = { version: 1, due: 'x', at: NOW + DAY, gap: 'x', manners: { skipHours: [99, 'x'], interval: -1 }, failures: 1e999, moved: { to: 'nothing' }, error: '<b>', validators: 5 }; // prettier-ignore
  const { due: when, at, gap, manners: own, failures, moved, error } = parseState(JSON.stringify(given), NOW);
  assert.deepEqual([when, at, gap, own.skipHours, own.interval, failures, moved, error], [0, 0, undefined, undefined, undefined, 0, undefined, undefined]); // prettier-ignore
});

test('a time far ahead, of a clock that was wrong, is now', () => {
  assert.equal(parseState(stateText(newState(NOW + 900 * DAY)), NOW).due, NOW);
});
