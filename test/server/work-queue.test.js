/** Turns of requests: small work first, bounded memory, and time for connections between. */
import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { test } from 'node:test';
import { createTurns } from '../../dist/server/work-queue.js';
import { inTurns } from '../../dist/server/connection-turns.js';
import { idle } from '../support/fake-timers.js';

/** Turns whose looks for connections, clock and timers the test holds. Work begins and ends as it says. */
function queue() {
  const looks = [];
  const clock = { now: 0 };
  const timers = new Set();
  const setTimer = (act, milliseconds) => {
    const timer = { act, at: clock.now + milliseconds };
    timers.add(timer);
    return () => timers.delete(timer);
  };
  const turns = createTurns({ next: (next) => looks.push(next), now: () => clock.now, setTimer });
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
  /** Lets time pass, and timers call. */
  async function wait(milliseconds) {
    clock.now += milliseconds;
    for (const timer of timers) if (timer.at <= clock.now && timers.delete(timer)) timer.act();
    await idle();
  }
  const end = async (name) => (ends.get(name)(name), await idle());
  return { turns, add, look, end, wait, begun, clock, looks, timers };
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

test('large work gives precedence to small work for a time, not for ever', async () => {
  const { turns, look, wait, begun } = queue();
  const work = (name) => () => void begun.push(name);
  void turns(60, work('page'), () => true);
  // Each of these is smaller, and they never end.
  for (let n = 0; n < 100; n++) {
    void turns(1, work(n), () => true);
    void turns(1, work(n), () => true);
    await look();
    await wait(50);
  }
  const place = begun.indexOf('page');
  assert.ok(place > 5 && place < 30, String(place));
});

test('work is refused after ten seconds, whatever comes meanwhile, also while there is no room', async () => {
  const { add, look, wait, begun, timers } = queue();
  void add('all', 5000);
  await look(2);
  const late = add('late', 20);
  const refused = assert.rejects(late, { code: 'unavailable', retryAfter: 5 });
  await wait(9999);
  void add('later', 10);
  await wait(1);
  await refused;
  assert.deepEqual(begun, ['all']);
  assert.equal(timers.size, 1);
});

test('work is not begun for a client that is gone, and leaves its place to others', async () => {
  const { add, look, begun } = queue();
  let isThere = true;
  const gone = Array.from({ length: 1000 }, (_, n) => add(n, 900, { isWanted: () => isThere }));
  const refused = Promise.all(gone.map((one) => assert.rejects(one, { code: 'unavailable' })));
  await assert.rejects(add('too many', 1), { code: 'unavailable' });
  isThere = false;
  void add('small', 1);
  await refused;
  await look(5);
  assert.deepEqual(begun, ['small']);
});

const newSocket = () => Object.assign(new EventEmitter(), { destroyed: false });

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
  const [first, second] = [newSocket(), newSocket()];
  const all = [['a1', first], ['a2', first], ['a3', first], ['b1', second]].map(([name, socket]) => ({ ...request(socket), name })); // prettier-ignore
  const answers = all.map((one) => answer(one));
  await idle();
  assert.deepEqual(begun, ['a1', 'b1']);
  all[0].close();
  await idle();
  assert.deepEqual(begun, ['a1', 'b1', 'a2']);
  // The client is gone: Node closes the response that is sent, and never those that wait for it.
  first.destroyed = true;
  first.emit('close');
  const unsent = await Promise.all([answers[2], answer({ ...request(first), name: 'a4' })]);
  assert.deepEqual(unsent.map(({ status }) => status), [503, 503]); // prettier-ignore
  assert.deepEqual(begun, ['a1', 'b1', 'a2']);
});

test('requests of platforms without sockets are answered at once', async () => {
  const answer = inTurns(async () => new Response('here'));
  assert.equal(await (await answer({})).text(), 'here');
});
