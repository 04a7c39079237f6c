import { type ArticleDraft, isKeyword, toArticle } from '../../model/article.js';
import type { FeedDraft } from '../../model/feed.js';
import { MAX_ITEMS } from '../../model/limits.js';
import { owned } from '../../model/owned.js';
import { newestOf } from '../../model/newest.js';
import { notAFeed } from './not-a-feed.js';
import { feedPublisher } from '../values/brand.js';
import { imageOf } from '../values/image.js';
import { date, decodedText, htmlText, language, link, list, member, text } from '../../text/coerce.js';
import { texts, wordsFrom } from '../values/article-words.js';
import type { Decoders } from '../values/decoders.js';

/** JSON Feed 1.0 and 1.1. */

/** Unwraps text that many feeds wrap in an object, where the specification wants text. */
const inside = (value: unknown, name: string) => member(value, name) ?? value;

// Version 1.0 knows one `author`, which feeds of version 1.1 give beside `authors` for old readers.
const authorsOf = (holder: unknown, base: string, decoders: Decoders) =>
  list(member(holder, 'authors') ?? member(holder, 'author')).flatMap((author) => {
    const name = decodedText(inside(author, 'name'), decoders);
    return name ? [{ name, url: link(member(author, 'url'), base) }] : [];
  });

function itemImage(item: unknown, base: string, decoders: Decoders) {
  const attachments = list(member(item, 'attachments')).filter((attachment) =>
    text(member(attachment, 'mime_type'))?.startsWith('image/'),
  );
  const offered = [
    member(item, 'image'),
    member(item, 'banner_image'),
    ...attachments.map((one) => member(one, 'url')),
  ];
  const written = member(item, 'content_html');
  const html = typeof written === 'string' ? written : '';
  return imageOf([offered.map((picture) => ({ url: inside(picture, 'url') }))], [[html, base]], base, decoders);
}

/** Members that newsrack's relay and snapshots add to a feed and its items, where JSON Feed has no place for them. */
export const EXTENSION = '_newsrack';

/**
 * An item that newsrack wrote, as any feed may say: plain text and members of the model, which cleans and checks them like
 * all others. Each is named, since a text in the place of an object would be spread into its characters.
 */
function readOwnItem(given: ArticleDraft, own: unknown): ArticleDraft {
  const item = owned(given);
  const image = member(own, 'image');
  return {
    ...item,
    excerpt: text(item.content_text),
    // A text would be spread into its characters.
    image: item.image && Object.assign(Object(typeof image === 'object' && image) as object, { url: item.image }),
    publisher: member(own, 'publisher'),
    category: member(own, 'category'),
    seen: member(own, 'seen'),
    published: item.date_published,
    updated: item.date_modified,
  };
}

function readItem(item: unknown, base: string, feed: ArticleDraft, decoders: Decoders): ArticleDraft {
  const own = member(item, EXTENSION);
  if (own) {
    const written = readOwnItem(item as ArticleDraft, own);
    // What newsrack has not written is read as any other item.
    if (typeof toArticle(written) !== 'string') return written;
  }
  const url =
    ['url', 'external_url', 'link'].map((name) => link(member(item, name), base)).find(Boolean) ??
    // Only a whole address is one: other ids are mere names.
    link(member(item, 'id'), 'a:');
  const image = itemImage(item, base, decoders);
  const tagged = member(item, 'tags');
  const tags = texts(
    (typeof tagged === 'string' ? tagged.split(',') : list(tagged)).map((tag) => inside(tag, 'name')),
    decoders,
  );
  const authors = authorsOf(item, base, decoders);
  return {
    id: text(member(item, 'id')) ?? url,
    url,
    ...wordsFrom(
      decodedText(member(item, 'title'), decoders),
      decodedText(member(item, 'summary'), decoders) ??
        text(member(item, 'content_text')) ??
        htmlText(member(item, 'content_html'), decoders),
      { ...feed, image },
      decoders,
    ),
    image,
    publisher: feed.publisher,
    authors: authors.length ? authors : feed.authors,
    published: date(member(item, 'date_published'), decoders),
    updated: date(member(item, 'date_modified'), decoders),
    tags,
    category: tags.find((tag) => !isKeyword(tag)),
    language: language(member(item, 'language')) ?? feed.language,
  };
}

/**
 * Reads a JSON Feed.
 * @throws NewsError `format`
 */
export function readJsonFeed(source: string, url: string, decoders: Decoders): FeedDraft {
  const { document, missing } = parse(source, url);
  const items = member(document, 'items');
  if (!Array.isArray(items)) throw notAFeed(url, 'It is JSON, but has no list of items.');
  const title = decodedText(member(document, 'title'), decoders);
  const homeUrl = link(member(document, 'home_page_url'), url);
  const icon = link(member(document, 'favicon'), url) ?? link(member(document, 'icon'), url);
  const attribution = member(member(document, EXTENSION), 'attribution');
  const [name, address] = [text(member(attribution, 'name')), link(member(attribution, 'url'), url)];
  const feed = {
    publisher: feedPublisher(title, homeUrl, icon, url),
    authors: authorsOf(document, url, decoders),
    language: language(member(document, 'language')),
  };
  return {
    title,
    homeUrl,
    language: feed.language,
    expired: member(document, 'expired') === true || undefined,
    next: link(member(document, 'next_url'), url),
    isSelected: member(member(document, EXTENSION), 'selected') === true || undefined,
    attribution: name && address ? { name, url: address } : undefined,
    articles: [
      ...newestOf(items.slice(0, MAX_ITEMS), (item) => member(item, 'date_published')).map((item) =>
        readItem(item, url, feed, decoders),
      ),
      ...missing,
    ],
  };
}

function parse(source: string, url: string): { document: unknown; missing: string[] } {
  // A raw control character in a string is an error.
  const text = source.replace(/\p{Cc}/gu, ' ');
  try {
    // A document that ends too early would be parsed to its end first.
    return { document: JSON.parse(/}\s*$/.test(text) ? text : ''), missing: [] };
  } catch (cause) {
    try {
      return completeItems(text);
    } catch {
      throw notAFeed(url, 'It is broken JSON.', cause);
    }
  }
}

/** A document up to its last complete item, or the last that is read. */
function completeItems(source: string): { document: unknown; missing: string[] } {
  let depth = 0;
  let end = 0;
  let items = 0;
  // The pattern fits any text that begins with a quotation mark, so that it never goes back to try another way.
  source.replace(/"(?:[^"\\]+|\\[^]?)*"?|[[\]{}]/g, (token, index: number) => {
    if ('{['.includes(token)) depth++;
    else if ('}]'.includes(token) && --depth === 2 && token === '}' && items++ < MAX_ITEMS) end = index + 1;
    return token;
  });
  return { document: JSON.parse(source.slice(0, end) + ']}'), missing: depth > 2 ? ['cut off'] : [] };
}
