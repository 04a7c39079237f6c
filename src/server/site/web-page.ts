/** Tells web pages from feeds. Apart from the parsers of feeds, which browsers load. */

/** Number of bytes by which a page is recognized, as in browsers (MIME Sniffing, resource header). */
export const SNIFFED = 1445;

/** Returns whether a text begins as a web page, and not as a feed. */
export function isWebPage(source: string): boolean {
  const [first] = source.matchAll(/<(?:\w+:)?(rss|rdf|channel|feed)[\s>/]|<(?:!doctype html|html|head|body)[\s>]/gi);
  return !!first && first[1] === undefined && !/^[\s\ufeff\0]*\{/.test(source);
}
