import {
  type AttributeParsers,
  type ValuesOf,
  count,
  duration,
  oneOf,
  orWord,
  ratio,
  someOf,
  text,
} from '../model/values.js';

/** Attributes for display. Changing them never sends a request. */

/** Fields that a card can show besides its headline. */
export const FIELDS = ['image', 'publisher', 'time', 'category', 'excerpt', 'authors', 'tags'] as const;
export type Field = (typeof FIELDS)[number];

export const cardAttributes = {
  fields: someOf(FIELDS, ['image', 'publisher', 'time', 'category', 'excerpt']),
  imageRatio: ratio('16 / 9'),
  imagePosition: oneOf('auto', 'start', 'end', 'top'),
  excerptLines: orWord('all', 'all' as const, count(1, 50, 3)),
  headingLevel: count(1, 6, 2),
  timeFormat: oneOf('auto', 'relative', 'absolute'),
  target: text('_self'),
  rel: text(''),
  theme: oneOf('auto', 'light', 'dark'),
} satisfies AttributeParsers;

export const feedAttributes = {
  ...cardAttributes,
  layout: oneOf('list', 'grid', 'magazine', 'headlines', 'carousel', 'ticker'),
  heading: text(undefined),
  publisher: text(undefined),
  privacyUrl: text(''),
  pageSize: count(1, 1000, 10),
  more: oneOf('button', 'scroll', 'none'),
  loading: oneOf('lazy', 'eager', 'click'),
  cache: orWord('none', 0, duration(604_800_000)),
  // Publishers expect no more frequent requests.
  refreshEvery: duration(undefined, 60_000),
  dedupe: oneOf('off', 'page'),
  // On if the attribute is present, like boolean attributes of HTML.
  structuredData: oneOf<boolean | ''>(false, true, ''),
} satisfies AttributeParsers;

export type CardOptions = ValuesOf<typeof cardAttributes>;
export type FeedOptions = ValuesOf<typeof feedAttributes>;
export type Layout = FeedOptions['layout'];

/** Values of the page that views need. They are parameters, since a server has no page. */
export interface RenderContext {
  /** BCP 47: the language of the words and dates. */
  locale: string;
  /** In milliseconds since 1970. */
  now: number;
  /** `https:` if pictures must not load over `http:`; else `http:`. */
  scheme: string;
}
