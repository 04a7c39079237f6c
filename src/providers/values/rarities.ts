import type { XmlElement } from '../formats/xml.js';

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
} = { isMissed: false };
