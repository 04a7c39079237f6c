/** Connections of clients that read nothing: closed when the unread bytes of all together are too many. */
import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { test } from 'node:test';
import { limitConnections } from '../../dist/server/client-connections.js';

/** A server whose clients the test makes up. `count` is what the timer calls. */
function serving() {
  const server = new EventEmitter();
  let count;
  limitConnections(server, (work) => (count = work));
  const client = (...sizes) => {
    const close = () => Object.assign(socket, { isOpen: false, destroyed: true });
    const socket = Object.assign(new EventEmitter(), {
      isOpen: true,
      destroyed: false,
      destroy: close,
      destroySoon: close,
    });
    socket.responses = sizes.map((writableLength) => Object.assign(new EventEmitter(), { writableLength }));
    for (const response of socket.responses) server.emit('request', { socket, complete: true }, response);
    return socket;
  };
  return { client, count: () => count() };
}

test('the clients with the most unread bytes are closed, until the others fit into the memory', () => {
  const { client, count } = serving();
  const small = client(1e6);
  const large = client(20e6, 20e6);
  const middle = client(30e6);
  count();
  assert.deepEqual([small, middle, large].map(({ isOpen }) => isOpen), [true, true, false]); // prettier-ignore
});

test('clients that read are left alone', () => {
  const { client, count } = serving();
  const reading = Array.from({ length: 100 }, () => client(600_000));
  count();
  assert.ok(reading.every(({ isOpen }) => isOpen));
  const more = client(50e6);
  for (const { responses } of reading)
    for (const response of responses) response.emit('finish') && response.emit('close');
  count();
  assert.ok(more.isOpen);
});

test('many clients with a response each are too many together', () => {
  const { client, count } = serving();
  const clients = Array.from({ length: 200 }, () => client(1e6));
  count();
  assert.equal(clients.filter(({ isOpen }) => isOpen).length, 64);
});

test('a client with more than eight unread responses is closed at once', () => {
  const { client } = serving();
  assert.ok(client(...Array(8).fill(1)).isOpen);
  assert.ok(!client(...Array(9).fill(1)).isOpen);
});

test('a client that is gone leaves nothing behind, whichever of its responses were closed', () => {
  const { client, count } = serving();
  // Each of these alone is too much, and would be closed before another.
  const gone = Array.from({ length: 8 }, () => client(30e6, 30e6));
  for (const socket of gone) socket.emit('close');
  const reading = client(60e6);
  count();
  assert.ok(reading.isOpen);
});

test('requests that came in one piece with too many are not kept', () => {
  const { client } = serving();
  const many = client(...Array(2000).fill(1));
  assert.deepEqual([many.isOpen, many.responses.filter((one) => one.listenerCount('close')).length], [false, 9]);
});
