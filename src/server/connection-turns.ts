/** Answers the requests of a connection one after another, for clients that send many at once. Node only. */

/** A request with what it came of on Node. */
export interface NodeRequest {
  runtime?:
    | {
        node?:
          | {
              req: { socket: { destroyed: boolean }; rawHeaders: string[] };
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
  const sent = new WeakMap<object, Promise<unknown>>();

  async function turn({ runtime }: R): Promise<void> {
    const { req, res } = runtime?.node ?? {};
    if (!req || !res) return;
    const before = sent.get(req.socket);
    const own = new Promise<void>((resolve) => void res.once('close', resolve));
    sent.set(req.socket, own);
    await before;
  }

  return async (request) => {
    await turn(request);
    if (request.runtime?.node?.req.socket.destroyed) return new Response(null, { status: 503 });
    return answer(request);
  };
}
