/** The addresses of pages: which page a request is for, and the links to all of them. */
import { decoded, slugIn } from '../archive/tag-of-slug.js';

/** A page, as the address names it. Slugs are decoded, and have the one form that has a page. */
export type Route =
  | { kind: 'front' | 'sitemap' | 'oembed' }
  | { kind: 'tag' | 'embed-tag'; slug: string }
  | { kind: 'embed-feed'; name: string }
  | { kind: 'asset'; name: string }
  /** Another form of an address, such as `/tag/Peace-Negotiations/`. */
  | { kind: 'moved'; path: string }
  | { kind: 'missing' };

/** The formats that the relay answers `/tag/{slug}` in. */
const FEED = /\.(?:json|rss|atom)$/;

/** The addresses of a site whose root is at `baseUrl`. */
export class PageAddresses {
  readonly base: URL;

  constructor(baseUrl: string) {
    this.base = new URL(baseUrl.replace(/\/*$/, '/'));
  }

  /** Returns a path for links within the site. */
  path = (page: string): string => this.base.pathname + page;

  /** Returns a URL for other sites. */
  url = (page: string): string => this.base.href + page;

  /** Returns the page of a URL path; `undefined` if the path is not one of these addresses. */
  routeOf(pathname: string): Route | undefined {
    const [path, prefix] = this.#within(pathname);
    if (path === '') return { kind: 'front' };
    if (path === 'sitemap.xml') return { kind: 'sitemap' };
    if (path === 'oembed') return { kind: 'oembed' };
    const [, asset] = /^-\/([\w.-]+)$/.exec(path) ?? [];
    if (asset) return { kind: 'asset', name: asset };
    const [, place = '', written] = /^(tag|embed\/tag|embed)\/(.*)$/.exec(path) ?? [];
    if (written === undefined || (place === 'tag' && FEED.test(written))) return undefined;
    return place === 'embed' ? feedRoute(written) : tagRoute(place, written, prefix);
  }

  /** Returns the path below the root. A proxy may have removed the root's own path already. */
  #within(pathname: string): [path: string, prefix: string] {
    const root = this.base.pathname;
    if (pathname.startsWith(root)) return [pathname.slice(root.length), root];
    return `${pathname}/` === root ? ['', root] : [pathname.slice(1), root];
  }
}

const feedRoute = (written: string): Route => {
  const [, name] = /^([\w-]{1,100})\/?$/.exec(written) ?? [];
  return name ? { kind: 'embed-feed', name } : { kind: 'missing' };
};

function tagRoute(place: string, written: string, prefix: string): Route {
  const part = written.replace(/\/$/, '');
  const slug = slugIn(part);
  if (!slug) return { kind: 'missing' };
  if (slug !== decoded(part) || written.endsWith('/')) return { kind: 'moved', path: prefix + pageOfTag(slug, place) };
  return { kind: place === 'tag' ? 'tag' : 'embed-tag', slug };
}

/** Returns the address of a tag, below the root. */
export const pageOfTag = (slug: string, place = 'tag'): string => `${place}/${encodeURIComponent(slug)}`;
