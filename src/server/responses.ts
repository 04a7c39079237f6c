/** Creates the responses of a relay: few types, fixed headers, and no bytes that a source has sent. */
import type { NewsError } from '../model/error.js';
import { includesTag } from './entity-tags.js';
import { BlockedUrlError } from './ssrf-guard.js';

const FRESH = 'public, max-age=180, s-maxage=900, stale-while-revalidate=1800, stale-if-error=3600';
const BRIEF = 'public, max-age=15, s-maxage=60';

/** Values of `Cache-Control` by kind of response. `brief` is for responses that may improve within a minute. */
export const CACHING = { fresh: FRESH, brief: BRIEF, none: 'no-store' } as const;

/** Reason why a relay returns no articles. Programs should check this code, never the message. */
export type RelayErrorCode =
  | 'bad-request'
  | 'forbidden'
  | 'not-found'
  | 'method-not-allowed'
  | 'throttled'
  | 'internal'
  /** The archive fails or is slow. */
  | 'unavailable'
  /** The source failed, gave no feed, or redirects to a URL that the relay may not fetch. */
  | 'upstream'
  | 'timeout';

const STATUS: Record<RelayErrorCode, number> = {
  'bad-request': 400,
  forbidden: 403,
  'not-found': 404,
  'method-not-allowed': 405,
  throttled: 429,
  internal: 500,
  upstream: 502,
  unavailable: 503,
  timeout: 504,
};

/** Thrown for a request that gets an error response. The client sees the message. */
export class Failure extends Error {
  constructor(
    readonly code: RelayErrorCode,
    message: string,
    /** Seconds until the client should retry. */
    readonly retryAfter?: number,
  ) {
    super(message);
  }
}

const UPSTREAM: Partial<Record<NewsError['code'], string>> = {
  timeout: 'The source did not answer in time.',
  http: 'The source returned an error.',
  throttled: 'The source received too many requests.',
  gone: 'The source no longer exists.',
  format: 'The source did not return a feed.',
  'too-large': 'The source returned more than two megabytes.',
  config: 'The configuration of this feed is invalid. See the log of the relay.',
};

/** Converts the error of a source to a failure that reveals only its kind. */
export function upstreamFailure(error: NewsError, retryAfter: number | undefined): Failure {
  const message =
    error.cause instanceof BlockedUrlError
      ? 'The relay is not allowed to fetch this URL, or one that it redirects to.'
      : (UPSTREAM[error.code] ?? 'The relay could not connect to the source.');
  return new Failure(error.code === 'timeout' ? 'timeout' : 'upstream', message, retryAfter);
}

/** Origins whose pages may read responses; `undefined` for all. */
export type Origins = ReadonlySet<string> | undefined;

/** Returns the headers of every response. Errors have CORS headers too, so that a page can read their code. */
function headersFor(request: Request, origins: Origins, caching: string): Headers {
  const headers = new Headers({
    'Cache-Control': caching,
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Access-Control-Expose-Headers': 'ETag, Retry-After, Age, Link',
  });
  const origin = request.headers.get('origin');
  if (!origins) headers.set('Access-Control-Allow-Origin', '*');
  else {
    headers.set('Vary', 'Origin');
    if (origin !== null && origins.has(origin)) headers.set('Access-Control-Allow-Origin', origin);
  }
  return headers;
}

function withType(headers: Headers, type: string): Headers {
  headers.set('Content-Type', `${type}; charset=utf-8`);
  headers.set('Content-Disposition', 'inline');
  return headers;
}

/** Creates a response about the relay itself, which nobody caches. */
export function serviceAnswer(request: Request, origins: Origins, body: string, type: string, status = 200): Response {
  const headers = withType(headersFor(request, origins, CACHING.none), type);
  return new Response(request.method === 'HEAD' ? null : body, { status, headers });
}

/** Creates a response with articles, or 304 for a client that has them already. */
export function newsAnswer(
  request: Request,
  origins: Origins,
  body: string,
  etag: string,
  caching: string,
  type = 'application/feed+json',
): Response {
  const headers = headersFor(request, origins, caching);
  headers.set('ETag', etag);
  // Otherwise each page view would reach the relay while a source is down (RFC 9213).
  if (caching === CACHING.none) headers.set('CDN-Cache-Control', 'public, max-age=60');
  if (includesTag(request.headers.get('if-none-match'), etag)) return new Response(null, { status: 304, headers });
  return new Response(request.method === 'HEAD' ? null : body, {
    status: 200,
    headers: withType(headers, type),
  });
}

export function failureAnswer(request: Request, origins: Origins, { code, message, retryAfter }: Failure): Response {
  // Caches must not serve these to other clients.
  const isPersonal = code === 'throttled' || code === 'internal';
  const headers = withType(headersFor(request, origins, isPersonal ? CACHING.none : CACHING.brief), 'application/json');
  if (retryAfter !== undefined) headers.set('Retry-After', String(retryAfter));
  if (code === 'method-not-allowed') headers.set('Allow', 'GET, HEAD, OPTIONS');
  const body = JSON.stringify({ error: { code, message, retryAfter } });
  return new Response(request.method === 'HEAD' ? null : body, { status: STATUS[code], headers });
}

/** Creates the response to a preflight, which browsers send before requests with `If-None-Match`. */
export function preflightAnswer(request: Request, origins: Origins): Response {
  const headers = headersFor(request, origins, CACHING.none);
  headers.set('Access-Control-Allow-Methods', 'GET, HEAD');
  headers.set('Access-Control-Allow-Headers', 'If-None-Match, Cache-Control');
  headers.set('Access-Control-Max-Age', '86400');
  return new Response(null, { status: 204, headers });
}

/** Returns a weak entity tag, which proxies may keep when they compress a response. */
export async function etagOf(body: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(body)));
  return `W/"${btoa(String.fromCharCode(...digest.subarray(0, 15)))}"`;
}
