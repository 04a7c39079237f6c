import type { ImageCandidate } from '../values/image.js';
import { htmlText } from '../values/tolerant.js';
import type { XmlElement } from './xml.js';

/** What Media RSS 1.5.1 says of an item of RSS or an entry of Atom. */

function isPicture({ attributes: { medium, type, url } }: XmlElement): boolean {
  if (medium) return medium === 'image';
  if (type) return type.startsWith('image/');
  return /\.(?:jpe?g|png|webp|avif|gif|svg)(?:[?#]|$)/i.test(url ?? '');
}

const described = (element: XmlElement) => htmlText(element.first('media:description', 'media:title')?.text);

/** All pictures in `media:thumbnail` and `media:content`, in groups as well. */
export function mediaImages(item: XmlElement): ImageCandidate[] {
  return [item, ...item.all('media:group')].flatMap((holder) => {
    const contents = holder.all('media:content');
    const pictures = contents.filter(isPicture);
    const thumbnails = [holder, ...contents].flatMap((element) => element.all('media:thumbnail'));
    const alt = described(holder);
    return [...pictures, ...thumbnails].map((picture) => ({
      ...picture.attributes,
      url: picture.attributes.url,
      alt: described(picture) ?? alt,
    }));
  });
}

/** The entries of `media:keywords`. */
export const mediaKeywords = (item: XmlElement): string[] =>
  [item, ...item.all('media:group')].flatMap((holder) =>
    holder.all('media:keywords').flatMap((element) => element.text.split(',')),
  );
