import { type ArticleDraft, isKeyword } from '../../model/article.js';
import type { FeedDraft } from '../../model/feed.js';
import { authorName } from './author-name.js';
import { firstDate } from './element-dates.js';
import { notAFeed } from './not-a-feed.js';
import { feedPublisher } from '../values/brand.js';
import { imageOf } from '../values/image.js';
import { addressOf, isPicture, mediaImages, mediaKeywords, mediaText } from './media.js';
import { htmlText, language, link, text } from '../../text/coerce.js';
import { texts, titleText, wordsFrom } from '../values/article-words.js';
import type { Decoders } from '../values/decoders.js';
import { type XmlElement, parseXml, readWhole } from './xml.js';

/** Atom 1.0 (RFC 4287) and 0.3. */

// Signs of vocabularies, prefixes and spellings that the light readers of RSS and Atom don't know: the full decoders do.
const ODD_IN_ATOM =
  /^(?:[A-Z]|rss:|dc:(?!subject|date)|dct|itunes:|content:|media:(?:ca|[A-Z])|(?:title|link|description|pubdate|author|guid|enclosure|category)$|(?:atom:)?item)/;

/** A text construct (RFC 4287 §3.1) as HTML, or as the plain text that it is by default. */
function construct(element: XmlElement | undefined): { html?: string; plain?: string } {
  if (!element) return {};
  // Atom 0.3 gives a media type and says by `mode` how the content is written.
  const { type = 'text', mode } = element.attributes;
  const markup = /html|xml/.test(type) || mode === 'escaped' || element.children.length > 0;
  return markup ? { html: element.markup } : { plain: element.text };
}

function constructText(element: XmlElement | undefined, decoders: Decoders, ofHtml = htmlText): string | undefined {
  const { html, plain } = construct(element);
  return html === undefined ? text(plain) : ofHtml(html, decoders);
}

/** The links of a relation. */
const linksOf = (element: XmlElement, relation: string) =>
  element
    .all('atom:link')
    .filter(({ attributes }) => (attributes.rel || 'alternate').replace(/^.*\/|\s/g, '').toLowerCase() === relation);

/** The link of a relation, a web page before anything else. */
function linkOf(element: XmlElement, relation: string, url: string): string | undefined {
  const links = linksOf(element, relation);
  const page = links.find(({ attributes }) => attributes.type === 'text/html') ?? links[0];
  return page && link(page.attributes.href, page.base(url));
}

function authorsOf(element: XmlElement | undefined, base: string, decoders: Decoders) {
  return (element?.all('atom:author') ?? []).flatMap((author) => {
    const name = authorName((author.first('atom:name') ?? author).text, decoders);
    return name ? [{ name, url: link(author.first('atom:uri', 'atom:url')?.text, base) }] : [];
  });
}

function entryImage(entry: XmlElement, url: string, decoders: Decoders) {
  const base = entry.base(url);
  const enclosures = linksOf(entry, 'enclosure')
    .filter((element) => isPicture(element.attributes, addressOf(element)))
    .map(({ attributes }) => ({ url: attributes.href, alt: text(attributes.title) }));
  const texts = entry.all('atom:content').concat(entry.all('atom:summary'));
  return imageOf(
    [mediaImages(entry, decoders), enclosures],
    texts.map((element) => [construct(element).html ?? '', element.base(url)]),
    base,
    decoders,
  );
}

function readEntry(entry: XmlElement, url: string, fallback: ArticleDraft, decoders: Decoders): ArticleDraft {
  const base = entry.base(url);
  const source = entry.first('atom:source');
  const id = text(entry.first('atom:id')?.text);
  const written = linkOf(entry, 'alternate', url);
  const sourceName = constructText(source?.first('atom:title'), decoders);
  const tags = texts(
    [
      ...entry.all('atom:category').map(({ attributes }) => attributes.label ?? attributes.term),
      ...entry.all('dc:subject').map((subject) => subject.text),
      ...mediaKeywords(entry),
    ],
    decoders,
  );
  const authors = [entry, source].map((holder) => authorsOf(holder, base, decoders)).find((names) => names.length);
  const image = entryImage(entry, url, decoders);
  const publisher = sourceName
    ? {
        name: sourceName,
        url: linkOf(source!, 'alternate', url),
        icon: link(source!.first('atom:icon')?.text, base),
      }
    : fallback.publisher;
  const address = written ?? (/^https?:/i.test(id ?? '') ? link(id, base) : undefined);
  decoders.needsFull ||= !address;
  return {
    id: id ?? address,
    url: address,
    ...wordsFrom(
      constructText(entry.first('atom:title'), decoders, titleText),
      constructText(entry.first('atom:summary'), decoders) ??
        constructText(entry.first('atom:content'), decoders) ??
        htmlText(mediaText(entry)?.markup, decoders),
      { publisher, image, more: entry.first('atom:content')?.markup },
      decoders,
    ),
    image,
    publisher,
    authors: authors ?? fallback.authors,
    published: firstDate(
      entry,
      decoders,
      'atom:published',
      'atom:issued',
      'atom:created',
      'dc:date',
      'atom:updated',
      'atom:modified',
    ),
    updated: firstDate(entry, decoders, 'atom:updated', 'atom:modified'),
    tags,
    category: tags.find((tag) => !isKeyword(tag)),
    language: language(entry.attributes['xml:lang']) ?? fallback.language,
  };
}

/**
 * Reads a document whose root is `feed`.
 * @throws NewsError `format`
 */
export function readAtom(source: string, url: string, decoders: Decoders): FeedDraft {
  const root = parseXml(source, ODD_IN_ATOM, decoders);
  if (!root) throw notAFeed(url, 'It has no root element.');
  const base = root.base(url);
  const title = constructText(root.first('atom:title'), decoders);
  const homeUrl = linkOf(root, 'alternate', url);
  const icon = link(root.first('atom:icon', 'atom:logo')?.text, base);
  const fallback = {
    publisher: feedPublisher(title, homeUrl, icon, url),
    // Once, not for each entry: a long list would take square time.
    authors: authorsOf(root, base, decoders),
    language: language(root.attributes['xml:lang']),
  };
  return {
    title,
    homeUrl,
    language: fallback.language,
    next: linkOf(root, 'next', url),
    articles: readWhole(root, root.all('atom:entry'), url, decoders, (entry) =>
      readEntry(entry, url, fallback, decoders),
    ),
  };
}
