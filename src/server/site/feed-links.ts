/** Finds the feeds that a web page names: in its head, then in its HTTP headers. Runs nothing of the page. */
import { fullDecoders } from '../../providers/values/full-decoders.js';
import { cleanLink } from '../../text/clean.js';
import type { Tag } from '../../text/decoders.js';
import { behind, decodeEntities, readTag } from '../../text/html-text.js';

/** A page with what its response says besides. */
export interface Page {
  /** The page, or its beginning. */
  html: string;
  /** Its URL after redirects. */
  url: string;
  /** The header `Link`; empty if there is none. */
  linkHeader: string;
}

/** A link to a feed. */
export interface FeedLink {
  url: string;
  /** True for a feed of comments, which is no news. */
  isComments: boolean;
}

const FEED_TYPE = /^\s*application\/(?:(?:rss|atom|feed)\+(?:xml|json)|(json))\s*(?:;|$)/i;

const COMMENTS = /\bcomments?\b|kommentar|comentario|commentaire/i;

/** Elements of the head whose content is no markup. */
const TEXT_ONLY = /^(?:script|style|noscript|template|title)$/i;

/** Maximum number of characters of a header that are read. */
const MAX_HEADER = 8000;

/**
 * Returns the links in their order: those in the head, those in the headers, each with those that say to be plain JSON behind
 * the others, since these are mostly interfaces for programs.
 */
export function feedLinksOf({ html, url, linkHeader }: Page): FeedLink[] {
  const { links, base } = headOf(html, url);
  const found = [...inOrder(links.map((link) => ({ ...link, base }))), ...inOrder(headerLinks(linkHeader, url))];
  const byUrl = new Map<string, FeedLink>();
  for (const { href, title, base: from } of found) {
    const address = href && cleanLink(href, from);
    if (!address || byUrl.has(address)) continue;
    byUrl.set(address, { url: address, isComments: COMMENTS.test(title) || /\/comments?\b/i.test(address) });
  }
  return [...byUrl.values()];
}

interface Link {
  href: string;
  title: string;
  isJson: boolean;
}

const inOrder = <T extends Link>(links: readonly T[]): T[] => [
  ...links.filter(({ isJson }) => !isJson),
  ...links.filter(({ isJson }) => isJson),
];

/** Reads the head of a page. The first `<base>` with a URL counts, as in browsers. */
function headOf(html: string, url: string): { links: Link[]; base: string } {
  const links: Link[] = [];
  let base: string | undefined;
  for (const { name, closing, attributes } of tagsIn(html)) {
    const tag = name.toLowerCase();
    if (tag === 'body' || (tag === 'head' && closing)) break;
    const attribute = (wanted: string) => valueOf(attributes, wanted);
    if (tag === 'base' && attribute('href')) base ??= cleanLink(attribute('href'), url) || undefined;
    const link = tag === 'link' && !closing ? linkOf(attribute) : undefined;
    if (link) links.push(link);
  }
  return { links, base: base ?? url };
}

function linkOf(attribute: (name: string) => string): Link | undefined {
  const [, json] = FEED_TYPE.exec(attribute('type')) ?? [undefined, undefined];
  if (!FEED_TYPE.test(attribute('type')) || !/(?:^|\s)alternate(?:\s|$)/i.test(attribute('rel'))) return undefined;
  return { href: attribute('href').trim(), title: attribute('title'), isJson: json !== undefined };
}

/** Returns an attribute, whose name may be in any case; empty if there is none. */
function valueOf(attributes: Tag['attributes'], wanted: string): string {
  const name = Object.keys(attributes).find((one) => one.toLowerCase() === wanted);
  return name === undefined ? '' : decodeEntities(attributes[name]!, fullDecoders);
}

function* tagsIn(html: string): Generator<Tag> {
  for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at)) {
    if (html.startsWith('<!--', at)) at = behind(html, '-->', at);
    else if (/[!?]/.test(html[at + 1] ?? '')) at = behind(html, '>', at);
    else {
      const tag = readTag(html, at);
      at = tag.end;
      if (!tag.name) continue;
      yield tag;
      if (!tag.closing && TEXT_ONLY.test(tag.name)) at = endOf(tag.name, html, at);
    }
  }
}

function endOf(name: string, html: string, from: number): number {
  const close = new RegExp(`</${name}(?=[\\s/>])`, 'gi');
  close.lastIndex = from;
  return close.exec(html)?.index ?? html.length;
}

const HEADER_LINK = /<([^<>]*)>([^<]*)/g;
const PARAMETER = /;\s*([\w-]+)\s*=\s*(?:"([^"]*)"|([^\s",;]+))/g;

/** Reads a header `Link` (RFC 8288). */
function headerLinks(header: string, base: string): (Link & { base: string })[] {
  return [...header.slice(0, MAX_HEADER).matchAll(HEADER_LINK)].flatMap(([, href = '', rest = '']) => {
    const parameters = new Map<string, string>();
    for (const [, name = '', quoted, plain] of rest.matchAll(PARAMETER)) {
      const key = name.toLowerCase();
      if (!parameters.has(key)) parameters.set(key, quoted ?? plain ?? '');
    }
    const link = linkOf((name) => (name === 'href' ? href : (parameters.get(name) ?? '')));
    return link ? [{ ...link, base }] : [];
  });
}
