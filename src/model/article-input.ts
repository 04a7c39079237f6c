/** A moment as programs hold it: text, a `Date`, or seconds or milliseconds since 1970. Without a zone, text is read as UTC. */
export type MomentInput = string | number | { toISOString(): string } | null | undefined;

type TextInput = string | number | null | undefined;
type AddressInput = string | URL | null | undefined;
type NamedInput = { name?: TextInput; url?: AddressInput };
type ImageInput = { url?: AddressInput; alt?: string | null | undefined; width?: TextInput; height?: TextInput };

/**
 * An article as APIs and databases give it. Every `Article` and `Partial<Article>` is one. It takes an address and a
 * title, or an excerpt or a picture in the place of the title; members of any other kind are left out.
 */
export interface ArticleInput {
  /** Default: the address. */
  id?: TextInput | bigint;
  /** `http:` or `https:`; relative ones are resolved against the base address of the element's page. */
  url?: AddressInput;
  /** Plain text. */
  title?: TextInput;
  /** Plain text. */
  excerpt?: TextInput;
  /** An address, or an object with one; of a list, the first that has one. */
  image?: AddressInput | ImageInput | readonly (AddressInput | ImageInput)[];
  /** A name, or an object with one. */
  publisher?: string | (NamedInput & { icon?: AddressInput }) | null | undefined;
  /** Names, or objects with one; in a single text, divided by commas. */
  authors?: string | NamedInput | readonly (string | NamedInput | null | undefined)[] | null | undefined;
  /** When it was published. */
  published?: MomentInput;
  /** When it was last changed. */
  updated?: MomentInput;
  /** When the source first saw it. */
  seen?: MomentInput;
  /** Names, or objects with one; in a single text, divided by commas. */
  tags?: string | Iterable<TextInput | NamedInput> | null | undefined;
  /** The section it appeared in. */
  category?: TextInput | NamedInput;
  /** BCP 47. */
  language?: string | null | undefined;
}
