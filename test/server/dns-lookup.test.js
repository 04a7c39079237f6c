/** DNS lookups: names that never resolve hold up no others. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLookup } from '../../dist/server/dns-lookup.js';

const v4 = (address) => ({ address, family: 4 });
const promised = (lookup) => (name) =>
  new Promise((resolve, reject) =>
    lookup(name, { all: true }, (error, found) => (error ? reject(error) : resolve(found))),
  );

/** The system of a machine: two threads, each of which a dead name blocks. */
function twoThreads(hosts = {}) {
  const system = (name, _options, callback) => {
    system.names.push(name);
    if (!hosts[name]) return;
    if (system.names.length <= 2) callback(null, [v4(hosts[name])]);
  };
  system.names = [];
  return system;
}

test('unresponsive names do not delay a name that name servers know', async () => {
  const query = (name) =>
    name === 'a.example' ? Promise.resolve([v4('192.0.2.1')]) : Promise.reject(new Error('dead'));
  const find = promised(createLookup({ query, system: twoThreads() }));
  for (const dead of ['dead.example', 'dead2.example', 'dead3.example']) find(dead).catch(() => undefined);
  assert.deepEqual(await find('a.example'), [v4('192.0.2.1')]);
});

test('a name server that never answers delays no other name', async () => {
  const query = (name) => (name === 'a.example' ? Promise.resolve([v4('192.0.2.1')]) : new Promise(() => undefined));
  const find = promised(createLookup({ query, system: twoThreads() }));
  for (let n = 0; n < 100; n++) void find(`dead${n}.example`);
  assert.deepEqual(await find('a.example'), [v4('192.0.2.1')]);
});

test('the system looks up one name at a time, and only a limited number', async () => {
  const system = twoThreads();
  const find = promised(createLookup({ query: () => Promise.reject(new Error('unknown')), system }));
  const lookups = Array.from({ length: 100 }, (_, n) => find(`dead${n}.example`).catch(({ message }) => message));
  const rejected = await Promise.race([lookups.at(-1), lookups.at(-2)]);
  assert.equal(rejected, 'unknown');
  assert.equal(system.names.length, 1);
});

test('a name that only the system knows is resolved', async () => {
  const find = promised(
    createLookup({
      query: () => Promise.reject(new Error('unknown')),
      system: (_name, _options, callback) => callback(null, [v4('192.0.2.9')]),
    }),
  );
  for (const name of ['cms.example', 'cms2.example']) assert.deepEqual(await find(name), [v4('192.0.2.9')]);
});

test('names of the local network are not sent to name servers', async () => {
  const queried = [];
  const find = promised(
    createLookup({
      query: async (name) => queried.push(name),
      system: (_name, _options, callback) => callback(null, [v4('127.0.0.1')]),
    }),
  );
  for (const name of ['localhost', 'printer', 'app.localhost', 'printer.local', 'printer.local.']) await find(name);
  assert.deepEqual(queried, []);
});

test('simultaneous lookups of a name share one query', async () => {
  const names = [];
  const query = async (name) => (names.push(name), [v4('192.0.2.1')]);
  const find = promised(createLookup({ query }));
  await Promise.all([find('a.example'), find('A.example'), find('a.example')]);
  assert.deepEqual(names, ['a.example']);
  await find('a.example');
  assert.equal(names.length, 2);
});
