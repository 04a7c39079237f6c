import type { FeedDraft } from '../model/feed.js';
import { NewsError } from '../model/error.js';
import { lineIn, linkIn } from './formats/loose-json.js';
import { byFoldedName, jsonArticle, languageIn } from './services/json-article.js';
import { readJsonFeed } from './formats/json-feed.js';
import { type JsonMap, readMap } from './services/json-map.js';
import { firstItem, listsIn, membersIn, named } from './services/json-outline.js';
import { quoted, readJson, replyText } from './services/json-service.js';
import type { FetchResource, Provider, ProviderResponse } from './provider.js';
import { addressesOf, asksForTag } from './services/tagged-address.js';
import { member, text } from '../text/coerce.js';
import { fullDecoders } from './values/full-decoders.js';
import { decodedText } from './values/full-values.js';

/** Maximum number of pages to read. */
const MAX_PAGES = 10;

/** Names that APIs use for lists of articles. */
// prettier-ignore
const LISTS = ['items', 'articles', 'posts', 'results', 'entries', 'stories', 'news', 'data', 'docs', 'hits', 'records'];

/**
 * Any API that answers in JSON (`src`). `map` says where in the answer things are; what has one of the usual names is
 * found without. `{tag}` in `src` stands for the tag: then the API searches.
 */
export const jsonProvider: Provider = {
  name: 'json',
  readsSource: true,
  searches: asksForTag,
  async read(question, get) {
    const { src, limit } = question;
    if (!URL.canParse(src)) throw new NewsError('config', 'Set `src` to the address of the JSON that `json` reads.');
    const map = readMap(question.map);
    const feeds = await Promise.all(addressesOf(question).map((address) => readPages(address, map, limit, get)));
    // Of several responses, only the articles are merged.
    return feeds.length === 1 ? feeds[0]! : { articles: feeds.flatMap(({ articles }) => articles) };
  },
};

/** Reads pages while the map finds the URL of a next page, until there are enough articles. */
async function readPages(first: string, map: JsonMap, limit: number, get: FetchResource): Promise<FeedDraft> {
  let feed = readPage(await get(first), map);
  const asked = new Set([first]);
  while (map.next && feed.next && !asked.has(feed.next) && feed.articles.length < limit && asked.size < MAX_PAGES) {
    asked.add(feed.next);
    try {
      const { articles, next } = readPage(await get(feed.next), map);
      feed = { ...feed, next, articles: feed.articles.concat(articles) };
    } catch (error) {
      // A failed page does not discard the pages before it.
      if (!(error instanceof NewsError)) throw error;
      break;
    }
  }
  return feed;
}

function readPage(reply: ProviderResponse, map: JsonMap): FeedDraft {
  const { url } = reply;
  const answer = readJson(reply, url);
  const isJsonFeed =
    text(member(answer, 'version'))?.includes('jsonfeed.org/') && Array.isArray(member(answer, 'items'));
  if (isJsonFeed && !Object.keys(map).length) return readJsonFeed(replyText(reply), url, fullDecoders);
  const items = itemsIn(answer, map, url);
  const about = { base: url, language: languageIn(member(answer, 'language')) };
  const articles = items.map((item) => jsonArticle(item, map, about));
  // Where the map leads to no title, the beginnings of the texts would hide that.
  const hasTitles = map.title
    ? items.some((item) => lineIn(map.title!.find(item)))
    : articles.some(({ title }) => title);
  if (items.length && !articles.some((article) => article.url)) throw nowhere('url', map, items, url);
  if (items.length && !hasTitles) throw nowhere('title', map, items, url);
  return {
    title: lineIn(member(answer, 'title')),
    language: about.language,
    next: nextPage(answer, map, url),
    articles,
  };
}

/**
 * The list of articles: where the map says, else under one of the usual names, else the first that holds objects.
 * @throws NewsError `format`
 */
function itemsIn(answer: unknown, { items }: JsonMap, url: string): unknown[] {
  if (items) {
    const found = items.find(answer);
    if (Array.isArray(found)) return found;
    // Some APIs return articles as an object by id.
    const entries = Object.values(found !== null && typeof found === 'object' ? found : {});
    if (
      entries.length &&
      entries.every((entry) => entry !== null && typeof entry === 'object' && !Array.isArray(entry))
    ) {
      return entries;
    }
    throw noList(answer, url, `at \`${quoted(items.written)}\` there is no list`);
  }
  if (Array.isArray(answer)) return answer;
  const members = byFoldedName(answer);
  const usual = LISTS.map((name) => members.get(name));
  const lists = [...usual, ...Object.values(answer as object)].filter(Array.isArray);
  const found = lists.find((list) => firstItem(list) !== undefined) ?? lists[0];
  if (!found) throw noList(answer, url, 'there is no list of articles at its top level');
  return found;
}

function noList(answer: unknown, url: string, why: string): NewsError {
  const said = decodedText(member(answer, 'message') ?? member(answer, 'detail') ?? member(answer, 'error'));
  const lists = listsIn(answer);
  const what = said
    ? `It says "${quoted(said)}".`
    : `It holds ${named(membersIn(answer))}. ` +
      (lists.length ? `Set \`map\` to \`items: ${lists.join('` or `items: ')}\`.` : 'None of that is a list.');
  return new NewsError('format', `No news from ${url}: ${why}. ${what}`, { source: url });
}

function nowhere(name: 'url' | 'title', map: JsonMap, items: unknown[], url: string): NewsError {
  const where = map[name] ? `\`${quoted(map[name].written)}\`, where \`map\` says it is` : 'a usual place';
  const what = name === 'url' ? 'an address' : 'a title';
  return new NewsError(
    'format',
    `No news from ${url}: no article has ${what} at ${where}. The first one has ${named(membersIn(firstItem(items)))}. ` +
      `Add \`${name}: …\` with one of these to \`map\`.`,
    { source: url },
  );
}

/** Returns the URL of the next page. Ignores URLs on other hosts. */
function nextPage(answer: unknown, map: JsonMap, base: string): string | undefined {
  const members = byFoldedName(answer);
  const given = map.next ? map.next.find(answer) : (members.get('next') ?? members.get('nexturl'));
  const found = linkIn(given, base);
  if (!found) return undefined;
  const next = new URL(found);
  // Servers behind a proxy may not know that requests come by `https:`.
  next.protocol = new URL(base).protocol;
  return next.origin === new URL(base).origin ? next.href : undefined;
}
