import type { Decoders } from '../values/decoders.js';
import type { ImageCandidate } from '../values/image.js';
import { htmlText } from '../../text/coerce.js';
import type { XmlElement } from './xml.js';

/** The Media RSS 1.5.1 elements of an RSS item or an Atom entry. */

// In a type or an address.
const PICTURE = /^image\b|(?:^|\.)(?:jpe?g|png|webp|avif|gif|svg)\b/i;
// What says that something is anything, or not a type at all: then the name decides.
const ANY_TYPE = /^(?![avt][^/]*$)[^/]*$|octet|unknown|binary|download/i;

/** Returns whether something is a picture: by its declared type, else by its name. */
export const isPicture = ({ medium, type = '' }: Record<string, string>, url: string): boolean =>
  medium ? medium === 'image' : PICTURE.test(type) || (ANY_TYPE.test(type) && PICTURE.test(url));

/** The address of a picture: of an attribute, an element inside, or its text. */
export const addressOf = (element: XmlElement): string =>
  element.attributes.url || element.attributes.href || (element.first('url') ?? element).text.trim();

/** Returns the elements that hold media: an item, and groups in it. */
const holders = (item: XmlElement) => [item, ...item.all('media:group')];

const described = (element: XmlElement, decoders: Decoders) =>
  htmlText(element.first('media:description', 'media:title')?.text, decoders);

/** All pictures in `media:thumbnail` and `media:content`, in groups as well. */
export function mediaImages(item: XmlElement, decoders: Decoders): ImageCandidate[] {
  // Without a text of its own, an item has that of its media: told of the picture as well, it would be told twice.
  const hasText = item.first('description', 'atom:summary', 'atom:content');
  return holders(item).flatMap((holder) => {
    const contents = holder.all('media:content');
    const pictures = contents.filter((content) => isPicture(content.attributes, addressOf(content)));
    const thumbnails = [holder, ...contents].flatMap((element) => element.all('media:thumbnail'));
    const alt = hasText && described(holder, decoders);
    return [...pictures, ...thumbnails].map((picture) => ({
      ...picture.attributes,
      url: addressOf(picture),
      alt: described(picture, decoders) ?? alt,
    }));
  });
}

/** Returns the `media:description` of an item as a whole. */
export const mediaText = (item: XmlElement): XmlElement | undefined =>
  holders(item).flatMap((holder) => holder.all('media:description'))[0];

/** The entries of `media:keywords`. */
export const mediaKeywords = (item: XmlElement): string[] =>
  holders(item).flatMap((holder) => holder.all('media:keywords').flatMap((element) => element.text.split(',')));
