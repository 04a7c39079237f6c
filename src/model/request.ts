import { type Complain, type Readers, type ValuesOf, count, duration, list, oneOf, readValues } from './values.js';

/**
 * The attributes that say what is asked for. What is shown, and how, is none of its business: changing that never
 * makes a request.
 */
export const requestReaders = {
  tag: list(','),
  tagMatch: oneOf('any', 'all'),
  src: list(/\s+/),
  limit: count(1, 1000, 30),
  timeout: duration(10_000),
} satisfies Readers;

/** What is asked for. Times are in milliseconds. */
export type NewsRequest = ValuesOf<typeof requestReaders>;

/**
 * A request from properties of the same names. Addresses are resolved against `base`.
 * @param complain told of every value that makes no sense; the default takes its place
 */
export function toRequest(host: object, complain: Complain, base?: string): NewsRequest {
  const request = readValues(requestReaders, host, complain);
  const src = request.src.flatMap((address) => {
    const url = URL.canParse(address, base) ? new URL(address, base) : undefined;
    if (url && /^https?:$/.test(url.protocol)) return url.href;
    complain('src', address, 'http: and https: addresses, also relative ones');
    return [];
  });
  return { ...request, src: [...new Set(src)] };
}

/** The same for all requests that are answered by the same fetches: tags and limits are applied to what came. */
export const requestKey = ({ src }: NewsRequest): string => JSON.stringify(src);
