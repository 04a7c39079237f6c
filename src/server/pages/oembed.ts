/** Answers oEmbed requests (https://oembed.com): the frame with which another site shows a tag page. */
import { count } from '../../model/values.js';
import { Failure } from '../responses.js';
import type { PageAddresses, Route } from './page-addresses.js';
import { pageOfTag } from './page-addresses.js';
import { markup } from './markup.js';

export interface OembedQuery {
  width: number;
  height: number;
  /** The page that is asked for. */
  route: Extract<Route, { kind: 'tag' | 'embed-tag' | 'embed-feed' }>;
}

/** Size of the frame in pixels, where the client sets no smaller one. */
const SIZE = { width: 640, height: 800 };

/** Sizes in which a frame shows anything. */
const MIN_SIZE = { width: 240, height: 200 };

const KINDS = ['tag', 'embed-tag', 'embed-feed'];

/**
 * Parses the parameters of a request.
 * @throws Failure `bad-request`, and `not-found` for an address that is not a page of this site
 */
export function parseOembedQuery(parameters: URLSearchParams, addresses: PageAddresses): OembedQuery {
  const url = parameters.get('url');
  if (!url) throw new Failure('bad-request', 'The parameter "url" is missing.');
  const address = URL.canParse(url) ? new URL(url) : undefined;
  const isOurs = address?.origin === addresses.base.origin && address.pathname.startsWith(addresses.base.pathname);
  let route = isOurs ? addresses.routeOf(address.pathname) : undefined;
  // Old links and links by hand are answered as well.
  if (route?.kind === 'moved') route = addresses.routeOf(route.path);
  if (!route || !KINDS.includes(route.kind)) throw new Failure('not-found', 'There is nothing to embed at this URL.');
  return {
    route: route as OembedQuery['route'],
    width: sizeOf(parameters, 'maxwidth', 'width'),
    height: sizeOf(parameters, 'maxheight', 'height'),
  };
}

function sizeOf(parameters: URLSearchParams, name: string, side: keyof typeof SIZE): number {
  const { parseValue, accepts } = count(1, 100_000, 0);
  const given = parameters.get(name);
  const max = given === null ? SIZE[side] : parseValue(given);
  if (max === undefined) throw new Failure('bad-request', `Invalid "${name}". Expected: ${accepts}.`);
  return Math.max(Math.min(max, SIZE[side]), Math.min(MIN_SIZE[side], max));
}

export interface OembedAnswer extends OembedQuery {
  /** Title of the page. */
  title: string;
  /** Name of the site. */
  provider: string;
}

/** Returns the response as JSON. */
export function oembedJson(addresses: PageAddresses, { route, width, height, title, provider }: OembedAnswer): string {
  const page = route.kind === 'embed-feed' ? `embed/${route.name}` : pageOfTag(route.slug, 'embed/tag');
  const src = addresses.url(page);
  const html = markup`<iframe src="${src}" title="${title}" width="${width}" height="${height}" frameborder="0" loading="lazy"></iframe>`;
  return JSON.stringify({
    version: '1.0',
    type: 'rich',
    title,
    provider_name: provider,
    provider_url: addresses.base.href,
    cache_age: 86_400,
    html: html.toString(),
    width,
    height,
  });
}
