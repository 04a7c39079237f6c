import type { InlineContent } from '../feed/load-feeds.js';
import { withoutCredentials } from '../text/address.js';

/** Holds the mapping for the provider `json`, where it is too long for an attribute. */
const MAP = 'script[data-news="map"]';

/** What crawlers are told stands there for them: it says again what is shown. */
export const STRUCTURED_DATA = 'script[data-news="structured-data"]';

/** What an owner has put inside an element, as plain data. What stands in a slot of its own is decoration. */
export function readInlineContent(host: Element): InlineContent {
  const scripts = [...host.querySelectorAll<HTMLScriptElement>(`script:not(${MAP}, ${STRUCTURED_DATA})`)];
  const links = [...host.querySelectorAll<HTMLAnchorElement>('a[href]:not([slot], [slot] *)')];
  return {
    url: withoutCredentials(host.baseURI),
    scripts: scripts.map(({ type, text }) => ({ type: type.trim().toLowerCase(), text })),
    links: links.map((link) => ({ url: withoutCredentials(link.href), text: link.textContent ?? '' })),
  };
}

export const readInlineMap = (host: Element): string | undefined =>
  host.querySelector<HTMLScriptElement>(MAP)?.text || undefined;
