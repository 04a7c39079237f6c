/** The page of a tag: its newest articles, and links to older ones, to feeds and to related topics. */
import type { Article } from '../../model/article.js';
import { tagSlugOf } from '../archive/tag-slug.js';
import { fill } from '../../views/words.js';
import type { ArchivePage } from '../archive/archive-types.js';
import { pageOfTag } from './page-addresses.js';
import { type PageContext, pageDocument } from './page-document.js';
import { type Topic, promoOf, topicsNav } from './page-pieces.js';
import { newsHtml } from './news-html.js';
import { type MarkupValue, markup } from './markup.js';

export interface TagPage extends ArchivePage {
  tag: string;
  slug: string;
  /** Cursor of this page. Undefined for the first one. */
  before: string | undefined;
}

/** Maximum number of related topics. */
const MAX_RELATED = 12;

/** Returns the HTML of a tag page that has articles. */
export async function tagPage(context: PageContext, data: TagPage): Promise<string> {
  const { settings, words } = context;
  const { tag, slug, before, articles } = data;
  const isFirst = before === undefined;
  const first = pageOfTag(slug);
  const heading = isFirst ? undefined : words.earlier;
  const news = await newsHtml(context, {
    articles,
    feed: `${first}.json${queryOf(before)}`,
    attributes: {
      class: 'main',
      tag: [tag],
      headingLevel: 1,
      heading,
      layout: settings.layout,
      structuredData: true,
    },
  });
  return pageDocument(context, {
    title: fill(isFirst ? words.latestAbout : words.earlier, { tag }),
    description: fill(words.aboutTag, { tag }),
    page: first + queryOf(before),
    // Further pages change whenever an article arrives. Their articles are found through this one.
    isIndexed: isFirst,
    picture: articles.find(({ image }) => image)?.image?.url,
    head: headOf(context, data),
    main: markup`${news}${pagerOf(context, data)}${promoOf(context)}${topicsNav(context, words.related, relatedTo(slug, articles))}`,
    foot: settings.hasFeedLinks && feedLinks(context, first),
  });
}

const queryOf = (before: string | undefined): string =>
  before === undefined ? '' : `?before=${encodeURIComponent(before)}`;

const FORMATS = [
  { name: 'RSS', extension: 'rss', type: 'application/rss+xml' },
  { name: 'Atom', extension: 'atom', type: 'application/atom+xml' },
  { name: 'JSON Feed', extension: 'json', type: 'application/feed+json' },
] as const;

function headOf({ settings }: PageContext, { tag, slug, next }: TagPage): MarkupValue {
  const { addresses, title, hasFeedLinks } = settings;
  const page = pageOfTag(slug);
  const oembed = `${addresses.url('oembed')}?url=${encodeURIComponent(addresses.url(page))}`;
  return [
    next !== undefined && markup`<link rel="next" href="${addresses.url(page + queryOf(next))}">\n`,
    hasFeedLinks &&
      FORMATS.map(
        ({ name, extension, type }) =>
          markup`<link rel="alternate" type="${type}" title="#${tag} – ${title} (${name})" href="${addresses.path(`${page}.${extension}`)}">\n`,
      ),
    markup`<link rel="alternate" type="application/json+oembed" title="#${tag} – ${title}" href="${oembed}">\n`,
  ];
}

function pagerOf({ settings, words }: PageContext, { slug, before, next }: TagPage): MarkupValue {
  const path = settings.addresses.path(pageOfTag(slug));
  const newest = before !== undefined && markup`<a class="action" href="${path}">${words.newest}</a>`;
  const older =
    next !== undefined && markup`<a class="action older" rel="next" href="${path + queryOf(next)}">${words.older}</a>`;
  return (newest || older) && markup`<div class="pager">${newest}${older}</div>`;
}

function feedLinks({ settings, words }: PageContext, page: string): MarkupValue {
  const entries = FORMATS.map(
    ({ name, extension }) => markup`<li><a href="${settings.addresses.path(`${page}.${extension}`)}">${name}</a></li>`,
  );
  return markup`<nav aria-label="${words.follow}"><ul>${entries}</ul></nav>`;
}

/** Returns the tags that the articles of a page carry besides its own, those of most articles first. */
export function relatedTo(slug: string, articles: readonly Article[]): Topic[] {
  const counts = new Map<string, { topic: Topic; count: number }>();
  for (const name of articles.flatMap(({ tags }) => tags)) {
    const own = tagSlugOf(name);
    if (own === slug) continue;
    const known = counts.get(own) ?? { topic: { name, slug: own }, count: 0 };
    counts.set(own, { ...known, count: known.count + 1 });
  }
  return [...counts.values()]
    .sort((one, other) => other.count - one.count)
    .slice(0, MAX_RELATED)
    .map(({ topic }) => topic);
}
