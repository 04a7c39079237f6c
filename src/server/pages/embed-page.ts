/** Pages for frames: a tag or a feed without anything round it. */
import { type AttributeParsers, type ValuesOf, count, oneOf, parseAttributes } from '../../model/values.js';
import type { Article } from '../../model/article.js';
import { fill } from '../../views/words.js';
import { feedAttributes } from '../../views/options.js';
import { Failure } from '../responses.js';
import { pageOfTag } from './page-addresses.js';
import { type PageContext, frameDocument } from './page-document.js';
import { newsHtml } from './news-html.js';
import { type MarkupValue, markup } from './markup.js';

const PARSERS = {
  limit: count(1, 50, 10),
  layout: feedAttributes.layout,
  theme: oneOf('auto', 'light', 'dark'),
} satisfies AttributeParsers;

/** The parameters of a page for frames. */
export type EmbedQuery = ValuesOf<typeof PARSERS>;

/**
 * Parses the parameters. Unknown ones are ignored, since sites add their own to links.
 * @throws Failure `bad-request`
 */
export const parseEmbedQuery = (parameters: URLSearchParams): EmbedQuery =>
  parseAttributes(
    PARSERS,
    Object.fromEntries(Object.keys(PARSERS).map((name) => [name, parameters.get(name)])),
    (name) => {
      throw new Failure('bad-request', `Invalid "${name}". Expected: ${PARSERS[name as keyof EmbedQuery].accepts}.`);
    },
  );

export interface EmbedPage {
  query: EmbedQuery;
  articles: readonly Article[];
  /** Address of the same articles as JSON Feed, below the root. */
  feed: string;
  /** The tag and its slug. Undefined for a feed. */
  topic?: { tag: string; slug: string } | undefined;
  /** Title of the feed. Undefined for a tag. */
  title?: string | undefined;
}

/** Returns the HTML of a page for frames. Links open outside of the frame. */
export async function embedPage(
  context: PageContext,
  { query, articles, feed, topic, title }: EmbedPage,
): Promise<string> {
  const { words } = context;
  const { layout, theme } = query;
  const news = await newsHtml(context, {
    articles,
    feed,
    attributes: {
      ...(topic && { tag: [topic.tag] }),
      heading: topic ? undefined : title,
      headingLevel: 1,
      layout,
      theme,
      limit: query.limit,
      target: '_blank',
    },
  });
  return frameDocument(context, {
    title: topic ? fill(words.latestAbout, { tag: topic.tag }) : (title ?? words.latest),
    page: topic && pageOfTag(topic.slug),
    isIndexed: false,
    main: markup`${news}${topic && allLink(context, topic)}`,
  });
}

function allLink({ settings, words }: PageContext, { tag, slug }: { tag: string; slug: string }): MarkupValue {
  const label = fill(words.all, { tag });
  return markup`<a class="all" href="${settings.addresses.url(pageOfTag(slug))}" target="_blank" rel="noopener">${label}</a>`;
}
