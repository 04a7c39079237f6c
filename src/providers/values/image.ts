import type { Tag } from '../../text/decoders.js';
import { readTag } from '../../text/html-text.js';
import type { Decoders } from './decoders.js';
import { decodedText, link, number } from '../../text/coerce.js';

/** A picture that a source offers for an article. */
export interface ImageCandidate {
  url: unknown;
  /** Plain text. */
  alt?: string | undefined;
  width?: unknown;
  height?: unknown;
}

export interface Image {
  url: string;
  alt?: string | undefined;
  width?: number | undefined;
}

// Bigger pictures cost the reader more than a card can show.
const ENOUGH_PIXELS = 1200;

// Where there is another picture, one of fewer pixels is none for a card.
const SMALL = 150;

// Signs of faces, emoji, counters and placeholders in the address of a picture, and of those and what is in the care of a
// script in the other attributes of a tag. What they mean is for the full decoders to say: far more pictures have such a
// sign than are none.
const ODD_ADDRESS =
  /[/.](?:1x1|blank|spacer|transp|placeh|lazy|load|emoji|smil|avatar)|\/(?:stats?|track\w*|counter)\.|pixel|\.(?:gif|php|cgi|aspx?)\b/i;
const ODD_ATTRIBUTE =
  /data-(?:[\w-]{0,30}src|lazy|original,)|class,[^,]*(?:emo|smil|avatar|track|counter)|hidden|:\s*none|(?:width|height)\W+[0-2](?:px)?\b/i;

function usable(candidate: ImageCandidate, base: string, decoders: Decoders) {
  const url = link(candidate.url, base);
  if (!url) return undefined;
  decoders.needsFull ||= ODD_ADDRESS.test(url);
  if (decoders.isPicture?.(candidate) === false) return undefined;
  return { url, alt: candidate.alt, width: number(candidate.width), height: number(candidate.height) };
}

/**
 * The best of several renditions of one picture: the widest of at most 1,200 pixels, else the first whose width is
 * unknown, else the narrowest.
 */
export function bestImage(candidates: ImageCandidate[], base: string, decoders: Decoders) {
  const images = candidates
    .map((candidate) => usable(candidate, base, decoders))
    .filter((image) => image !== undefined);
  const rank = ({ width }: { width?: number | undefined }) =>
    width === undefined ? 0 : width <= ENOUGH_PIXELS ? width : -width;
  return images.reduce<(typeof images)[number] | undefined>(
    (best, image) => (best && rank(best) >= rank(image) ? best : image),
    undefined,
  );
}

/** A picture that is no icon and no thumbnail, as far as its source says. */
export const large = (image: Image | undefined) => image && !(image.width! < SMALL);

/**
 * The picture of an article: one that is no thumbnail, if there is one.
 * @param offered what its source offers as that, the most exact first
 * @param texts HTML that may hold it, and the base of its addresses
 */
export function imageOf(
  offered: ImageCandidate[][],
  texts: [html: string, base: string][],
  base: string,
  decoders: Decoders,
) {
  let images: (Image | undefined)[] = offered.map((candidates) => bestImage(candidates, base, decoders));
  if (!images.some(large)) images = images.concat(texts.map((text) => firstImage(...text, decoders)));
  const image = images.find(large) ?? images.find(Boolean);
  // Some of those are counters: the full decoders know.
  decoders.needsFull ||= !!image && !large(image);
  return image;
}

/** The first real picture in a piece of HTML. */
export function firstImage(html: string, base: string, decoders: Decoders): Image | undefined {
  const start = html.search(/<(?:\w+[:-])?(?:img|source)[\s/]/i);
  if (start < 0) return undefined;
  const tag = readTag(html, start);
  const { src: url, alt, ...others } = (tag.attributes as Tag['attributes'] | undefined) ?? {};
  const image = bestImage(
    [{ url, alt: decodedText(alt, decoders), width: others.width, height: others.height }],
    base,
    decoders,
  );
  if (!large(image) || ODD_ATTRIBUTE.test(Object.entries(others).join()) || html.slice(0, start).includes('<!')) {
    if (decoders.image) return decoders.image(html, base, decoders);
    decoders.needsFull = true;
  }
  return image;
}
