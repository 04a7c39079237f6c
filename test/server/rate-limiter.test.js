/** The rate limiter tells clients apart, and limits the work of each per minute. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clientKey, createRateLimiter } from '../../dist/server/rate-limiter.js';

for (const [what, addresses, isSame] of [
  [
    'addresses of one IPv6 network',
    ['2001:db8:1:2::1', '2001:db8:1:2:ffff:ffff:ffff:ffff', '2001:DB8:1:2:0:0:0:9'],
    true,
  ],
  ['addresses of two IPv6 networks', ['2001:db8:1:2::1', '2001:db8:1:3::1'], false],
  [
    'an IPv4 address and its IPv6 forms',
    ['192.0.2.7', '::ffff:192.0.2.7', '::ffff:c000:207', '0:0:0:0:0:ffff:192.0.2.7'],
    true,
  ],
  ['two mapped IPv4 addresses', ['::ffff:192.0.2.7', '::ffff:192.0.2.8'], false],
  ['ports of one IPv4 address', ['192.0.2.7', '192.0.2.7:1', '192.0.2.7:65535'], true],
  ['ports of one IPv6 address', ['2001:db8:1:2::1', '[2001:db8:1:2::1]', '[2001:db8:1:2::1]:443'], true],
  ['zones of one IPv6 address', ['fe80::1', 'fe80::1%eth0', '[fe80::1%eth0]:1'], true],
  ['what is no address', ['unknown', '_hidden', ''], false],
]) {
  test(`${what} are ${isSame ? 'one client' : 'different clients'}`, () => {
    assert.equal(
      new Set(addresses.map(clientKey)).size,
      isSame ? 1 : addresses.length,
      addresses.map(clientKey).join(),
    );
  });
}

test('a client over the limit is rejected until the next minute', () => {
  const clock = { now: 0 };
  const limiter = createRateLimiter(3, () => clock.now);
  assert.deepEqual(
    [1, 2, 3, 4].map(() => limiter.admit('192.0.2.1')),
    [true, true, true, false],
  );
  assert.equal(limiter.admit('192.0.2.2'), true);
  clock.now = 60_000;
  assert.equal(limiter.admit('192.0.2.1'), true);
});

test('a client with its own IPv6 network can’t bypass the limit', () => {
  const limiter = createRateLimiter(3, () => 0);
  const admitted = Array.from({ length: 100 }, (_, n) => limiter.admit(`2001:db8::${n.toString(16)}`));
  assert.equal(admitted.filter(Boolean).length, 3);
});

test('extra costs of a request count too', () => {
  const limiter = createRateLimiter(300, () => 0);
  assert.equal(limiter.admit('192.0.2.1'), true);
  limiter.charge('192.0.2.1', 299.5);
  assert.equal(limiter.admit('192.0.2.1'), false);
  assert.equal(limiter.admit('192.0.2.2'), true);
});

test('with too many clients, inactive ones are dropped, not the most active', () => {
  const limiter = createRateLimiter(10, () => 0);
  for (let n = 0; n < 10; n++) limiter.admit('192.0.2.1');
  for (let n = 0; n < 25_000; n++) {
    limiter.admit(`10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`);
    if (n % 5000 === 0) assert.equal(limiter.admit('192.0.2.1'), false);
  }
  assert.equal(limiter.admit('192.0.2.1'), false);
});

test('the minute of a client does not end with that of others', () => {
  const clock = { now: 0 };
  const limiter = createRateLimiter(1, () => clock.now);
  limiter.admit('192.0.2.1');
  clock.now = 59_000;
  limiter.admit('192.0.2.2');
  clock.now = 61_000;
  assert.equal(limiter.admit('192.0.2.2'), false);
  assert.equal(limiter.admit('192.0.2.1'), true);
});
