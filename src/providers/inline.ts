import { NewsError, type NewsErrorCode } from '../model/error.js';
import type { FeedDraft } from '../model/feed.js';
import { feedInScript } from './formats/inline-feed.js';
import { jsonLdReader } from './formats/json-ld.js';
import { quoted } from './services/json-service.js';
import type { InlineContent, Provider } from './provider.js';
import { publisherOf } from './values/full-values.js';
import { titleFrom } from './services/title.js';
import { link, member, text } from '../text/coerce.js';

const ADVICE =
  'Put a `<script type="application/ld+json">` with articles as schema.org describes them into it, ' +
  'a `<script type="application/feed+json">` with a JSON Feed, or links to articles.';

/**
 * Reads the content of the element: structured data, a JSON Feed or a `Feed` of newsrack in a script; else its links, each
 * as an article of which only the headline is known. Sends no request.
 */
export const inlineProvider: Provider = {
  name: 'inline',
  async read({ inside }) {
    if (!inside)
      throw failure('config', '`inline` reads what stands inside a <news-tag-feed>; there is no element here.');
    const { feed, broken } = readScripts(inside);
    if (feed && hasNews(feed)) return feed;
    const articles = linked(inside);
    if (articles.length) return { articles };
    if (feed) return feed;
    if (broken.length) throw failure('format', `The data inside the element can't be read: ${broken.join('; ')}.`);
    throw failure('config', `There is no news inside the element. ${ADVICE}`);
  },
};

const failure = (code: NewsErrorCode, message: string) => new NewsError(code, message, { source: 'inline' });

/** Returns the feed in the scripts inside an element; `undefined` if there is none. Ignores links. */
export function snapshotOf(inside: InlineContent): FeedDraft | undefined {
  const { feed } = readScripts(inside);
  return feed && hasNews(feed) ? feed : undefined;
}

/** Returns whether one of the articles has all required members. */
const hasNews = ({ articles }: FeedDraft) => articles.some((one) => member(one, 'url') && member(one, 'title'));

/** Merges the articles of all scripts; returns no feed where none of them is about articles. */
function readScripts({ scripts, url }: InlineContent): { feed?: FeedDraft; broken: string[] } {
  const broken: string[] = [];
  const blocks = scripts.flatMap(({ type, text: source }, index) => {
    const kind = /^application\/(ld\+|feed\+)?json(?=\s*(?:;|$))/.exec(type.trim().toLowerCase());
    if (!kind) return [];
    try {
      return [{ kind: kind[1] ?? '', ...parse(source) }];
    } catch (error) {
      broken.push(`script ${index + 1} (${kind[0]}) is no JSON: ${quoted(String((error as Error).message))}`);
      return [];
    }
  });
  const structured = blocks.filter(({ kind }) => kind === 'ld+').map(({ document }) => document);
  const readStructured = jsonLdReader(structured, url);
  const feeds = blocks.flatMap(({ kind, document, json }): FeedDraft[] => {
    if (kind !== 'ld+') return feedInScript(document, json, kind === 'feed+', url);
    const articles = readStructured(document);
    return articles.length ? [{ articles }] : [];
  });
  if (!feeds.length) return { broken };
  // Scripts that could not be read are listed among the dropped items.
  const articles = [...feeds.flatMap(({ articles }) => articles), ...broken];
  return { feed: { ...(feeds.length === 1 && feeds[0]!), articles }, broken };
}

/** Parses JSON as content management systems write it: inside comments, with line breaks in strings. */
function parse(source: string): { document: unknown; json: string } {
  const json = source
    .trim()
    .replace(/^(?:\/[/*]\s*)?<!(?:--|\[CDATA\[)(?:\s*\*\/)?|(?:\/[/*]\s*)?(?:-->|\]\]>)(?:\s*\*\/)?$/g, '');
  try {
    return { document: JSON.parse(json), json };
  } catch {
    const mended = json.replace(/\p{Cc}/gu, ' ');
    return { document: JSON.parse(mended), json: mended };
  }
}

/** The links of the element, but those within its page. Of several to one place, the first that says something counts. */
function linked({ links, url: page }: InlineContent): FeedDraft['articles'] {
  const titles = new Map<string, string | undefined>();
  for (const { url, text: said } of links) {
    const address = link(url, page);
    if (address && withoutFragment(address) !== withoutFragment(page)) {
      titles.set(address, titles.get(address) ?? titleFrom(text(said), undefined));
    }
  }
  return [...titles].map(([url, title]) => ({
    id: url,
    url,
    title,
    publisher: publisherOf(url),
    authors: [],
    tags: [],
  }));
}

const withoutFragment = (url: string) => url.replace(/#.*$/s, '');
