import * as z from 'zod/mini';

// A regular expression costs fewer bytes than `z.url()`, which would let `javascript:` through as well.
const Link = z.string().check(z.regex(/^https?:\/\/[^\s/]/i));

const NonEmpty = z.string().check(z.minLength(1));

/**
 * Date and time with a zone (RFC 3339), on a day that exists: `Date` would roll others over. Midnight, such as
 * `2026-11-10T00:00:00Z`, is the day alone: 10 November wherever a reader is.
 */
const Timestamp = z
  .string()
  .check(
    z.regex(
      /^\d{4}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31|02-29)T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/,
    ),
  );

const Pixels = z.number().check(z.positive());

/** A picture of an article. */
const Image = z.object({
  url: Link,
  /** What the source says it shows. */
  alt: z.optional(z.string()),
  /** In pixels, as the source gives it. */
  width: z.optional(Pixels),
  /** In pixels, as the source gives it. */
  height: z.optional(Pixels),
});

/** Who published an article. */
const Publisher = z.object({
  name: NonEmpty,
  url: z.optional(Link),
  icon: z.optional(Link),
});

const Author = z.object({
  name: NonEmpty,
  url: z.optional(Link),
});

/**
 * The one definition of a valid article. All links are `http:` or `https:`; all text is plain text, never markup.
 * Articles from outside (a feed, the `articles` property) pass it before anything shows them.
 */
export const Article = z.object({
  /** Unique in its list. */
  id: NonEmpty,
  url: Link,
  title: NonEmpty,
  /** Up to 1,000 characters, cut at a word. */
  excerpt: z.optional(z.string()),
  image: z.optional(Image),
  publisher: z.optional(Publisher),
  authors: z.array(Author),
  /** When it was published: ISO 8601 with zone, as the source gives it. */
  published: z.optional(Timestamp),
  /** When it was last changed: ISO 8601 with zone. */
  updated: z.optional(Timestamp),
  /** When the source first saw it (ISO 8601 with zone), for sources that only know that. */
  seen: z.optional(Timestamp),
  /** All categories, tags and keywords. */
  tags: z.array(NonEmpty),
  /** The section it appeared in; else its first category. */
  category: z.optional(NonEmpty),
  /** BCP 47. */
  language: z.optional(NonEmpty),
});
