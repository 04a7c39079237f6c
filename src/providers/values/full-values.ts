/** Reads values of services with the full decoders, since a service's response is read only once. */
import * as coerce from '../../text/coerce.js';
import { MAX_ENTRIES } from '../../model/limits.js';
import { hostOf } from '../../text/host.js';
import * as words from './article-words.js';
import { fullDecoders } from './full-decoders.js';
import * as images from './image.js';

export const date = (value: unknown) => coerce.date(value, fullDecoders);

export const decodedText = (value: unknown) => coerce.decodedText(value, fullDecoders);

export const htmlText = (value: unknown) => coerce.htmlText(value, fullDecoders);

export const texts = (values: unknown[]) => words.texts(values, fullDecoders);

export const wordsFrom = (title: string | undefined, body: string | undefined, about: words.About = {}) =>
  words.wordsFrom(title, body, about, fullDecoders);

export const bestImage = (candidates: images.ImageCandidate[], base: string) =>
  images.bestImage(candidates, base, fullDecoders);

export const firstImage = (html: string, base: string) => images.firstImage(html, base, fullDecoders);

/** Returns the authors of a list who have a name. Members called otherwise than `name` and `url` are named. */
export const authorsIn = (authors: unknown, base: string, nameMember = 'name', urlMember = 'url') =>
  coerce
    .list(authors)
    .slice(0, MAX_ENTRIES)
    .map((author) => ({
      name: decodedText(coerce.member(author, nameMember)),
      url: coerce.link(coerce.member(author, urlMember), base),
    }))
    .filter(({ name }) => name);

/** The publisher of an article of which only the address is known: the host. */
export function publisherOf(url: string | undefined): { name: string; url: string } | undefined {
  const name = hostOf(url);
  return name === undefined ? undefined : { name, url: `${new URL(url!).origin}/` };
}
