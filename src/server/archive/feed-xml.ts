/** Serializes feeds as RSS 2.0 and Atom 1.0, in plain text only. */
import type { Article } from '../../model/article.js';
import type { Feed } from '../../model/feed.js';

interface About {
  title: string;
  /** URL of this feed. */
  self: string;
}

const dateOf = ({ published, seen, updated }: Article): Date => new Date(published ?? seen ?? updated ?? 0);

/** Escapes text for elements and attributes. Leaves out the characters that XML 1.0 forbids, even escaped. */
const escaped = (text: string): string =>
  text
    .replace(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

const element = (name: string, text: string | undefined): string => (text ? `<${name}>${escaped(text)}</${name}>` : '');

/** Returns RSS 2.0. The text of a description is HTML, so that plain text is escaped twice. */
export function toRss({ articles, homeUrl }: Feed, { title, self }: About): string {
  const items = articles.map(
    (article) =>
      `<item>${element('title', article.title)}${element('link', article.url)}` +
      `<guid isPermaLink="false">${escaped(article.id)}</guid>${element('pubDate', dateOf(article).toUTCString())}` +
      `${element('description', article.excerpt && escaped(article.excerpt))}${element('dc:creator', article.authors[0]?.name)}` +
      `${article.tags.map((tag) => element('category', tag)).join('')}${sourceOf(article)}` +
      `${article.image ? `<media:content medium="image" url="${escaped(article.image.url)}"/>` : ''}</item>`,
  );
  return (
    '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"' +
    ' xmlns:media="http://search.yahoo.com/mrss/"><channel>' +
    `${element('title', title)}${element('link', homeUrl ?? self)}${element('description', title)}${items.join('')}</channel></rss>`
  );
}

const sourceOf = ({ publisher, url }: Article): string =>
  publisher ? `<source url="${escaped(publisher.url ?? url)}">${escaped(publisher.name)}</source>` : '';

/** Returns Atom 1.0. */
export function toAtom({ articles, homeUrl }: Feed, { title, self }: About): string {
  const entries = articles.map(
    (article) =>
      `<entry>${element('title', article.title)}<link href="${escaped(article.url)}"/>${element('id', article.url)}` +
      `${element('updated', dateOf(article).toISOString())}${element('published', dateOf(article).toISOString())}` +
      `<author>${element('name', article.authors[0]?.name ?? article.publisher?.name ?? title)}</author>` +
      `${element('summary', article.excerpt)}${article.tags.map((tag) => `<category term="${escaped(tag)}"/>`).join('')}</entry>`,
  );
  const updated = articles[0] ? dateOf(articles[0]) : new Date(0);
  return (
    '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom">' +
    `${element('title', title)}${element('id', self)}${element('updated', updated.toISOString())}` +
    `<link rel="self" href="${escaped(self)}"/>${homeUrl ? `<link href="${escaped(homeUrl)}"/>` : ''}${entries.join('')}</feed>`
  );
}
