import { Agent as HttpAgent, type IncomingMessage, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { type LookupFunction, isIP } from 'node:net';
import { Readable } from 'node:stream';
import { MAX_BYTES } from '../network/fetch-resource.js';
import { type Resolve, createLookup } from './dns-lookup.js';
import { decodeBody, encodingsIn } from './content-decoding.js';
import { BlockedUrlError } from './ssrf-guard.js';
import { isPublic } from './public-addresses.js';

export interface PinnedFetchOptions {
  /** Default: asks name servers, then the system. */
  resolve?: Resolve;
  /** Which addresses may be connected to. Default: public ones. */
  mayConnect?: (address: string) => boolean;
  /** Certificates to trust besides; for tests. */
  ca?: string | Buffer;
}

/**
 * How connections are kept. Their number is limited before, by who asks (`connection-queue.ts`): a request that waited
 * here would lose time that its source is given.
 */
const SOCKETS = { keepAlive: true, maxFreeSockets: 2, timeout: 30_000 };

/** Interim responses (1xx) to one request. Servers send one or two. */
const MAX_INTERIM = 20;

const NO_BODY = [204, 205, 304];

/**
 * A `fetch` for GET requests that looks a name up once, refuses it where any of its addresses is not public, and
 * connects to one of those very addresses: a name can't lead elsewhere in between. Node's own `fetch` looks names up
 * where nobody can see the answer. Redirects are not followed.
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
  const secure = { request: httpsRequest, agent: new HttpsAgent({ ...SOCKETS, ...(ca && { ca }) }) };
  return (input, { headers, signal } = {}) =>
    new Promise((resolve, reject) => {
      const url = new URL(String(input));
      // Addresses are connected to without being looked up.
      const literal = url.hostname.replace(/^\[|\]$/g, '');
      if (isIP(literal) && !mayConnect(literal)) return reject(new BlockedUrlError('private-address'));
      const { request, agent } = url.protocol === 'https:' ? secure : plain;
      let interim = 0;
      const sent = request(url, {
        agent,
        lookup,
        headers: { ...(headers as Record<string, string>), 'Accept-Encoding': 'gzip, deflate, br' },
        ...(signal && { signal }),
      })
        .on('response', (message) => resolve(toResponse(message, url.href, reject)))
        // No limit of bytes holds for these: without one of their own, they keep this thread busy until time is up.
        .on('information', () => ++interim > MAX_INTERIM && sent.destroy(new Error('No final response.')))
        .on('error', reject)
        // After `101 Switching Protocols` there is neither a response nor an error.
        .on('close', () => reject(new Error('No response.')));
      sent.end();
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
    // A status or a header that `Response` does not take.
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

/** An address with raw bytes in it, as browsers and curl read it: each byte escaped, be it UTF-8 or Latin-1. */
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
