/** The selected tag in the page's URL, and the URLs of tags. */
import { withoutCredentials } from '../text/address.js';
import { fold } from '../text/fold.js';
import { type BrowsedFeed, selectTag, selectedTag } from './tag-selection.js';

/** Maximum length of a tag, so that a URL can't put a long text on the page. */
const MAX_LENGTH = 100;

/** Synchronizes the selected tag with a parameter of the page's URL. */
export class TagUrl {
  /** The selection that was last written to the URL. */
  #chosen = '';

  /** Selects the tag in the URL. */
  read(feed: BrowsedFeed, param: string): void {
    if (param) {
      const tag = new URL(location.href).searchParams.get(param)?.trim() ?? '';
      if (fold(tag) !== fold(selectedTag(feed))) selectTag(feed, tag.length > MAX_LENGTH ? '' : tag);
    }
    this.#chosen = selectedTag(feed);
  }

  /** Updates the URL when another tag was selected here, on a card or in another list. */
  write(feed: BrowsedFeed, param: string): void {
    const chosen = selectedTag(feed);
    if (chosen === this.#chosen) return;
    this.#chosen = chosen;
    const url = param && pageUrl(param, chosen);
    if (!url || url === location.href) return;
    try {
      // Keeps `history.state`, which routers need to go back.
      history.pushState(history.state, '', url);
    } catch {
      // Some frames may not change the history, and browsers limit how often. The feed has changed anyway.
    }
  }
}

/** Options for the links in a list of tags. */
export interface LinkOptions {
  /** Template with `{tag}` in it; empty: the default. */
  href: string;
  /** Name of the parameter that holds the tag; empty where there is none. */
  urlParam: string;
}

/** Returns whether a template for links can be used; an empty one stands for the default. */
export const isUsableTemplate = (href: string, base: string): boolean =>
  !href || (href.includes('{tag}') && isSafe(fill(href, 'a'), base));

/**
 * Returns the address that leads to a tag; `undefined` where there is none.
 * @param tag the tag that the page behind the link is about; empty: all
 * @param chosen the tag that the feed shows where the link leads to this very page; empty: none
 * @param href a usable template
 */
export function tagLink(
  tag: string,
  chosen: string,
  { href, urlParam }: LinkOptions,
  base: string,
): string | undefined {
  if (urlParam && !href) return withoutCredentials(pageUrl(urlParam, chosen));
  const url = tag && fill(href || '/tag/{tag}', tag);
  if (url) return isSafe(url, base) ? url : undefined;
  return urlParam ? withoutCredentials(pageUrl(urlParam, '')) : undefined;
}

/** Returns whether a link leads to this very page, in this window. */
export const leadsHere = ({ origin, pathname, target }: HTMLAnchorElement): boolean =>
  origin === location.origin && pathname === location.pathname && target === '';

/** Encodes a tag. Lone surrogates, which can't be encoded, are replaced. */
const fill = (template: string, tag: string): string =>
  template.replaceAll('{tag}', () => encodeURIComponent(tag.toWellFormed()));

const isSafe = (url: string, base: string): boolean =>
  URL.canParse(url, base) && /^https?:$/.test(new URL(url, base).protocol);

/** The address of this page with a tag as its parameter; all else in it stays. */
function pageUrl(param: string, tag: string): string {
  const url = new URL(location.href);
  if (tag) url.searchParams.set(param, tag);
  else url.searchParams.delete(param);
  return url.href;
}
