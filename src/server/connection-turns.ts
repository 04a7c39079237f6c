/** Answers the requests of a connection one after another, for clients that send many at once. Node only. */

interface NodeSocket {
  destroyed: boolean;
  once(event: 'close', listener: () => void): unknown;
}

/** A request with what it came of on Node. */
export interface NodeRequest {
  runtime?:
    | {
        node?:
          | {
              req: { socket: NodeSocket; rawHeaders: string[] };
              res?: { once(event: 'close', listener: () => void): unknown } | undefined;
            }
          | undefined;
      }
    | undefined;
}

type Answer<R> = (request: R) => Promise<Response>;

/**
 * Returns a function that answers requests as `answer` does, but each only when the response before it on its connection is
 * sent. A client that never reads has one response made for it at a time.
 */
export function inTurns<R extends NodeRequest>(answer: Answer<R>): Answer<R> {
  const connections = new WeakMap<NodeSocket, { sent: Promise<unknown>; closed: Promise<void> }>();

  function connectionOf(socket: NodeSocket) {
    const closed = new Promise<void>((resolve) => void socket.once('close', resolve));
    const connection = { sent: Promise.resolve(), closed };
    connections.set(socket, connection);
    return connection;
  }

  /** Settles when the response before is sent, or never will be. */
  async function turn({ runtime }: R): Promise<void> {
    const { req, res } = runtime?.node ?? {};
    if (!req || !res || req.socket.destroyed) return;
    const connection = connections.get(req.socket) ?? connectionOf(req.socket);
    const before = connection.sent;
    connection.sent = new Promise<void>((resolve) => void res.once('close', resolve));
    await Promise.race([before, connection.closed]);
  }

  return async (request) => {
    await turn(request);
    if (request.runtime?.node?.req.socket.destroyed) return new Response(null, { status: 503 });
    return answer(request);
  };
}
