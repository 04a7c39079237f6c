/** The relay without an archive: requests to a source are no more frequent than the source allows. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MINUTE, item, rss, setUp, xml } from './support.js';

const A = 'https://a.example/feed';
const HOUR = 60 * MINUTE;

/** Requests the relay every minute, and returns the minutes in which it requested the source. */
async function minutesOf(answer, minutes, options = {}) {
  const relay = setUp({ feeds: { world: A }, answers: { [A]: answer }, ...options });
  const start = relay.clock.now;
  const requested = [];
  for (let minute = 0; minute < minutes; minute++) {
    const before = relay.asked.length;
    const response = await relay.get();
    assert.match(response.headers.get('cache-control'), /s-maxage=900/, `minute ${minute}`);
    await relay.settled();
    if (relay.asked.length > before) requested.push((relay.clock.now - start) / MINUTE);
    relay.clock.now += MINUTE;
  }
  return requested;
}

for (const [title, answer, expected] of [
  ['a source that says nothing is requested every five minutes', rss(item(1)), [0, 5, 10, 15, 20, 25]],
  ['Cache-Control is a minimum', () => xml(rss(item(1)), { 'Cache-Control': 'max-age=600' }), [0, 10, 20]],
  ['ttl is a minimum', rss(item(1), '<ttl>20</ttl>'), [0, 20]],
  [
    'freshFor remains the owner’s minimum',
    () => xml(rss(item(1)), { 'Cache-Control': 'max-age=60' }),
    [0, 5, 10, 15, 20, 25],
  ],
]) {
  test(title, async () => assert.deepEqual(await minutesOf(answer, 30), expected));
}

test('a longer freshFor counts', async () => {
  assert.deepEqual(await minutesOf(rss(item(1), '<ttl>5</ttl>'), 30, { freshFor: '15m' }), [0, 15]);
});

test('a copy that its source declares fresh for hours is not stale', async () => {
  assert.deepEqual(await minutesOf(rss(item(1), '<ttl>180</ttl>'), 200), [0, 180]);
});

test('skipped hours are kept, and the copy answers meanwhile', async () => {
  // The clock begins at noon.
  const answer = rss(item(1), '<skipHours><hour>12</hour><hour>13</hour></skipHours>');
  assert.deepEqual(await minutesOf(answer, 130), [0, 120, 125]);
});

test('a response without a body leaves what the feed itself says', async () => {
  const answer = ({ headers }) =>
    headers['If-None-Match']
      ? new Response(null, { status: 304, headers: { 'Cache-Control': 'max-age=60' } })
      : xml(rss(item(1), '<ttl>10</ttl>'), { ETag: '"1"' });
  assert.deepEqual(await minutesOf(answer, 35), [0, 10, 20, 30]);
});

test('another process takes the limits of a source from the store', async () => {
  const texts = new Map();
  const store = { get: async (key) => texts.get(key), set: async (key, text) => void texts.set(key, text) };
  const answers = { [A]: rss(item(1), '<ttl>60</ttl>') };
  const first = setUp({ feeds: { world: A }, answers, store });
  await first.get();
  const second = setUp({ feeds: { world: A }, answers, store });
  second.clock.now = first.clock.now + 30 * MINUTE;
  await second.get();
  await second.settled();
  assert.equal(second.asked.length, 0);
  second.clock.now += HOUR;
  await second.get();
  await second.settled();
  assert.equal(second.asked.length, 1);
});
