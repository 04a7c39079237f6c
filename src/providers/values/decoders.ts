import type { TextDecoders } from '../../text/decoders.js';
import type { XmlElement } from '../formats/xml.js';
import type { About, Words } from './article-words.js';
import type { ImageCandidate } from './image.js';

/**
 * The decoders that parsers of feeds receive: `{}` to begin with, on which they note what they could not read, then the full
 * decoders (`full-decoders.ts`), which few feeds need and most pages therefore never load.
 */
export interface Decoders extends TextDecoders {
  /** The name in what stands for an author beside an address. */
  author?: (written: string) => string | undefined;
  /** An element's or attribute's name as its specification writes it. */
  name?: (written: string) => string;
  namespaces?: Record<string, string>;
  /** Has a document say everything in the vocabulary of its own format. */
  translate?: (root: XmlElement) => void;
  /** A document with the texts that it declares as entities. */
  withDeclared?: (declarations: string, source: string, decoders: Decoders) => string;
  /** Without the names of what has no category. */
  tags?: (names: string[]) => string[];
  /** The text of a headline with tags in it. */
  title?: (markup: unknown, decoders: Decoders) => string | undefined;
  words?: (title: string | undefined, body: string | undefined, about: About, decoders: Decoders) => Words;
  isPicture?: (candidate: ImageCandidate) => boolean;
  /** The first real picture in a piece of HTML. */
  image?: (
    html: string,
    base: string,
    decoders: Decoders,
  ) => { url: string; alt?: string | undefined; width?: number | undefined } | undefined;
}
