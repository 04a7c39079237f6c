/** `renderFeed`: renders `<news-tag-feed>` as HTML. Loads lit and the views on first use, since a relay needs neither. */
import * as z from 'zod/mini';
import type { ArticleInput } from '../model/article-input.js';
import type { Feed } from '../model/feed.js';
import type { requestAttributes } from '../model/request.js';
import type { feedAttributes } from '../views/options.js';
import { checkOptions, dateOption, optionsSchema, textOption, timeOption, webAddressOption } from './check-options.js';

type AttributeValue = string | number | boolean | readonly string[] | object | null | undefined;

/**
 * The attributes of `<news-tag-feed>`, in camel case or as in HTML, and those of any element: `id`, `class`, `lang`,
 * `dir`, `title`, `hidden`, `slot`, `role`, `part`, `tabindex`, `data-…`, `aria-…`. Attributes that are `undefined`,
 * `null` or `false` are left out.
 */
export type FeedAttributes = {
  [Name in keyof typeof requestAttributes | keyof typeof feedAttributes | 'lang' | 'dir' | 'id']?: AttributeValue;
} & Record<string, AttributeValue>;

export interface RenderOptions {
  /** Nonce of the page's content security policy, for the `<style>` in the HTML. Default: none. */
  nonce?: string | undefined;
  /**
   * URL at which you serve the result of `feedStyleSheet`. The HTML then links it instead of including a `<style>`, for
   * policies such as `style-src 'self'`. Default: none.
   */
  styleSheet?: string | undefined;
  /** Time at which the articles were fetched: a date, or milliseconds since 1970. Default: now. */
  fetched?: Date | number | undefined;
  /**
   * Time after `fetched` in which browsers don't fetch the feed again: milliseconds, text such as `15m`, or `none`. Later,
   * they show the articles and fetch the feed in the background. Default: `15m`.
   */
  freshFor?: number | string | undefined;
  /** Your own HTML inside the element: fallback content, or content for its slots. It is not escaped. Default: none. */
  content?: string | undefined;
}

/** A feed whose articles may have any shape. Invalid articles are left out. */
export type GivenFeed = Partial<Omit<Feed, 'articles'>> & {
  articles: readonly (ArticleInput | null | undefined)[];
};

/**
 * Renders a `<news-tag-feed>` with its articles as HTML, which is readable before scripts load and without them. In the
 * browser, the element hydrates it in place, and fetches nothing while the articles are fresh.
 * @param feed the result of `loadFeed` or `parseFeed`, or your own `{ articles }`; the attributes filter, sort and limit it
 * @throws NewsError `config` for invalid attributes or options
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
  styleSheet: webAddressOption,
  fetched: dateOption,
  freshFor: timeOption,
  content: textOption,
} satisfies Record<keyof RenderOptions, unknown>);

function checkedOptions(feed: GivenFeed, attributes: FeedAttributes, options: RenderOptions): RenderOptions {
  // The model checks the articles, and `feedHtml` the names and values of attributes.
  checkOptions(feed, FEED, { by: 'renderFeed', name: 'feed' });
  checkOptions(attributes, ANY_OBJECT, { by: 'renderFeed', name: 'attributes' });
  return checkOptions(options, OPTIONS, { by: 'renderFeed' });
}

/** Returns the CSS to serve at the URL in `styleSheet`. It is the same for all feeds. */
export async function feedStyleSheet(): Promise<string> {
  return (await import('./server-styles.js')).linkedStyles();
}
