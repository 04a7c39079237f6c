/** Decoders passed to the parsers of text. Parsers mark on them that a text needs the full decoders. */
export interface TextDecoders {
  /**
   * Set by a parser that finds a value which only the full decoders read correctly. Already set on the full decoders, so
   * that parsers skip the search for such values.
   */
  needsFull?: boolean;
  /** Reads dates that are not in ISO 8601. */
  date?: (text: string) => string | undefined;
  /** Decodes named HTML entities. */
  entity?: (name: string) => string | undefined;
  /** Returns the emoji that an `<img>` in a text shows. */
  sign?: (tag: Tag, decoders: TextDecoders) => string | undefined;
}

/** A start or end tag. Without a name, it is text that only looks like a tag. */
export interface Tag {
  name: string;
  closing: boolean;
  selfClosing: boolean;
  /** Values by name, both as written. */
  attributes: Record<string, string>;
  /** Position behind its `>`. */
  end: number;
}
