/** Closes connections of clients that would fill the memory of a relay, or keep it busy for ever. Node only. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Maximum number of open connections. */
const MAX_CONNECTIONS = 1000;

/** Maximum number of requests on one connection whose responses are unread. Browsers and proxies send one at a time. */
const MAX_UNREAD = 8;

/** Maximum number of bytes that clients have not read, of all connections. */
const MAX_BYTES = 64e6;

/** Milliseconds between two counts of these bytes. */
const INTERVAL = 250;

/** Milliseconds after which an idle connection is closed. */
const IDLE_TIMEOUT = 120_000;

/**
 * Closes connections of clients that never read, since unread responses would fill the memory. Closes also those of
 * clients that still send after their response: the relay reads no request body, and a body may never end.
 * @param setTimer calls a function again and again. Default: an interval that keeps no process alive
 */
export function limitConnections(
  server: Pick<Server, 'maxConnections' | 'timeout' | 'prependListener'>,
  setTimer: (work: () => void) => void = (work) => setInterval(work, INTERVAL).unref(),
): void {
  const unread = new Map<Socket, Set<ServerResponse>>();
  server.maxConnections = MAX_CONNECTIONS;
  server.timeout = IDLE_TIMEOUT;
  server.prependListener('request', (request: IncomingMessage, response: ServerResponse) => {
    const { socket } = request;
    // Requests that came with those for which it was closed.
    if (socket.destroyed) return;
    const waiting = unread.get(socket) ?? responsesOf(socket);
    waiting.add(response);
    response.once('close', () => waiting.delete(response));
    response.once('finish', () => request.complete || socket.destroySoon());
    if (waiting.size > MAX_UNREAD) socket.destroy();
  });
  function responsesOf(socket: Socket): Set<ServerResponse> {
    const waiting = new Set<ServerResponse>();
    unread.set(socket, waiting);
    // A response that waits for another one is never closed.
    socket.once('close', () => unread.delete(socket));
    return waiting;
  }
  setTimer(() => closeLargest(unread));
}

/** Closes the connections with the most unread bytes, until all others together are within the limit. */
function closeLargest(unread: ReadonlyMap<Socket, ReadonlySet<ServerResponse>>): void {
  const sizes = [...unread].map(([socket, responses]) => ({ socket, bytes: bytesOf(responses) }));
  let total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
  for (const { socket, bytes } of sizes.sort((a, b) => b.bytes - a.bytes)) {
    if (total <= MAX_BYTES) return;
    socket.destroy();
    total -= bytes;
  }
}

const bytesOf = (responses: ReadonlySet<ServerResponse>): number =>
  [...responses].reduce((sum, { writableLength }) => sum + writableLength, 0);
