/** Requests to services that return JSON. */
import { cut } from '../../text/clean.js';
import { NewsError } from '../../model/error.js';
import type { ProviderResponse } from '../provider.js';
import { member } from '../../text/coerce.js';
import { decodedText } from '../values/full-values.js';

/** Parameters of an address; a list repeats its name. */
export type Params = Record<string, string | number | readonly string[]>;

/** An address with parameters added to its query. */
export function addressWith(address: string, params: Params): string {
  const url = new URL(address);
  for (const [name, value] of Object.entries(params)) {
    for (const one of typeof value === 'object' ? value : [value]) url.searchParams.append(name, String(one));
  }
  // Every server reads `%20` as a space, but not each reads `+` as one. A plus sign is `%2B` here.
  url.search = url.search.replaceAll('+', '%20');
  return url.href;
}

/**
 * The address of a site, with a slash at its end, without query, fragment and the path of its API.
 * @throws NewsError `config` for what is no web address
 */
export function siteAddress(src: string, provider: string, apiPath: string): string {
  const url = URL.canParse(src) ? new URL(src) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new NewsError('config', `Set \`src\` to the address of the site that \`${provider}\` reads.`, {
      source: src,
    });
  }
  const path = url.pathname.split('/');
  const api = path.indexOf(apiPath);
  return url.origin + (api < 0 ? path : path.slice(0, api)).join('/').replace(/(?<!\/)\/*$/, '/');
}

/** The text of an answer, in UTF-8, without a byte order mark and blanks before it. */
export const replyText = ({ body }: ProviderResponse): string =>
  new TextDecoder().decode(body).replace(/^[\s\ufeff]+/, '');

/** Describes why a response can't be read. `service` is its name or address. */
export function notReadable(service: string, text: string, cause?: unknown): NewsError {
  const what = !text
    ? 'gave an empty answer'
    : text[0] === '<'
      ? 'answered with a web page where data was expected: check its address'
      : /^[[{]/.test(text)
        ? 'gave data that is not well-formed, or ends too early'
        : `answered "${quoted(text)}"`;
  return new NewsError('format', `${service} ${what}.`, { source: service, cause });
}

/** The beginning of a text, to be quoted in a message. */
export const quoted = (text: string): string => (cut(decodedText(text.slice(0, 1000)), 200) ?? '').replace(/\.$/, '');

/**
 * An answer in JSON. What it is, its first character says: services send refusals with any status and type.
 * @throws NewsError `format`
 */
export function readJson(reply: ProviderResponse, service: string): unknown {
  const text = replyText(reply);
  try {
    if (/^[[{]/.test(text)) return JSON.parse(text);
  } catch (cause) {
    throw notReadable(service, text, cause);
  }
  throw notReadable(service, text);
}

/**
 * The list that an answer is, or the one that it holds as `name`.
 * @throws NewsError `format` where there is none, with what the service says instead
 */
export function listIn(answer: unknown, service: string, name?: string): unknown[] {
  const found = name === undefined ? answer : member(answer, name);
  if (Array.isArray(found)) return found;
  const said = decodedText(member(answer, 'message') ?? member(answer, 'detail') ?? member(answer, 'error'));
  const why = said ? `it says "${quoted(said)}"` : 'its response holds no list of articles';
  throw new NewsError('format', `No news from ${service}: ${why}.`, { source: service });
}

/**
 * Returns whether a draft lacks what every article has. Filters keep it, so that it is counted as unreadable: a service that has
 * changed its answers must not look like one without news.
 */
export const isUnreadable = (draft: object): boolean => !member(draft, 'url') || !member(draft, 'title');

/** Returns the result of a request. A failure that `explain` knows more about gets a better message and keeps all else. */
export async function explained<T>(asked: Promise<T>, explain: (error: NewsError) => string | undefined): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    const message = error instanceof NewsError ? explain(error) : undefined;
    if (!message) throw error;
    const { name: _name, code, ...known } = error as NewsError;
    throw new NewsError(code, message, { ...known, cause: error });
  }
}

/** One page of a list. */
export interface Page {
  items: unknown[];
  /** True if no page follows. */
  isLast: boolean;
}

/**
 * Asks for page after page, from 1 on, until there are `limit` items, no page follows, or one that follows fails.
 * Where not all items of a page are of use, two more pages of `size` items are read than would do otherwise.
 */
export async function inPages(
  limit: number,
  size: number,
  readPage: (page: number) => Promise<Page>,
): Promise<unknown[]> {
  const maxPages = Math.ceil(limit / size) + 2;
  let { items, isLast } = await readPage(1);
  for (let page = 2; page <= maxPages && !isLast && items.length < limit; page++) {
    try {
      const next = await readPage(page);
      isLast = next.isLast;
      items = items.concat(next.items);
    } catch (error) {
      // A failed page does not discard the pages before it. Some sources return an error after their last page.
      if (!(error instanceof NewsError)) throw error;
      break;
    }
  }
  return items.slice(0, limit);
}
