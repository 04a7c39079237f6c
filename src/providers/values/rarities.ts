import type { XmlElement } from '../formats/xml.js';
import type { ImageCandidate } from './image.js';
import type { Tag } from './markup.js';
import type { About, Words } from './tolerant.js';

/** What few feeds need, and most pages therefore need not load. */
export const rare: {
  /** Whether something was met that only they could read. */
  isMissed: boolean;
  date?: (text: string) => string | undefined;
  entity?: (name: string) => string | undefined;
  /** The name in what stands for an author beside an address. */
  author?: (written: string) => string | undefined;
  /** An element's or attribute's name as its specification writes it. */
  name?: (written: string) => string;
  namespaces?: Record<string, string>;
  /** Has a document say everything in the vocabulary of its own format. */
  translate?: (root: XmlElement) => void;
  /** A document with the texts that it declares as entities. */
  withDeclared?: (declarations: string, source: string) => string;
  /** The sign that a picture in a text stands for. */
  sign?: (tag: Tag) => string | undefined;
  /** Without the names of what has no category. */
  tags?: (names: string[]) => string[];
  /** The text of a headline with tags in it. */
  title?: (markup: unknown) => string | undefined;
  words?: (title: string | undefined, body: string | undefined, about?: About) => Words;
  isPicture?: (candidate: ImageCandidate) => boolean;
  /** The first real picture in a piece of HTML. */
  image?: (
    html: string,
    base: string,
  ) => { url: string; alt?: string | undefined; width?: number | undefined } | undefined;
} = { isMissed: false };
