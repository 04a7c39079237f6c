/** A `fetch` on Node that connects only to IP addresses it has checked. */
import { lookup as systemLookup } from 'node:dns';
import { Agent as HttpAgent, type ClientRequest, type IncomingMessage, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { type LookupFunction, isIP } from 'node:net';
import { Readable } from 'node:stream';
import { MAX_BYTES } from '../network/fetch-resource.js';
import { type Resolve, createLookup } from './dns-lookup.js';
import { decodeBody, encodingsIn } from './content-decoding.js';
import { BlockedUrlError } from './ssrf-guard.js';
import { isPublic } from './public-addresses.js';

export interface PinnedFetchOptions {
  /** Resolves host names. Default: by name servers, then by the system. */
  resolve?: Resolve;
  /** Returns whether an IP address may be connected to. Default: public addresses. */
  mayConnect?: (address: string) => boolean;
  /** Additional certificates to trust, for tests. */
  ca?: string | Buffer;
}

/**
 * Options of the connection pools. They set no limit of open connections, since waiting here would count against the time
 * limit of a source. `connection-queue.ts` limits them.
 */
const SOCKETS = { keepAlive: true, maxFreeSockets: 2, timeout: 30_000 };

/** Maximum number of interim responses (1xx) to one request. Servers send one or two. */
const MAX_INTERIM = 20;

const NO_BODY = [204, 205, 304];

/**
 * Creates a `fetch` for GET requests that resolves a host name once, rejects it if any of its addresses is not public,
 * and connects to one of these addresses: the name can't resolve to another address in between. Node's own `fetch` does
 * not expose the addresses. Does not follow redirects.
 */
export function createPinnedFetch({
  resolve: find = createLookup(),
  mayConnect = isPublic,
  ca,
}: PinnedFetchOptions = {}): typeof fetch {
  const lookup: LookupFunction = (hostname, options, callback) => {
    find(hostname, { all: true }, (error, addresses) => {
      const refused = addresses?.every(({ address }) => mayConnect(address))
        ? null
        : new BlockedUrlError('private-address');
      const failure = error ?? (addresses.length ? refused : new Error('No address.'));
      if (failure) callback(failure, []);
      else if (options.all) callback(null, addresses);
      else callback(null, addresses[0]!.address, addresses[0]!.family);
    });
  };
  const plain = { request: httpRequest, agent: new HttpAgent(SOCKETS) };
  const secure = { request: httpsRequest, agent: new HttpsAgent(SOCKETS) };
  return async (input, { headers, signal } = {}) => {
    const url = new URL(String(input));
    // Node does not call `lookup` for a literal IP address.
    const literal = url.hostname.replace(/^\[|\]$/g, '');
    if (isIP(literal) && !mayConnect(literal)) throw new BlockedUrlError('private-address');
    const { request, agent } = url.protocol === 'https:' ? secure : plain;
    const sent = { 'Accept-Encoding': 'gzip, deflate, br', ...(headers as Record<string, string>) };
    const options = { agent, lookup, headers: sent, ...(signal && { signal }), ...(ca && { ca }) };
    try {
      return await respond(request(url, options), url.href);
    } catch (cause) {
      if (!(cause instanceof StaleConnectionError)) throw cause;
      return await respond(request(url, { ...options, agent: false }), url.href);
    }
  };
}

/**
 * Creates a `fetch` for the owner's own network: connects to any address, and resolves names as the system does, by its
 * hosts file first. Node's own `fetch` ends the process when a response with more than five encodings breaks.
 */
export const createLocalFetch = (): typeof fetch =>
  createPinnedFetch({ resolve: systemLookup, mayConnect: () => true });

/**
 * A kept connection that the server closed while a request was on its way: no server has to keep it longer. Such a request
 * may be sent again, says RFC 9112, section 9.3.1.
 */
class StaleConnectionError extends Error {}

/**
 * Sends a request.
 * @returns its response
 * @throws StaleConnectionError if a kept connection ended before a response came; else the reason of the failure
 */
function respond(sent: ClientRequest, url: string): Promise<Response> {
  return new Promise((resolve, reject) => {
    let interim = 0;
    sent
      .on('response', (message) => resolve(toResponse(message, url, reject)))
      // The limit of bytes does not count interim responses: without a limit, they keep this thread busy until the timeout.
      .on('information', () => ++interim > MAX_INTERIM && sent.destroy(new Error('No final response.')))
      .on('error', (cause: NodeJS.ErrnoException) => {
        const isStale = sent.reusedSocket && !interim && ['ECONNRESET', 'EPIPE'].includes(cause.code!);
        reject(isStale ? new StaleConnectionError() : cause);
      })
      // `101 Switching Protocols` triggers neither a response nor an error.
      .on('close', () => reject(new Error('No response.')))
      .end();
  });
}

function toResponse(
  message: IncomingMessage,
  url: string,
  reject: (reason: unknown) => void,
): Response | PromiseLike<Response> {
  try {
    const status = message.statusCode!;
    const body = NO_BODY.includes(status) ? null : bodyOf(message, url);
    if (!body) message.resume();
    return new Response(body, { status, headers: headersOf(message) });
  } catch (cause) {
    // `Response` rejects the status or a header.
    message.destroy();
    reject(cause);
    return new Promise(() => undefined);
  }
}

function headersOf({ headers }: IncomingMessage): [string, string][] {
  return Object.entries(headers).flatMap(([name, value]) =>
    [value ?? []].flat().map((one) => [name, name === 'location' ? escaped(one) : one] as [string, string]),
  );
}

/** Escapes each raw byte of a URL, as browsers and curl do for UTF-8 and Latin-1. */
const escaped = (address: string): string =>
  address.replace(/[\x80-\xff]/g, (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase()}`);

function bodyOf(message: IncomingMessage, url: string): ReadableStream {
  const encodings = encodingsIn(message.headers['content-encoding']);
  if (!encodings.length) return Readable.toWeb(message) as ReadableStream;
  return new ReadableStream({
    async start(controller) {
      try {
        controller.enqueue(await decodeBody(message, encodings, { url, maxBytes: MAX_BYTES }));
        controller.close();
      } catch (cause) {
        message.destroy();
        controller.error(cause);
      }
    },
    cancel: () => void message.destroy(),
  });
}
