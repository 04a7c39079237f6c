/** `<news-tag-feed>` as HTML. What it takes to make it is loaded when somebody asks: a relay runs without. */
import * as z from 'zod/mini';
import type { ArticleInput } from '../model/article-input.js';
import type { Feed } from '../model/feed.js';
import type { requestAttributes } from '../model/request.js';
import type { feedAttributes } from '../views/options.js';
import { checkOptions, dateOption, optionsSchema, textOption, timeOption } from './check-options.js';

type AttributeValue = string | number | boolean | readonly string[] | object | null | undefined;

/**
 * The attributes of `<news-tag-feed>`, in camel case or as in HTML, and those that any element has: `id`, `class`,
 * `lang`, `dir`, `title`, `hidden`, `slot`, `role`, `part`, `tabindex`, `data-…`, `aria-…`. What is `undefined`, `null`
 * or `false` is left out.
 */
export type FeedAttributes = {
  [Name in keyof typeof requestAttributes | keyof typeof feedAttributes | 'lang' | 'dir' | 'id']?: AttributeValue;
} & Record<string, AttributeValue>;

export interface RenderOptions {
  /** The nonce of the page's content security policy: the styles stand in a `<style>` with it. Default: none. */
  nonce?: string | undefined;
  /**
   * URL at which you serve what `feedStyleSheet` gives. The styles are linked from there instead of standing in the HTML:
   * for policies such as `style-src 'self'`. Default: none.
   */
  styleSheet?: string | undefined;
  /** When the news was fetched: a date, or milliseconds since 1970. Default: now. */
  fetched?: Date | number | undefined;
  /**
   * How long from then on browsers need not fetch it again: milliseconds, text such as `15m`, or `none`. Older news is
   * shown as well, and fetched behind. Default: `15m`.
   */
  freshFor?: number | string | undefined;
  /** HTML of your own to stand inside the element: a fallback, or what goes into its slots. It is not escaped. Default: none. */
  content?: string | undefined;
}

/** A feed whose articles may be of any shape; what can't be an article is left out. */
export type GivenFeed = Partial<Omit<Feed, 'articles'>> & {
  articles: readonly (ArticleInput | null | undefined)[];
};

/**
 * A `<news-tag-feed>` with its news, as HTML: readable before any script has come and without one. The element takes it
 * over in place, and asks for nothing while the news is fresh.
 * @param feed what `loadFeed` or `parseFeed` gave, or `{ articles }` of your own; it is filtered, sorted and cut as the attributes say
 * @throws NewsError `config` for attributes or options that make no sense
 */
export async function renderFeed(
  feed: GivenFeed,
  attributes: FeedAttributes = {},
  options: RenderOptions = {},
): Promise<string> {
  const { feedHtml } = await import('./feed-html.js');
  return feedHtml(feed, attributes, checkedOptions(feed, attributes, options));
}

const ANY_OBJECT = z.looseObject({});
const FEED = z.looseObject({ articles: z.array(z.unknown(), { error: 'an array' }) });
const OPTIONS = optionsSchema({
  nonce: textOption,
  styleSheet: textOption,
  fetched: dateOption,
  freshFor: timeOption,
  content: textOption,
} satisfies Record<keyof RenderOptions, unknown>);

function checkedOptions(feed: GivenFeed, attributes: FeedAttributes, options: RenderOptions): RenderOptions {
  // What else a feed has, and which attributes there are, is for the model and the element's own list to say.
  checkOptions(feed, FEED, { by: 'renderFeed', name: 'feed' });
  checkOptions(attributes, ANY_OBJECT, { by: 'renderFeed', name: 'attributes' });
  return checkOptions(options, OPTIONS, { by: 'renderFeed' });
}

/** The style sheet for `styleSheet`: the same for all feeds, as CSS to serve at an address of yours. */
export async function feedStyleSheet(): Promise<string> {
  return (await import('./server-styles.js')).linkedStyles();
}
