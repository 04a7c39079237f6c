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
 * The attributes that say what is asked for. What is shown, and how, is none of its business: changing that never
 * makes a request.
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
  // Without one, that of the provider.
  timeout: duration(undefined),
} satisfies AttributeParsers;

/** Everything that is requested. Times are in milliseconds. */
export type NewsRequest = ValuesOf<typeof requestAttributes>;

/**
 * A request from properties of the same names. Addresses are resolved against `base`.
 * @param onInvalidValue called for every invalid value; the default takes its place
 */
export function toRequest(host: object, onInvalidValue: InvalidValueHandler, base?: string): NewsRequest {
  const request = parseAttributes(requestAttributes, host, onInvalidValue);
  const absolute = (attribute: string) => (address: string) => {
    // `fetch` refuses names and passwords, which the page's own address may hold, and they are nobody else's business.
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

/** The same for all requests that are answered by the same fetches: of feeds, tags and limits are applied to what came. */
export const requestKey = ({ provider, src, relay, apiKey, map, tag, tagMatch, limit }: NewsRequest): string =>
  JSON.stringify(provider.join() === 'feed' ? [src, relay] : [src, relay, provider, apiKey, map, tag, tagMatch, limit]);

/** Returns whether it takes more than a tag and a limit to choose among what came. */
export const isChoosy = ({ include, exclude, excludePublisher, maxAge, perPublisher }: NewsRequest): boolean =>
  JSON.stringify([include, exclude, excludePublisher, maxAge, perPublisher]) !== '[[],[],[],null,1000]';
