/** A date: text, a `Date`, or seconds or milliseconds since 1970. Text without a zone is taken as UTC. */
export type MomentInput = string | number | { toISOString(): string } | null | undefined;

type TextInput = string | number | null | undefined;
type AddressInput = string | URL | null | undefined;
type NamedInput = { name?: TextInput; url?: AddressInput };
type ImageInput = { url?: AddressInput; alt?: string | null | undefined; width?: TextInput; height?: TextInput };

/**
 * An article as returned by APIs and databases. Every `Article` and `Partial<Article>` is one. It needs a URL and a title;
 * an excerpt or a picture can replace the title. Members of other types are ignored.
 */
export interface ArticleInput {
  /** Default: the URL. */
  id?: TextInput | bigint;
  /** An `http:` or `https:` URL. Relative URLs are resolved against the base URL of the element's page. */
  url?: AddressInput;
  /** Plain text. */
  title?: TextInput;
  /** Plain text. */
  excerpt?: TextInput;
  /** A URL, or an object with one; in a list, the first entry that has one. */
  image?: AddressInput | ImageInput | readonly (AddressInput | ImageInput)[];
  /** A name, or an object with one. */
  publisher?: string | (NamedInput & { icon?: AddressInput }) | null | undefined;
  /** Names, or objects with one; or a single text, separated by commas. */
  authors?: string | NamedInput | readonly (string | NamedInput | null | undefined)[] | null | undefined;
  /** Date of publication. */
  published?: MomentInput;
  /** Date of the last change. */
  updated?: MomentInput;
  /** Date on which the source first saw the article. */
  seen?: MomentInput;
  /** Names, or objects with one; or a single text, separated by commas. */
  tags?: string | Iterable<TextInput | NamedInput> | null | undefined;
  /** The section it appeared in. */
  category?: TextInput | NamedInput;
  /** BCP 47. */
  language?: string | null | undefined;
}
