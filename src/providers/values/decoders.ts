import type { TextDecoders } from '../../text/decoders.js';
import type { XmlElement } from '../formats/xml.js';
import type { About, Words } from './article-words.js';
import type { ImageCandidate } from './image.js';

/**
 * Decoders passed to the parsers of feeds: at first `{}`, on which parsers mark that a feed needs more, then the full
 * decoders (`full-decoders.ts`), which few feeds need and most pages never load.
 */
export interface Decoders extends TextDecoders {
  /** Returns the name of an author beside a mail address. */
  author?: (written: string) => string | undefined;
  /** Returns the name of an element or attribute as its specification writes it. */
  name?: (written: string) => string;
  namespaces?: Record<string, string>;
  /** Translates a document to the vocabulary of its own format. */
  translate?: (root: XmlElement) => void;
  /** Replaces the entities that a document declares. */
  withDeclared?: (declarations: string, source: string, decoders: Decoders) => string;
  /** Removes the names that programs give to a missing category. */
  tags?: (names: string[]) => string[];
  /** Returns the text of a headline with tags in it. */
  title?: (markup: unknown, decoders: Decoders) => string | undefined;
  words?: (title: string | undefined, body: string | undefined, about: About, decoders: Decoders) => Words;
  isPicture?: (candidate: ImageCandidate) => boolean;
  /** Returns the first real picture in HTML. */
  image?: (
    html: string,
    base: string,
    decoders: Decoders,
  ) => { url: string; alt?: string | undefined; width?: number | undefined } | undefined;
}
