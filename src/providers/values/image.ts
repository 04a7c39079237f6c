import { findImages } from './markup.js';
import { link, number, text } from './tolerant.js';

/** A picture that a source offers for an article. */
export interface ImageCandidate {
  url: unknown;
  /** Plain text. */
  alt?: string | undefined;
  width?: unknown;
  height?: unknown;
}

// Bigger pictures cost the reader more than a card can show.
const ENOUGH_PIXELS = 1200;

// Faces, emoji, counters and buttons that feeds carry beside, or instead of, the picture of an article.
const NOT_A_PICTURE =
  /gravatar\.com\/|\/emoji\/|\/avatars?[/_-]|feedburner\.com\/~|\bpixel[./?]|\/(?:1x1|spacer|blank|transparent)\.|stats\.wordpress\.com\/|doubleclick\.net\//i;
const NOT_A_PICTURE_CLASS = /\b(?:emoji|avatar|smiley)\b/i;

function usable(candidate: ImageCandidate, base: string) {
  const url = link(candidate.url, base);
  const width = number(candidate.width);
  const height = number(candidate.height);
  if (!url || NOT_A_PICTURE.test(url) || [candidate.width, candidate.height].some(isTiny)) return undefined;
  return { url, alt: candidate.alt, width, height };
}

const isTiny = (size: unknown) => size !== undefined && size !== '' && Number.parseFloat(String(size)) <= 2;

/**
 * The best of several renditions of one picture: the widest of at most 1,200 pixels, else the first whose width is
 * unknown, else the narrowest.
 */
export function bestImage(candidates: ImageCandidate[], base: string) {
  const images = candidates.map((candidate) => usable(candidate, base)).filter((image) => image !== undefined);
  const rank = ({ width }: { width?: number | undefined }) =>
    width === undefined ? 0 : width <= ENOUGH_PIXELS ? width : -width;
  return images.reduce<(typeof images)[number] | undefined>(
    (best, image) => (best && rank(best) >= rank(image) ? best : image),
    undefined,
  );
}

/** The first real picture in a piece of HTML. */
export function firstImage(html: string, base: string) {
  for (const { src, 'data-src': lazy, alt, width, height, class: names } of findImages(html)) {
    if (NOT_A_PICTURE_CLASS.test(names ?? '')) continue;
    const image = usable({ url: src && !src.startsWith('data:') ? src : lazy, alt: text(alt), width, height }, base);
    if (image) return image;
  }
  return undefined;
}
