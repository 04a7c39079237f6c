import type { InlineContent } from '../feed/load-feeds.js';
import { withoutCredentials } from '../text/address.js';

/** Holds the mapping for the provider `json`, where it is too long for an attribute. */
const MAP = 'script[data-news="map"]';

/** The structured data for crawlers. It repeats what is shown, so it is not read as news. */
export const STRUCTURED_DATA = 'script[data-news="structured-data"]';

/** Reads the owner's content inside an element as plain data. Content with a slot of its own is decoration. */
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
