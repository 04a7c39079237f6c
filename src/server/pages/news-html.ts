/** Renders articles for pages: by `renderFeed`, with the linked style sheet and no inline style. */
import type { Article } from '../../model/article.js';
import { type FeedAttributes, renderFeed } from '../render.js';
import type { PageContext } from './page-document.js';
import { type Markup, markup, trusted } from './markup.js';

/** Time in which the script does not fetch the articles again. */
const FRESH_FOR = '15m';

/** Articles, and what the page says about them. */
export interface News {
  articles: readonly Article[];
  /** Address of the same articles as JSON Feed, below the root. The relay answers it. */
  feed: string;
  attributes: FeedAttributes;
  /** Content for slots of the element. Default: none. */
  content?: Markup;
}

/** Returns `<news-tag-feed>` with its articles. */
export async function newsHtml(
  { settings, assets }: PageContext,
  { articles, feed, attributes, content }: News,
): Promise<Markup> {
  const { language, direction, addresses, hasFeedLinks, now } = settings;
  const html = await renderFeed(
    { articles, homeUrl: addresses.base.href },
    {
      lang: language,
      dir: direction,
      more: 'none',
      pageSize: Math.max(articles.length, 1),
      limit: 1000,
      cache: 'none',
      // Without a relay, there is nothing newer to fetch. The provider says so: others would ask a service.
      ...(hasFeedLinks ? { src: addresses.path(feed) } : { provider: 'inline' }),
      ...attributes,
    },
    {
      styleSheet: addresses.path(assets.feed.page),
      fetched: now(),
      freshFor: FRESH_FOR,
      content: (content ?? markup``).toString(),
    },
  );
  return trusted(html);
}
