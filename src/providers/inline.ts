import { NewsError } from '../model/error.js';
import type { FeedDraft } from '../model/feed.js';
import { lineIn } from './any-shape.js';
import { readJsonFeed } from './json-feed.js';
import { jsonLdReader } from './json-ld.js';
import { quoted } from './json-service.js';
import { cleanText } from './markup.js';
import type { Inside, Provider } from './provider.js';
import { publisherOf } from './publisher.js';
import { EXCERPT_LENGTH, cut, language, link, member, text, titleFrom } from './tolerant.js';

const ADVICE =
  'Put a `<script type="application/ld+json">` with articles as schema.org describes them into it, ' +
  'a `<script type="application/feed+json">` with a JSON Feed, or links to articles.';

/**
 * What stands inside the element: structured data, a JSON Feed or a `Feed` of newsrack in a script; else its links, each
 * as an article of which only the headline is known. Asks nobody.
 */
export const inlineProvider: Provider = {
  name: 'inline',
  async read({ inside }) {
    if (!inside)
      throw new NewsError('config', `\`inline\` reads what stands inside an element: here is none.`, {
        source: 'inline',
      });
    const { feed, broken } = readScripts(inside);
    if (feed && hasNews(feed)) return feed;
    const articles = linked(inside);
    if (articles.length) return { articles };
    if (feed) return feed;
    if (broken.length) {
      throw new NewsError('format', `The data inside the element can't be read: ${broken.join('; ')}.`, {
        source: 'inline',
      });
    }
    throw new NewsError('config', `There is no news inside the element. ${ADVICE}`, { source: 'inline' });
  },
};

/** The news in the scripts inside an element; `undefined` where they hold none. Links are no news here. */
export function snapshotOf(inside: Inside): FeedDraft | undefined {
  const { feed } = readScripts(inside);
  return feed && hasNews(feed) ? feed : undefined;
}

/** Whether one of the articles has all that it takes. */
const hasNews = ({ articles }: FeedDraft) => articles.some((one) => member(one, 'url') && member(one, 'title'));

/** What the scripts hold together; no feed where none of them is about articles. */
function readScripts({ scripts, url }: Inside): { feed?: FeedDraft; broken: string[] } {
  const broken: string[] = [];
  const blocks = scripts.flatMap(({ type, text: source }, index) => {
    const kind = /^application\/(ld\+|feed\+)?json\s*(?:;|$)/i.exec(type.trim());
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
    if (kind !== 'ld+') return feedIn(document, json, kind === 'feed+', url);
    const articles = readStructured(document);
    return articles.length ? [{ articles }] : [];
  });
  if (!feeds.length) return { broken };
  return { feed: feeds.length === 1 ? feeds[0]! : { articles: feeds.flatMap(({ articles }) => articles) }, broken };
}

/** JSON as content management systems write it: in comments that once hid it, with line breaks in texts. */
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

/** A JSON Feed, or what newsrack itself makes: a `Feed`, or a list of articles. Nothing where it is neither. */
function feedIn(document: unknown, json: string, isFeed: boolean, url: string): FeedDraft[] {
  const items = member(document, 'items');
  if (Array.isArray(items) && (isFeed || text(member(document, 'version'))?.includes('jsonfeed.org/'))) {
    // What follows in the page is not for an element to fetch.
    return [{ ...readJsonFeed(json, url), next: undefined }];
  }
  const articles = Array.isArray(document) ? document : member(document, 'articles');
  if (!Array.isArray(articles)) return [];
  const isOurs = articles.some(isArticle) || (articles !== document && !articles.length);
  if (!isOurs) return [];
  const attribution = member(document, 'attribution');
  const [name, address] = [lineIn(member(attribution, 'name')), link(member(attribution, 'url'), url)];
  return [
    {
      title: text(member(document, 'title')),
      homeUrl: link(member(document, 'homeUrl'), url),
      language: language(member(document, 'language')),
      attribution: name && address ? { name, url: address } : undefined,
      articles: articles.map((article) => ownArticle(article, url)),
    },
  ];
}

const isArticle = (value: unknown) =>
  typeof member(value, 'url') === 'string' && typeof member(value, 'title') === 'string';

/** An article of the model, with all text on one line and clean, as the readers of feeds give it. */
function ownArticle(article: unknown, base: string): unknown {
  const clean = cleaned(article);
  if (clean === null || typeof clean !== 'object') return undefined;
  const { title, excerpt } = clean as Record<string, unknown>;
  return {
    ...clean,
    url: link(member(clean, 'url'), base),
    title: titleFrom(text(title), undefined),
    excerpt: cut(text(excerpt), EXCERPT_LENGTH),
  };
}

/** No article is deeper than this. */
const DEPTH = 3;

function cleaned(value: unknown, depth = DEPTH): unknown {
  if (typeof value === 'string') return cleanText(value);
  if (value === null || typeof value !== 'object') return value;
  if (!depth) return undefined;
  return Array.isArray(value)
    ? value.map((one) => cleaned(one, depth - 1))
    : Object.fromEntries(Object.entries(value).map(([name, one]) => [name, cleaned(one, depth - 1)]));
}

/** The links of the element, but those within its page. Of several to one place, the first that says something counts. */
function linked({ links, url: page }: Inside): FeedDraft['articles'] {
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
