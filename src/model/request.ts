import { cleanLink } from '../text/clean.js';
import {
  type InvalidValueHandler,
  type AttributeParsers,
  type ValuesOf,
  count,
  duration,
  list,
  oneOf,
  parseAttributes,
  text,
  textOrObject,
} from './values.js';

/**
 * Attributes that define the request. Attributes for display are elsewhere (`views/options.ts`): changing those never
 * sends a request.
 */
export const requestAttributes = {
  tag: list(','),
  tagMatch: oneOf('any', 'all'),
  src: list(/\s+/),
  provider: list(/\s+/),
  apiKey: text(''),
  relay: text(''),
  map: textOrObject('text or an object'),
  include: list(','),
  exclude: list(','),
  excludePublisher: list(','),
  maxAge: duration(undefined),
  perPublisher: count(1, 1000, 1000),
  limit: count(1, 1000, 30),
  // Default: the limit of the provider.
  timeout: duration(undefined),
} satisfies AttributeParsers;

/** A request for news. Times are in milliseconds. */
export type NewsRequest = ValuesOf<typeof requestAttributes>;

/**
 * Creates a request from properties of the same names. Resolves URLs against `base`.
 * @param onInvalidValue called for each invalid value, which is replaced by the default
 */
export function toRequest(host: object, onInvalidValue: InvalidValueHandler, base?: string): NewsRequest {
  const request = parseAttributes(requestAttributes, host, onInvalidValue);
  const absolute = (attribute: string) => (address: string) => {
    // `fetch` rejects URLs with credentials, which the page's own URL may contain; other hosts must not see them either.
    const url = cleanLink(address, base ?? address);
    if (url) return url;
    onInvalidValue(attribute, address, 'http: and https: addresses');
    return [];
  };
  const { provider, src, relay } = request;
  return {
    ...request,
    provider: provider.length ? provider : [src.length ? 'feed' : 'gdelt'],
    src: [...new Set(src.flatMap(absolute('src')))],
    relay: relay && [relay].flatMap(absolute('relay')).join(),
  };
}

/** Returns a key that is equal for requests with the same fetches. Tags and limits of feeds are applied afterwards. */
export const requestKey = ({ provider, src, relay, apiKey, map, tag, tagMatch, limit }: NewsRequest): string =>
  JSON.stringify(provider.join() === 'feed' ? [src, relay] : [src, relay, provider, apiKey, map, tag, tagMatch, limit]);

/** Returns whether the request has filters besides tag and limit. */
export const isChoosy = ({ include, exclude, excludePublisher, maxAge, perPublisher }: NewsRequest): boolean =>
  JSON.stringify([include, exclude, excludePublisher, maxAge, perPublisher]) !== '[[],[],[],null,1000]';
