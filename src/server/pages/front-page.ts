/** The front page: the most used tags, each with its newest articles. */
import type { Article } from '../../model/article.js';
import { fill } from '../../views/words.js';
import type { ArchivedTag } from '../archive/archive-types.js';
import { pageOfTag } from './page-addresses.js';
import { type PageContext, pageDocument } from './page-document.js';
import { promoOf, topicsNav } from './page-pieces.js';
import { newsHtml } from './news-html.js';
import { type Markup, markup } from './markup.js';

/** A tag with its newest articles. */
export interface Tile {
  tag: ArchivedTag;
  articles: readonly Article[];
}

/** Returns the HTML of the front page. */
export async function frontPage(
  context: PageContext,
  tiles: readonly Tile[],
  more: readonly ArchivedTag[],
): Promise<string> {
  const { settings, words } = context;
  const description = fill(words.aboutFront, { site: settings.title });
  const sections = await Promise.all(tiles.map((tile) => tileHtml(context, tile)));
  const news = sections.length
    ? markup`<div class="tiles">${sections}</div>`
    : markup`<p class="lead">${words.unavailable}</p>`;
  return pageDocument(context, {
    title: settings.title,
    description,
    page: '',
    isIndexed: true,
    picture: tiles.flatMap(({ articles }) => articles).find(({ image }) => image)?.image?.url,
    main: markup`<h1 class="title">${words.front}</h1>${news}${topicsNav(context, words.moreTopics, more)}${promoOf(context)}`,
  });
}

/** The heading is a link, which only content of the page can be. */
async function tileHtml(context: PageContext, { tag, articles }: Tile): Promise<Markup> {
  const path = context.settings.addresses.path(pageOfTag(tag.slug));
  return newsHtml(context, {
    articles: articles.map(({ excerpt: _excerpt, ...article }) => article),
    feed: `${pageOfTag(tag.slug)}.json`,
    attributes: {
      tag: [tag.name],
      layout: 'magazine',
      headingLevel: 2,
      heading: '#{tag}',
      fields: 'image publisher time',
      limit: articles.length,
    },
    content: markup`<h2 class="tile-title" slot="heading"><a href="${path}">#<bdi>${tag.name}</bdi></a></h2>`,
  });
}
