/** The clock that intervals are measured with. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { steadyClock } from '../../dist/server/steady-clock.js';

const DAY = 864e5;

/** The system's clocks, in the hands of a test. */
function systemClocks(t) {
  const clocks = { wall: Date.UTC(2026, 4, 26), monotonic: 1000 };
  t.mock.method(Date, 'now', () => clocks.wall);
  t.mock.method(performance, 'now', () => clocks.monotonic);
  return clocks;
}

test('time advances if either clock does', (t) => {
  const clocks = systemClocks(t);
  const clock = steadyClock();
  clocks.wall += 500;
  clocks.monotonic += 500;
  assert.equal(clock(), 500);
  // The machine was suspended for an hour.
  clocks.wall += 36e5;
  assert.equal(clock(), 36e5 + 500);
});

test('setting the clock back does not turn time back', (t) => {
  const clocks = systemClocks(t);
  const clock = steadyClock();
  clocks.wall -= 400 * DAY;
  clocks.monotonic += 700;
  assert.equal(clock(), 700);
  clocks.wall += 300;
  clocks.monotonic += 300;
  assert.equal(clock(), 1000);
});

test('setting the clock forward by years counts as a day', (t) => {
  const clocks = systemClocks(t);
  const clock = steadyClock();
  clocks.wall += 4000 * DAY;
  assert.equal(clock(), DAY);
});

test('an owner’s clock is used alone, and never runs backwards', () => {
  let now = 5;
  const clock = steadyClock(() => now);
  now += 30 * DAY;
  assert.equal(clock(), 30 * DAY);
  now -= 400 * DAY;
  assert.equal(clock(), 30 * DAY);
  now += 1;
  assert.equal(clock(), 30 * DAY + 1);
});

test('an own clock that fails once goes on afterwards', () => {
  let wall = 1000;
  const clock = steadyClock(() => wall);
  wall = NaN;
  assert.equal(clock(), 0);
  wall = 5000;
  clock();
  wall = 5700;
  assert.equal(clock(), 700);
});
