/** Creates the responses of pages: fixed headers, entity tags, and a policy that allows no inline script or style. */
import { includesTag } from '../entity-tags.js';
import { etagOf } from '../responses.js';
import type { PageSettings } from './page-options.js';

/** Values of `Cache-Control` by kind of response. */
export const PAGE_CACHING = {
  page: 'public, max-age=60, s-maxage=120, stale-while-revalidate=3600, stale-if-error=86400',
  /** Pages that may be better within a minute. */
  brief: 'public, max-age=15, s-maxage=60, stale-while-revalidate=60',
  daily: 'public, max-age=3600, stale-while-revalidate=86400',
  forever: 'public, max-age=31536000, immutable',
  none: 'no-store',
} as const;

/** A response before it is fitted to a request. It is kept in memory. */
export interface PageAnswer {
  status: number;
  type: string;
  body: string;
  caching: keyof typeof PAGE_CACHING;
  etag: string;
  /** More headers, or other values. */
  headers?: Record<string, string> | undefined;
}

/** The time at which the articles were read, which changes without a change of the page. */
const READ_AT = /"at":\d+,/g;

/** Creates an answer with its entity tag. */
export const pageAnswer = async (answer: Omit<PageAnswer, 'etag'>): Promise<PageAnswer> => ({
  ...answer,
  etag: await etagOf(answer.body.replace(READ_AT, '')),
});

/** Fits an answer to a request: 304 for a client that has it already, and no body for HEAD. */
export function responseTo(request: Request, answer: PageAnswer, policy: string): Response {
  const headers = new Headers({
    'Cache-Control': PAGE_CACHING[answer.caching],
    'Content-Security-Policy': policy,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'strict-origin-when-cross-origin',
    ETag: answer.etag,
    ...answer.headers,
  });
  if (answer.status === 200 && includesTag(request.headers.get('if-none-match'), answer.etag))
    return new Response(null, { status: 304, headers });
  headers.set('Content-Type', `${answer.type}; charset=utf-8`);
  return new Response(request.method === 'HEAD' ? null : answer.body, { status: answer.status, headers });
}

/**
 * Returns the content security policy of a page.
 * @param frames origins that may show it in a frame; undefined for all
 */
export function policyOf(
  { script, styleSheet, logo, banner, addresses }: PageSettings,
  frames: readonly string[] | undefined,
): string {
  const originOf = (address: string | undefined) => address && new URL(address, addresses.base).origin;
  const sources = (...origins: (string | undefined)[]) =>
    [...new Set(["'self'", ...origins.filter((one) => one)])].join(' ');
  return [
    "default-src 'none'",
    `style-src ${sources(originOf(styleSheet))}`,
    `script-src ${sources(originOf(script))}`,
    `img-src ${sources('https:', 'data:', originOf(logo?.url), originOf(banner?.icon))}`,
    `font-src ${sources(originOf(styleSheet), styleSheet && 'https:')}`,
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${frames ? frames.join(' ') || "'none'" : '*'}`,
  ].join('; ');
}

/** The policy of responses that are not pages. */
export const FILE_POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'";
