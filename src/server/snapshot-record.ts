/**
 * What the file of a snapshot says about its sources, so that the next snapshot can build on it: which items came from
 * which source, when that last answered, and how to find out whether anything has changed.
 */
import { type Source, searches } from '../feed/load-feeds.js';
import type { Article } from '../model/article.js';
import type { Feed } from '../model/feed.js';
import type { NewsRequest } from '../model/request.js';
import { EXTENSION } from '../providers/formats/json-feed.js';
import { parseFeed } from '../providers/parse-feed.js';
import { isObject } from './check-options.js';
import type { Validators } from './ssrf-guard.js';

/** How a source did when a snapshot was taken. */
export interface SourceRecord {
  /** A digest: the address of a source may hold a key, and everyone can read the file. */
  key: string;
  /** When the source last answered, in milliseconds since 1970. */
  at: number;
  /** What the source sent to find out later whether anything has changed. They hold for its own address. */
  etag?: string | undefined;
  modified?: string | undefined;
  /** Whether the file holds all that the source gave. */
  isWhole: boolean;
  attribution?: Feed['attribution'] | undefined;
  /** The source asked not to be requested before, in milliseconds since 1970. */
  restsUntil?: number | undefined;
}

/** A source of an earlier snapshot, with its items in the file. */
export interface EarlierSource extends SourceRecord {
  feed: Feed;
}

export interface EarlierSnapshot {
  /** A digest of the options. With others, “nothing has changed” would say nothing of what was left out. */
  request: string;
  sources: ReadonlyMap<string, EarlierSource>;
}

/** The same in the file, with dates as text. */
export interface WrittenRecord {
  key: string;
  fetched: string;
  etag?: string | undefined;
  modified?: string | undefined;
  whole?: true | undefined;
  attribution?: Feed['attribution'] | undefined;
  restsUntil?: string | undefined;
}

/** Headers take these characters; a file may have been edited. */
const HEADER = /^[\x20-\x7e]{1,300}$/;

/** Enough of it to tell sources of one file apart. */
const DIGEST_LENGTH = 16;

export async function digestOf(value: unknown): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(value)));
  const bytes = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0'));
  return bytes.join('').slice(0, DIGEST_LENGTH);
}

/** Names a source, and what it was searched for where it searches itself. */
export const keyOf = (source: Source, { tag, tagMatch, map }: NewsRequest): Promise<string> =>
  digestOf([source.provider.name, source.src, map, ...(searches(source) ? [tag, tagMatch] : [])]);

/** Adds the records to a JSON Feed. `sourceOf` has the number of each item's source. */
export function addRecords(
  document: object,
  request: string,
  records: readonly SourceRecord[],
  sourceOf: ReadonlyMap<string, number | undefined>,
): object {
  const {
    items,
    [EXTENSION]: own,
    ...about
  } = document as {
    items: { id: string; [EXTENSION]: object }[];
    [EXTENSION]?: object;
  };
  const isSingle = records.length === 1;
  return {
    ...about,
    [EXTENSION]: { ...own, request, sources: records.map(writtenRecord) },
    // With a single source, all items are its own.
    items: isSingle
      ? items
      : items.map((item) => ({ ...item, [EXTENSION]: { ...item[EXTENSION], source: sourceOf.get(item.id) } })),
  };
}

/** A record as it stands in the file. */
export const writtenRecord = ({
  key,
  at,
  etag,
  modified,
  isWhole,
  attribution,
  restsUntil,
}: SourceRecord): WrittenRecord => ({
  key,
  fetched: new Date(at).toISOString(),
  etag,
  modified,
  ...(isWhole && { whole: true }),
  attribution,
  ...(restsUntil !== undefined && { restsUntil: new Date(restsUntil).toISOString() }),
});

/** What an earlier file says; `undefined` where it is no snapshot, or one without records. */
export function readEarlier(text: string): EarlierSnapshot | undefined {
  try {
    const document = JSON.parse(text) as { items: unknown[]; [EXTENSION]: { request: string; sources: unknown[] } };
    const { request, sources } = document[EXTENSION];
    const records = sources.map(readRecord);
    const found = records.flatMap((record, index) =>
      record ? [[record.key, { ...record, feed: itemsOf(document, index, records.length === 1) }] as const] : [],
    );
    return { request: String(request), sources: new Map(found) };
  } catch {
    // Whatever it is, it is about to be a snapshot.
    return undefined;
  }
}

function readRecord(given: unknown): SourceRecord | undefined {
  if (!isObject(given)) return undefined;
  const { key, fetched, etag, modified, whole, restsUntil } = given as Partial<WrittenRecord>;
  const at = Date.parse(String(fetched));
  if (typeof key !== 'string' || Number.isNaN(at)) return undefined;
  return {
    key,
    at,
    etag: headerIn(etag),
    modified: headerIn(modified),
    isWhole: whole === true,
    restsUntil: Date.parse(String(restsUntil)) || undefined,
  };
}

const headerIn = (value: unknown): string | undefined =>
  typeof value === 'string' && HEADER.test(value) ? value : undefined;

/** The validators of a source, where it sent some with its last answer. A redirected one is read as a whole each time. */
export function validatorsOf({ src }: Source, record: SourceRecord | undefined): Validators | undefined {
  const { etag, modified } = record ?? {};
  return src && (etag ?? modified) ? { url: withoutFragment(src), etag, modified } : undefined;
}

/** The other way round: what to remember of the validators that came. The address they hold for may be a secret. */
export const rememberedOf = (
  { src }: Source,
  given: Validators | undefined,
): Pick<SourceRecord, 'etag' | 'modified'> =>
  src && given?.url === withoutFragment(src) ? { etag: headerIn(given.etag), modified: headerIn(given.modified) } : {};

const withoutFragment = (address: string): string => address.replace(/#.*/, '');

/** Nobody is asked at this address: all addresses in a snapshot are absolute. */
const PLACE = 'https://newsrack.invalid/';

/** The items of one source, checked as those of any feed are. */
function itemsOf(document: { items: unknown[] }, index: number, isSingle: boolean): Feed {
  const isOwn = (item: unknown) =>
    isSingle || (item as { [EXTENSION]?: { source?: number } })[EXTENSION]?.source === index;
  const { [EXTENSION]: own, ...about } = document as typeof document & { [EXTENSION]?: { sources?: unknown[] } };
  const attribution = isSingle ? own : (own?.sources?.[index] as object | undefined);
  const body = JSON.stringify({ ...about, [EXTENSION]: attribution, items: document.items.filter(isOwn) });
  return parseFeed({ body, url: PLACE });
}

const SOURCE = Symbol('source');
type Marked = Article & { [SOURCE]?: number };

/** Remembers the number of an article's source, also in copies of the article. */
export const markSource = (articles: readonly Article[], source: number): void =>
  articles.forEach((article: Marked) => (article[SOURCE] = source));

/** The numbers of the articles' sources by id; the marks are taken off. */
export function takeSources(articles: readonly Article[]): Map<string, number | undefined> {
  return new Map(
    articles.map((article: Marked) => {
      const source = article[SOURCE];
      delete article[SOURCE];
      return [article.id, source];
    }),
  );
}
