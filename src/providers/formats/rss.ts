import { type ArticleDraft, isKeyword } from '../../model/article.js';
import type { FeedDraft } from '../../model/feed.js';
import { authorName } from './author-name.js';
import { firstDate } from './element-dates.js';
import { notAFeed } from './not-a-feed.js';
import { feedPublisher } from '../values/brand.js';
import { type ImageCandidate, imageOf } from '../values/image.js';
import { addressOf, isPicture, mediaImages, mediaKeywords, mediaText } from './media.js';
import { htmlText, language, link, text } from '../../text/coerce.js';
import { texts, titleText, wordsFrom } from '../values/article-words.js';
import type { Decoders } from '../values/decoders.js';
import { type XmlElement, parseXml, readWhole } from './xml.js';

/** RSS 0.9x to 2.0 and RSS 1.0 (RDF), with Media RSS, content, Dublin Core and iTunes. */

// Signs of vocabularies, prefixes and spellings that the light readers of RSS and Atom don't know: the full decoders do.
const ODD_IN_RSS =
  /^(?:[A-Z]|pub[^D]|summ|content$|body$|date$|crea|issu|entry|\w+:(?:item|rss)$|[cdm]\w+:[A-Z]|a10:|atom:(?![lup])|dct|dc:(?:au|ti|is|mo|de|created)|itunes:(?:au|ca|ke|su)|media:ca)/;

/** Values of the channel that every item may fall back on. */
interface Channel {
  title: string | undefined;
  homeUrl: string | undefined;
  publisher: ReturnType<typeof feedPublisher>;
  authors: { name: string }[];
  language: string | undefined;
}

const authorsFrom = (elements: XmlElement[], decoders: Decoders) =>
  [...new Set(elements.map((element) => authorName(element.text, decoders)))]
    .filter((name) => name !== undefined)
    .map((name) => ({ name }));

function readChannel(channel: XmlElement, root: XmlElement, url: string, decoders: Decoders): Channel {
  const base = channel.base(url);
  // In RSS 1.0 the channel's own only points to that of the root.
  const image = root.first('image') ?? channel.first('image');
  const title = htmlText(channel.first('title')?.markup, decoders);
  const homeUrl = linkOf(channel, base, decoders);
  const icon = link(image?.first('url')?.text ?? channel.first('itunes:image')?.attributes.href, base);
  return {
    title,
    homeUrl,
    publisher: feedPublisher(title, homeUrl, icon, url),
    authors: authorsFrom(channel.all('managingEditor').concat(channel.all('dc:creator')), decoders),
    language: language(
      channel.first('language', 'dc:language')?.text ?? channel.attributes['xml:lang'] ?? root.attributes['xml:lang'],
    ),
  };
}

/** The page of an item or channel. Where another element than the first `link` leads to it, the full decoders find it. */
function linkOf(holder: XmlElement, base: string, decoders: Decoders): string | undefined {
  const found = link(holder.first('link')?.text, base);
  decoders.needsFull ||= !found;
  return found;
}

const candidates = (elements: XmlElement[]) => elements.map((element): ImageCandidate => ({ url: addressOf(element) }));

function itemImage(item: XmlElement, content: string, description: string, base: string, decoders: Decoders) {
  const enclosures = item.all('enclosure').filter((element) => isPicture(element.attributes, addressOf(element)));
  const others = ['itunes:image', 'image', 'thumbnail'].flatMap((name) => item.all(name));
  return imageOf(
    [mediaImages(item, decoders), candidates(enclosures), candidates(others)],
    [
      [content, base],
      [description, base],
    ],
    base,
    decoders,
  );
}

function itemPublisher(item: XmlElement, channel: Channel, base: string, decoders: Decoders) {
  const source = item.first('source');
  const name = htmlText(source?.text, decoders);
  if (name) {
    const feedUrl = link(source!.attributes.url, base);
    return { name, url: feedUrl && new URL(feedUrl).origin };
  }
  return channel.publisher;
}

function readItem(item: XmlElement, channel: Channel, feedUrl: string, decoders: Decoders): ArticleDraft {
  const base = item.base(feedUrl);
  const url = linkOf(item, base, decoders);
  const content = item.first('content:encoded')?.markup ?? '';
  const description = (item.first('description') ?? mediaText(item))?.markup ?? '';
  const image = itemImage(item, content, description, base, decoders);
  const publisher = itemPublisher(item, channel, base, decoders);
  const published = firstDate(item, decoders, 'pubDate', 'dc:date', 'atom:published');
  const tags = texts(
    [
      ...[...item.all('category'), ...item.all('dc:subject')].map((element) => htmlText(element.text, decoders)),
      ...mediaKeywords(item),
    ],
    decoders,
  );
  const authors = ['dc:creator', 'author'].map((name) => authorsFrom(item.all(name), decoders));
  return {
    id: text(item.first('guid')?.text) ?? text(item.attributes.about) ?? url,
    url,
    ...wordsFrom(
      titleText(item.first('title')?.markup, decoders),
      htmlText(description, decoders) ?? htmlText(content, decoders),
      {
        publisher,
        image,
        more: content,
      },
      decoders,
    ),
    image,
    publisher,
    authors: authors.find((names) => names.length) ?? channel.authors,
    published,
    updated: firstDate(item, decoders, 'atom:updated'),
    tags,
    category: tags.find((tag) => !isKeyword(tag)),
    language: language(item.first('dc:language')?.text ?? item.attributes['xml:lang']) ?? channel.language,
  };
}

/**
 * Reads a document whose root is `rss`, `rdf:RDF` or `channel`.
 * @throws NewsError `format`
 */
export function readRss(source: string, url: string, decoders: Decoders): FeedDraft {
  const root = parseXml(source, ODD_IN_RSS, decoders);
  if (!root) throw notAFeed(url, 'It has no root element.');
  const element = root.first('channel') ?? root;
  const channel = readChannel(element, root, url, decoders);
  const items = [...root.all('channel'), root].flatMap((holder) => holder.all('item'));
  const next = element.all('atom:link').find(({ attributes }) => attributes.rel === 'next');
  return {
    title: channel.title,
    homeUrl: channel.homeUrl,
    language: channel.language,
    next: link(next?.attributes.href, element.base(url)),
    articles: readWhole(root, items, url, decoders, (item) => readItem(item, channel, url, decoders)),
  };
}
