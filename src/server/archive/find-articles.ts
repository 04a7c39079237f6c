/** Finds articles: full-text search first, then the selection of the page, such as one article of each story. */
import type { Article } from '../../model/article.js';
import { NewsError } from '../../model/error.js';
import { setOrigin } from '../../model/feed.js';
import { toRequest } from '../../model/request.js';
import { filterArticles } from '../../select/filter-articles.js';
import { withoutSameStories } from '../../select/near-duplicates.js';
import { storyKeys } from '../../select/repeats.js';
import type { ArchivePage, ArchiveQuery } from './archive-types.js';
import { cursorAfter, idAt, idOfCursor, timeOfId } from './article-ids.js';
import { matchFor } from './article-words.js';
import type { Engine } from './engine.js';
import { mayRepeat } from './may-repeat.js';
import { type ParsedArticles, copyOf } from './parsed-articles.js';

/** Number of articles of a page if the query sets no limit. */
const DEFAULT_LIMIT = 30;

/** Maximum number of times that a page reads rows. Filters that leave little make pages shorter, not slower. */
const MAX_ROUNDS = 20;

/** Milliseconds within which near-duplicates are one story (`near-duplicates.ts`). */
const STORY_SPAN = 3 * 864e5;

/** Maximum number of newer articles that a page is compared with, so that it repeats no story of earlier pages. */
const MAX_NEWER = 200;

interface Found {
  id: number;
  /** Numbers of its sources, as JSON. */
  sources: string;
  article: Article;
}

/** The range of ids, and the full-text query. */
interface Search {
  match: string | undefined;
  before: number;
  since: number;
}

/** An open archive to read from. */
export interface ReadContext {
  engine: Engine;
  parsed: ParsedArticles;
}

/** @throws NewsError `config` for an invalid cursor */
export async function findArticles(
  context: ReadContext,
  query: ArchiveQuery,
  sources: readonly number[] | undefined,
  now: number,
): Promise<ArchivePage> {
  const { limit = DEFAULT_LIMIT, maxAge, before } = query;
  const start = before === undefined ? Number.MAX_SAFE_INTEGER : idOfCursor(before);
  if (start === undefined) throw new NewsError('config', 'Invalid before. Expected: a cursor of an earlier page.');
  const match = matchFor(query, sources);
  const search = {
    match: match && context.engine.dialect.matchText(match),
    before: start,
    since: maxAge === undefined ? 0 : idAt(now - maxAge),
  };
  const newer = before === undefined ? [] : await newerThan(context, search);
  const page = await collect(context, search, { ...query, limit }, newer, now);
  return { ...page, articles: page.articles.map(copyOf) };
}

/**
 * Reads rows until a page is full. A page is made of all rows above its end, and nothing else: a repeat is left out only if
 * this page or an earlier one shows the same story.
 */
async function collect(
  context: ReadContext,
  search: Search,
  query: ArchiveQuery & { limit: number },
  newer: readonly Article[],
  now: number,
): Promise<ArchivePage> {
  const found: Found[] = [];
  let page: Article[] = [];
  let { before } = search;
  for (let round = 0; round < MAX_ROUNDS && page.length < query.limit; round++) {
    const missing = query.limit - page.length;
    // One row more tells whether there is a next page.
    const rows = await read(context, { ...search, before }, missing + 1);
    found.push(...rows.slice(0, missing));
    before = found.at(-1)?.id ?? before;
    page = unshown(select(found, query, now), newer);
    if (rows.length <= missing) return { articles: page };
  }
  return { articles: page.slice(0, query.limit), next: cursorAfter(before) };
}

function select(found: readonly Found[], query: ArchiveQuery, now: number): Article[] {
  const { excludePublisher, perPublisher } = query;
  const articles = found.map(({ article }) => article);
  if (!excludePublisher && perPublisher === undefined && !mayRepeat(articles)) return articles;
  for (const { article, sources } of found) setOrigin(article, (JSON.parse(sources) as number[])[0]!);
  const own = {
    ...(excludePublisher && { excludePublisher }),
    ...(perPublisher !== undefined && { perPublisher }),
  };
  return filterArticles(articles, toRequest(own, () => undefined), now); // prettier-ignore
}

/** Leaves out the stories that earlier pages have shown. */
function unshown(articles: Article[], newer: readonly Article[]): Article[] {
  if (!newer.length) return articles;
  const keys = new Set(newer.flatMap(storyKeys));
  const candidates = articles.filter((article) => !storyKeys(article).some((key) => keys.has(key)));
  // Of one story, an article with picture and excerpt stays. So those on earlier pages get both, and the others none.
  const plain = new Map(candidates.map((article) => [withoutLooks(article), article]));
  const kept = withoutSameStories([...newer.map(withLooks), ...plain.keys()]);
  return kept.flatMap((article) => plain.get(article) ?? []);
}

const withLooks = (article: Article): Article => ({ ...article, image: { url: article.url }, excerpt: article.title });

function withoutLooks(article: Article): Article {
  const { image: _image, excerpt: _excerpt, ...plain } = article;
  return plain;
}

/** Returns the articles on earlier pages that may be of the same stories as those of a page. */
async function newerThan({ engine, parsed }: ReadContext, { match, before }: Search): Promise<Article[]> {
  const end = idAt(timeOfId(before) + STORY_SPAN);
  const rows =
    match === undefined
      ? engine.query('SELECT id, sources, body FROM articles WHERE id >= ? AND id < ? ORDER BY id LIMIT ?', [
          before,
          end,
          MAX_NEWER,
        ])
      : engine.query(engine.dialect.oldest, [match, before, end, MAX_NEWER]);
  return (await rows).map((row) => parsed.articleOf(row));
}

async function read(
  { engine, parsed }: ReadContext,
  { match, before, since }: Search,
  limit: number,
): Promise<Found[]> {
  const rows =
    match === undefined
      ? engine.query('SELECT id, sources, body FROM articles WHERE id < ? AND id >= ? ORDER BY id DESC LIMIT ?', [
          before,
          since,
          limit,
        ])
      : engine.query(engine.dialect.newest, [match, before, since, limit]);
  return (await rows).map((row) => ({
    id: Number(row['id']),
    sources: String(row['sources']),
    article: parsed.articleOf(row),
  }));
}
