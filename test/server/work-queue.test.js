/** Turns of requests: small work first, bounded memory, and time for connections between. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTurns } from '../../dist/server/work-queue.js';
import { inTurns } from '../../dist/server/connection-turns.js';
import { idle } from '../support/fake-timers.js';

/** Turns whose looks for connections and whose clock the test holds. Work begins and ends as it says. */
function queue() {
  const looks = [];
  const clock = { now: 0 };
  const turns = createTurns(
    (next) => looks.push(next),
    () => clock.now,
  );
  const begun = [];
  const ends = new Map();
  const add = (name, articles, { isWanted = () => true } = {}) =>
    turns(articles, () => (begun.push(name), new Promise((resolve) => ends.set(name, resolve))), isWanted);
  async function look(times = 1) {
    for (let n = 0; n < times; n++) {
      for (const next of looks.splice(0)) next();
      await idle();
    }
  }
  const end = async (name) => (ends.get(name)(name), await idle());
  return { turns, add, look, end, begun, clock, looks };
}

test('small work comes first, and equal work in its order', async () => {
  const { add, look, begun } = queue();
  for (const [name, articles] of [['large', 900], ['a', 30], ['larger', 1000], ['b', 30], ['tiny', 1]]) void add(name, articles); // prettier-ignore
  await look(20);
  assert.deepEqual(begun, ['tiny', 'a', 'b', 'large', 'larger']);
});

test('no more than 3,000 articles are held at a time; more than that alone', async () => {
  const { add, look, end, begun, looks } = queue();
  for (const name of ['a', 'b', 'c', 'd']) void add(name, 1000);
  void add('huge', 5000);
  await look(20);
  assert.deepEqual(begun, ['a', 'b', 'c']);
  // Nothing turns round while there is no room.
  assert.equal(looks.length, 0);
  for (const name of ['a', 'b', 'c']) await end(name);
  await look(20);
  assert.deepEqual(begun, ['a', 'b', 'c', 'd']);
  await end('d');
  await look(20);
  assert.equal(begun.at(-1), 'huge');
});

test('a result, an error and a thrown error reach the one who asked, and free the room', async () => {
  const { turns, look } = queue();
  const wanted = () => true;
  const results = Promise.allSettled([
    turns(3000, () => 'now', wanted),
    turns(3000, () => Promise.reject(new Error('later')), wanted),
    turns(3000, () => { throw new Error('at once'); }, wanted), // prettier-ignore
    turns(3000, async () => 'last', wanted),
  ]);
  await look(20);
  assert.deepEqual(
    (await results).map(({ value, reason }) => value ?? reason.message),
    ['now', 'later', 'at once', 'last'],
  );
});

test('after work of 40 ms, the process looks for connections for 10 ms', async () => {
  const { turns, look, clock } = queue();
  const begun = [];
  const work = () => (begun.push(clock.now), (clock.now += 40));
  for (let n = 0; n < 2; n++) void turns(900, work, () => true);
  await look(2);
  for (let n = 0; n < 15; n++) {
    clock.now += 1;
    await look();
  }
  assert.equal(begun.length, 2);
  assert.ok(begun[1] - begun[0] >= 50 && begun[1] - begun[0] < 53, begun.join());
});

test('work is not begun for a client that is gone, or after ten seconds', async () => {
  const { add, look, clock, begun } = queue();
  let isThere = true;
  const gone = add('gone', 10, { isWanted: () => isThere });
  const late = add('late', 20);
  isThere = false;
  await Promise.all([assert.rejects(gone, { code: 'unavailable' }), look()]);
  clock.now += 10_000;
  // The jump of the clock is taken for work, but never for long.
  await look();
  clock.now += 50;
  await Promise.all([assert.rejects(late, { code: 'unavailable', retryAfter: 5 }), look(20)]);
  assert.deepEqual(begun, []);
});

test('a thousand requests wait, and the next is refused', async () => {
  const { add, begun } = queue();
  for (let n = 0; n < 1000; n++) void add(n, 30);
  await assert.rejects(add('one more', 1), { code: 'unavailable' });
  assert.deepEqual(begun, []);
});

/** A request on a connection, whose response the test closes. */
function request(socket) {
  const listeners = [];
  const res = { once: (_event, listener) => listeners.push(listener) };
  return {
    runtime: { node: { req: { socket, rawHeaders: [] }, res } },
    close: () => listeners.forEach((one) => one()),
  };
}

test('the requests of a connection are answered one after another; other connections do not wait', async () => {
  const begun = [];
  const answer = inTurns(async (one) => (begun.push(one.name), new Response('')));
  const [first, second] = [{ destroyed: false }, { destroyed: false }];
  const all = [['a1', first], ['a2', first], ['a3', first], ['b1', second]].map(([name, socket]) => ({ ...request(socket), name })); // prettier-ignore
  for (const one of all) void answer(one);
  await idle();
  assert.deepEqual(begun, ['a1', 'b1']);
  all[0].close();
  await idle();
  assert.deepEqual(begun, ['a1', 'b1', 'a2']);
  // The client is gone.
  first.destroyed = true;
  all[1].close();
  await idle();
  assert.deepEqual(begun, ['a1', 'b1', 'a2']);
});

test('requests of platforms without sockets are answered at once', async () => {
  const answer = inTurns(async () => new Response('here'));
  assert.equal(await (await answer({})).text(), 'here');
});
