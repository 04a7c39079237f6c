/** Finds the picture of an article in the head of its page. Pure; takes linear time in the length of any text. */
import { type Article, toArticle } from '../../model/article.js';
import { jsonLdReader } from '../../providers/formats/json-ld.js';
import { fullDecoders } from '../../providers/values/full-decoders.js';
import { type ImageCandidate, large } from '../../providers/values/image.js';
import { bestImage, decodedText } from '../../providers/values/full-values.js';
import { number } from '../../text/coerce.js';
import { decodeEntities } from '../../text/html-text.js';
import { isOwnNetwork } from '../ssrf-guard.js';
import { type HeadPart, headParts } from './head-parts.js';

export type Picture = NonNullable<Article['image']>;

/** Maximum width and height that a page may claim, in pixels. */
const MAX_PIXELS = 20_000;

/** Minimum height of a picture, in pixels, if the page names one. */
const MIN_HEIGHT = 50;

/**
 * Returns the first of these pictures that is usable: `og:image`, `twitter:image`, the image of an article in JSON-LD.
 * @param html the page up to the end of its head
 * @param url the URL of the page, after redirects
 */
export function pictureInHead(html: string, url: string): Picture | undefined {
  const parts = headParts(html);
  return firstUsable(openGraphIn(parts), url) ?? firstUsable(twitterIn(parts), url) ?? pictureInJsonLd(parts, url);
}

/** Returns the pictures of Open Graph. A structured property belongs to the picture before it. */
function openGraphIn(parts: readonly HeadPart[]): ImageCandidate[] {
  const found: ImageCandidate[] = [];
  for (const part of parts) {
    if (part.kind !== 'meta' || !part.name.startsWith('og:image')) continue;
    const { name, content } = part;
    const last = found.at(-1);
    const isAnother = name === 'og:image' || (name === 'og:image:url' && last?.url !== content);
    if (isAnother || (!last && name === 'og:image:secure_url')) found.push({ url: content });
    else if (last) noteProperty(last, name, content);
  }
  return found;
}

function noteProperty(picture: ImageCandidate, name: string, content: string): void {
  if (name === 'og:image:secure_url') picture.url = content;
  if (name === 'og:image:alt') picture.alt ??= content;
  if (name === 'og:image:width') picture.width ??= content;
  if (name === 'og:image:height') picture.height ??= content;
}

function twitterIn(parts: readonly HeadPart[]): ImageCandidate[] {
  const metas = parts.filter((part) => part.kind === 'meta');
  const alt = metas.find(({ name }) => name === 'twitter:image:alt')?.content;
  return metas
    .filter(({ name }) => name === 'twitter:image' || name === 'twitter:image:src')
    .map(({ content }) => ({ url: content, alt }));
}

function firstUsable(candidates: readonly ImageCandidate[], base: string): Picture | undefined {
  for (const { url, alt, width, height } of candidates) {
    const decoded = typeof url === 'string' ? decodeEntities(url, fullDecoders) : url;
    const found = checked({ url: decoded, alt: decodedText(alt), width, height }, base);
    if (found) return found;
  }
  return undefined;
}

function pictureInJsonLd(parts: readonly HeadPart[], base: string): Picture | undefined {
  const documents = parts.flatMap((part) => (part.kind === 'json' ? (parsed(part.text) ?? []) : []));
  const read = jsonLdReader(documents, base);
  for (const { image } of documents.flatMap(read)) {
    const found = image ? checked(image as ImageCandidate, base) : undefined;
    if (found) return found;
  }
  return undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Scripts of pages are often cut off or malformed.
    return undefined;
  }
}

/** Returns a picture that passes the model, and is no icon, counter, or file on a private network. */
function checked(candidate: ImageCandidate, base: string): Picture | undefined {
  const size = { width: pixels(candidate.width), height: pixels(candidate.height) };
  const image = bestImage([{ ...candidate, ...size }], base);
  if (!image || !large(image) || image.height! < MIN_HEIGHT) return undefined;
  const article = toArticle({ url: base, title: 'Picture', image });
  const picture = typeof article === 'string' ? undefined : article.image;
  const isPublic = picture && (!isOwnNetwork(picture.url) || new URL(picture.url).origin === new URL(base).origin);
  return isPublic ? picture : undefined;
}

function pixels(given: unknown): number | undefined {
  const size = number(given);
  return size !== undefined && size <= MAX_PIXELS ? Math.round(size) : undefined;
}
