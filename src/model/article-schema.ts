import * as z from 'zod/mini';
import { cleanLine, cleanLink } from '../text/clean.js';
import { EXCERPT_LENGTH, ID_LENGTH, MAX_ENTRIES, NAME_LENGTH, TITLE_LENGTH } from './limits.js';

/** A check that changes its value, with the call that `build/validator-source.ts` writes for it. */
const changed = (change: (text: string) => string, call: string) =>
  z.overwrite(Object.assign((text: string) => change(text), { call }));

const cleaned = (length: number) => changed((text) => cleanLine(text, length), `cleanLine(value, ${length})`);

// The pattern rejects URLs that `URL` would repair, such as `https:/a`.
const Link = z.string().check(
  z.regex(/^https?:\/\/[^\s/]/i),
  changed((text) => cleanLink(text), 'cleanLink(value)'),
  z.minLength(1),
);

/** Text of at most `length` characters, which may be empty. */
const Text = (length: number) => z.string().check(cleaned(length));

/** Text of at most `length` characters, at least one of them visible. */
const Line = (length: number) => z.string().check(cleaned(length), z.minLength(1));

const Name = Line(NAME_LENGTH);

/** A list of which only the first entries are kept. */
const List = <T extends z.core.$ZodType>(entry: T) =>
  z.pipe(
    z.transform(
      Object.assign((list: unknown) => (Array.isArray(list) ? list.slice(0, MAX_ENTRIES) : list), {
        most: MAX_ENTRIES,
      }),
    ),
    z.array(entry),
  );

/**
 * Date and time with a zone (RFC 3339), on a day that exists: `Date` would roll others over. Midnight, such as
 * `2026-11-10T00:00:00Z`, is the day alone: 10 November wherever a reader is.
 */
const Timestamp = z
  .string()
  .check(
    z.regex(
      /^\d{4}-(?!02-3|(?:0[469]|11)-31)(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/,
    ),
  );

const Pixels = z.number().check(z.positive());

/** A picture of an article. */
const Image = z.object({
  url: Link,
  /** Alternative text, as the source gives it. */
  alt: z.optional(Text(NAME_LENGTH)),
  /** In pixels, as the source gives it. */
  width: z.optional(Pixels),
  /** In pixels, as the source gives it. */
  height: z.optional(Pixels),
});

/** The publisher of an article. */
const Publisher = z.object({
  name: Name,
  url: z.optional(Link),
  icon: z.optional(Link),
});

const Author = z.object({
  name: Name,
  url: z.optional(Link),
});

/**
 * The one definition of a valid article. All links are `http:` or `https:`, with a host and without credentials; all text
 * is plain text on one line, never markup. What is longer than `limits.ts` says is cut.
 * Articles from outside (a feed, the `articles` property) pass it before anything shows them.
 */
export const Article = z.object({
  /** Unique in its list. */
  id: Line(ID_LENGTH),
  url: Link,
  title: Line(TITLE_LENGTH),
  /** Up to 1,000 characters, cut at a word. */
  excerpt: z.optional(Text(EXCERPT_LENGTH)),
  image: z.optional(Image),
  publisher: z.optional(Publisher),
  authors: List(Author),
  /** Date of publication: ISO 8601 with zone, as the source gives it. */
  published: z.optional(Timestamp),
  /** Date of the last change: ISO 8601 with zone. */
  updated: z.optional(Timestamp),
  /** Date on which the source first saw the article (ISO 8601 with zone), for sources that know only that. */
  seen: z.optional(Timestamp),
  /** All categories, tags and keywords. */
  tags: List(Name),
  /** The section it appeared in; else its first category. */
  category: z.optional(Name),
  /** BCP 47. */
  language: z.optional(Name),
});

/** Metadata of a feed besides its articles, by the same rules. An invalid member is left out. */
export const FeedFacts = z.object({
  title: z.optional(Line(TITLE_LENGTH)),
  homeUrl: z.optional(Link),
  language: z.optional(Name),
  next: z.optional(Link),
  movedTo: z.optional(Link),
  expired: z.optional(z.literal(true)),
  attribution: z.optional(z.object({ name: Name, url: Link })),
});
