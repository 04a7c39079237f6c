/** Writes the table of a relay as OPML 2.0 (http://opml.org/spec2.opml), for feed readers and other relays. */
import { escapeHtml } from '../escape-html.js';
import type { TableFeed } from '../relay-options.js';

/** Names of parameters that hold a key: such a URL is not published. */
const SECRET = /key|token|auth|secret|sig|pass|pwd|session|credential|^(?:k|t|s|sid|jwt)$/i;

/**
 * Returns the feeds of a table as OPML. Leaves out services, and URLs that hold a password or a key. Names stand in an
 * attribute of a namespace, as OPML asks, so that another relay gives the feeds the same names.
 */
export function opmlOf(table: Iterable<TableFeed>): string {
  const outlines = [...table].flatMap(({ name, title, request: { provider, src } }) =>
    provider.includes('feed') ? src.filter(isPublic).map((url) => outline(name, title ?? name, url)) : [],
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<opml version="2.0" xmlns:newsrack="urn:newsrack">',
    '<head><title>Feeds of this relay</title></head>',
    '<body>',
    ...outlines,
    '</body>',
    '</opml>',
    '',
  ].join('\n');
}

const outline = (name: string, text: string, url: string): string =>
  `<outline type="rss" text="${attribute(text)}" xmlUrl="${attribute(url)}" newsrack:name="${name}"/>`;

/** Escapes a text for an attribute. XML 1.0 has no way to write control characters. */
const attribute = (text: string): string => escapeHtml(text.replace(/\p{Cc}|[\ufffe\uffff]/gu, ''));

function isPublic(address: string): boolean {
  const { username, password, searchParams } = new URL(address);
  return !username && !password && ![...searchParams.keys()].some((name) => SECRET.test(name));
}
