import { NewsError } from '../model/error.js';
import type { ProviderResponse } from '../providers/provider.js';

/**
 * Tells text from binary data by content, as browsers do: hosts send feeds as `application/octet-stream` or without a
 * type. Pictures and PDF files hold metadata in RDF, which would pass for a feed without news.
 */

/** Bytes that are looked at: as many as browsers look at (MIME Sniffing, resource header). */
const HEAD = 1445;

const UTF_16 = /charset\s*=\s*["']?utf-16/i;
const UTF_16_MARK = /^(?:\xff\xfe|\xfe\xff)/;
const SIGNATURE = /^%(?:PDF-|!PS-)/;

/**
 * Passes a response on if it holds text.
 * @throws NewsError `format` for binary data
 */
export function textOnly(reply: ProviderResponse): ProviderResponse {
  const { body, contentType, url } = reply;
  // Some servers send white space or NUL before a feed.
  const head = String.fromCharCode(...body.subarray(0, HEAD)).replace(/^[\s\0]+/, '');
  const isWide = UTF_16.test(contentType) || UTF_16_MARK.test(head);
  if (SIGNATURE.test(head) || (!isWide && head.includes('\0'))) throw notText(url);
  return reply;
}

/** The error for a response that no feed is in. */
export const notText = (url: string): NewsError =>
  new NewsError('format', `The response of ${url} is neither XML nor JSON nor text.`, { source: url });
