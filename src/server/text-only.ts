import { NewsError } from '../model/error.js';
import type { ProviderResponse } from '../providers/provider.js';

/**
 * Tells text from binary data by content, as browsers do: hosts send feeds as `application/octet-stream` or without a
 * type. Pictures and PDF files may hold RDF metadata, which would be read as a feed without articles.
 */

/** Number of bytes to examine, as browsers do (MIME Sniffing, resource header). */
const HEAD = 1445;

const UTF_16 = /charset\s*=\s*["']?utf-16/i;
const UTF_16_MARK = /^(?:\xff\xfe|\xfe\xff)/;
const SIGNATURE = /^%(?:PDF-|!PS-)/;

/**
 * Returns the response if it holds text.
 * @throws NewsError `format` for binary data
 */
export function textOnly(response: ProviderResponse): ProviderResponse {
  const { body, contentType, url } = response;
  // Some servers send white space or NUL before a feed.
  const head = String.fromCharCode(...body.subarray(0, HEAD)).replace(/^[\s\0]+/, '');
  const isWide = UTF_16.test(contentType) || UTF_16_MARK.test(head);
  if (SIGNATURE.test(head) || (!isWide && head.includes('\0'))) throw notText(url);
  return response;
}

/** Creates the error for a response that can't be a feed. */
export const notText = (url: string): NewsError =>
  new NewsError('format', `The response of ${url} is not XML, JSON or text.`, { source: url });
