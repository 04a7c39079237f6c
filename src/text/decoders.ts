/** The decoders that parsers of text receive: they note what could not be read, and hold the code that reads more. */
export interface TextDecoders {
  /**
   * Set by a reader that meets what only the full decoders read right. The full decoders have it set, so that no reader
   * looks for signs of it any more.
   */
  needsFull?: boolean;
  /** Reads dates that are not in ISO 8601. */
  date?: (text: string) => string | undefined;
  /** Decodes named entities that few texts hold. */
  entity?: (name: string) => string | undefined;
  /** Returns the emoji that a picture in a text stands for. */
  sign?: (tag: Tag, decoders: TextDecoders) => string | undefined;
}

/** A start or end tag; without a name, text that is none. */
export interface Tag {
  name: string;
  closing: boolean;
  selfClosing: boolean;
  /** Values as written, by name as written. */
  attributes: Record<string, string>;
  /** Position behind its `>`. */
  end: number;
}
