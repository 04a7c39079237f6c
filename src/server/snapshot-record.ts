/**
 * The records of sources in the file of a snapshot, for the next snapshot: the items of each source, the time of its last
 * response, and its validators.
 */
import { type Source, searches } from '../feed/load-feeds.js';
import type { Article } from '../model/article.js';
import type { Feed } from '../model/feed.js';
import { owned } from '../model/owned.js';
import type { NewsRequest } from '../model/request.js';
import { EXTENSION } from '../providers/formats/json-feed.js';
import { parseFeed } from '../providers/parse-feed.js';
import { isObject } from './check-options.js';
import type { Validators } from './ssrf-guard.js';

/** The state of a source when a snapshot was taken. */
export interface SourceRecord {
  /** Digest of the source: its URL may contain a key, and everyone can read the file. */
  key: string;
  /** Time of the last response, in milliseconds since 1970. */
  at: number;
  /** Validators of the last response, for the source's own URL. */
  etag?: string | undefined;
  modified?: string | undefined;
  /** True if the file holds all articles of the source. */
  isWhole: boolean;
  attribution?: Feed['attribution'] | undefined;
  /** Time until which `Retry-After` forbids requests, in milliseconds since 1970. */
  restsUntil?: number | undefined;
}

/** A source of an earlier snapshot, with its articles in the file. */
export interface EarlierSource extends SourceRecord {
  feed: Feed;
}

export interface EarlierSnapshot {
  /** Digest of the options. With other options, unchanged sources may have articles that the file lacks. */
  request: string;
  sources: ReadonlyMap<string, EarlierSource>;
}

/** A record in the file, with dates as text. */
export interface WrittenRecord {
  key: string;
  fetched: string;
  etag?: string | undefined;
  modified?: string | undefined;
  whole?: true | undefined;
  attribution?: Feed['attribution'] | undefined;
  restsUntil?: string | undefined;
}

/** Valid header values. The file may have been edited by hand. */
const HEADER = /^[\x20-\x7e]{1,300}$/;

/** Number of hexadecimal digits: enough to tell the sources of one file apart. */
const DIGEST_LENGTH = 16;

export async function digestOf(value: unknown): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(value)));
  const bytes = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0'));
  return bytes.join('').slice(0, DIGEST_LENGTH);
}

/** Returns the key of a source, which includes the tags if the provider searches for them. */
export const keyOf = (source: Source, { tag, tagMatch, map }: NewsRequest): Promise<string> =>
  digestOf([source.provider.name, source.src, map, ...(searches(source) ? [tag, tagMatch] : [])]);

/** Adds the records to a JSON Feed. `sourceOf` maps the id of an item to the index of its source. */
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
    // With a single source, items need no index.
    items: isSingle
      ? items
      : items.map((item) => ({ ...item, [EXTENSION]: { ...item[EXTENSION], source: sourceOf.get(item.id) } })),
  };
}

/** Converts a record to its form in the file. */
export function writtenRecord(record: SourceRecord): WrittenRecord {
  const { key, at, etag, modified, isWhole, attribution, restsUntil } = owned(record);
  return {
    key,
    fetched: new Date(at).toISOString(),
    etag,
    modified,
    ...(isWhole && { whole: true }),
    attribution,
    ...(restsUntil !== undefined && { restsUntil: new Date(restsUntil).toISOString() }),
  };
}

/** Reads an earlier snapshot; `undefined` if the text is not a snapshot, or has no records. */
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
    // Any other file is replaced by the snapshot.
    return undefined;
  }
}

function readRecord(given: unknown): SourceRecord | undefined {
  if (!isObject(given)) return undefined;
  const { key, fetched, etag, modified, whole, restsUntil } = owned(given as Partial<WrittenRecord>);
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

/** Returns validators whose values can be sent as headers; `undefined` if there are none. */
export function checkedValidators(given: unknown): Validators | undefined {
  if (!isObject(given)) return undefined;
  const { url, etag, modified } = owned(given as Record<keyof Validators, unknown>);
  return typeof url === 'string' ? { url, etag: headerIn(etag), modified: headerIn(modified) } : undefined;
}

const headerIn = (value: unknown): string | undefined =>
  typeof value === 'string' && HEADER.test(value) ? value : undefined;

/** Returns the validators of a source's last response, if there are any. A redirected source has none. */
export function validatorsOf({ src }: Source, record: SourceRecord | undefined): Validators | undefined {
  const { etag, modified } = owned<Partial<SourceRecord>>(record);
  return src && (etag ?? modified) ? { url: withoutFragment(src), etag, modified } : undefined;
}

/** Returns the validators to record. Leaves out their URL, which may be a secret. */
export const recordedValidators = (
  { src }: Source,
  given: Validators | undefined,
): Pick<SourceRecord, 'etag' | 'modified'> =>
  src && given?.url === withoutFragment(src) ? { etag: headerIn(given.etag), modified: headerIn(given.modified) } : {};

const withoutFragment = (address: string): string => address.replace(/#.*/, '');

/** A base URL for the parser, without effect: all URLs in a snapshot are absolute. No request goes there. */
const BASE = 'https://newsrack.invalid/';

/** Returns the articles of one source, validated like those of any feed. */
function itemsOf(document: { items: unknown[] }, index: number, isSingle: boolean): Feed {
  const isOwn = (item: unknown) =>
    isSingle || (item as { [EXTENSION]?: { source?: number } })[EXTENSION]?.source === index;
  const { [EXTENSION]: own, ...about } = document as typeof document & { [EXTENSION]?: { sources?: unknown[] } };
  const attribution = isSingle ? own : (own?.sources?.[index] as object | undefined);
  const body = JSON.stringify({ ...about, [EXTENSION]: attribution, items: document.items.filter(isOwn) });
  return parseFeed({ body, url: BASE });
}

const SOURCE = Symbol('source');
type Marked = Article & { [SOURCE]?: number };

/** Stores the index of its source in each article, from where copies of the article inherit it. */
export const markSource = (articles: readonly Article[], source: number): void =>
  articles.forEach((article: Marked) => (article[SOURCE] = source));

/** Returns the indexes of the articles' sources by id, and removes them from the articles. */
export function takeSources(articles: readonly Article[]): Map<string, number | undefined> {
  return new Map(
    articles.map((article: Marked) => {
      const source = article[SOURCE];
      delete article[SOURCE];
      return [article.id, source];
    }),
  );
}
