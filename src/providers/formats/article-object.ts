/** Converts objects with the member names of the model and values of any shape to articles. */
import type { ArticleDraft } from '../../model/article.js';
import { cut } from '../../text/clean.js';
import { EXCERPT_LENGTH, TITLE_LENGTH } from '../../model/limits.js';
import { memberOf } from '../../model/values.js';
import { hostOf } from '../../text/host.js';
import { inTwo } from '../values/boilerplate.js';
import { language, list, member, number, text } from '../../text/coerce.js';
import { dateIn, givenText, linkIn } from './loose-json.js';
import { htmlText, publisherOf } from '../values/full-values.js';

/** Members that are read of an article. */
const MEMBERS = [
  'id',
  'url',
  'title',
  'excerpt',
  'image',
  'publisher',
  'authors',
  'published',
  'updated',
  'seen',
  'tags',
  'category',
  'language',
];

/** Members that are read of an object inside an article. */
const INNER =
  'name title label value rendered url href src link alt caption width height icon logo date seconds _seconds'.split(
    ' ',
  );

/** Maximum depth of objects in an article, and maximum length of lists. */
const MAX_DEPTH = 3;
const MAX_ENTRIES = 200;

/**
 * Converts an object of any shape to a draft, or returns the reason why it can't be an article. Text is never parsed as
 * HTML.
 * @param base URL to resolve relative URLs against; without it, relative URLs are invalid
 */
export function articleFromObject(given: unknown, base: string | undefined): ArticleDraft | string {
  if (given === null || typeof given !== 'object') return `it is ${given === null ? 'null' : typeof given}, no object`;
  const members = new Map(MEMBERS.map((name) => [name, plain(read(given, name))]));
  const get = (name: string) => members.get(name);
  // Relative addresses have no host of their own.
  const at = base ?? 'about:blank';
  const url = linkIn(get('url'), at);
  if (!url) return 'url is missing or no http: or https: address';
  const image = imageFrom(get('image'), base ?? url);
  const [written, said] = [textIn(get('title')), textIn(get('excerpt'))];
  const words = written
    ? { title: cut(written, TITLE_LENGTH), excerpt: cut(said, EXCERPT_LENGTH) }
    : inTwo(said ?? image?.alt);
  // The link of an article that is only a picture needs a name.
  const title = words.title ?? (image && hostOf(url));
  if (!title) return 'title is missing';
  return {
    id: textIn(get('id')) ?? url,
    url,
    title,
    excerpt: words.excerpt,
    image,
    publisher: publisherFrom(get('publisher'), at),
    authors: namesFrom(get('authors')).map((one) => ({ name: textIn(one), url: addressIn(one, at) })),
    published: momentFrom(get('published')),
    updated: momentFrom(get('updated')),
    seen: momentFrom(get('seen')),
    tags: [...new Set(namesFrom(get('tags')).map(textIn))],
    category: list(get('category')).map(textIn).find(Boolean),
    language: language(get('language')),
  };
}

/** Returns a member of an object, a `Map`, or an object like a `Map`. Getters may throw. */
function read(object: object, name: string): unknown {
  try {
    const found = memberOf(object as Record<string, unknown>, name);
    const get = memberOf(object as Map<string, unknown>, 'get') as unknown;
    return found === undefined && typeof get === 'function' ? get.call(object, name) : found;
  } catch {
    return undefined;
  }
}

/** Copies the useful part of a value, so that later code meets no getters, proxies, cycles or endless lists. */
function plain(value: unknown, depth = MAX_DEPTH): unknown {
  if (typeof value === 'string' || Number.isFinite(value)) return value;
  if (typeof value === 'bigint') return String(value);
  if (value === null || typeof value !== 'object' || !depth) return undefined;
  try {
    return isoOf(value) ?? entriesOf(value, depth) ?? innerOf(value, depth);
  } catch {
    // A revoked proxy, or an iterator that throws.
    return undefined;
  }
}

/** Returns the text of a `Date`, or of a date object of a library. */
function isoOf(value: object): string | undefined {
  const toDate = read(value, 'toDate');
  const moment = typeof toDate === 'function' ? (toDate.call(value) as object) : value;
  const toISOString = read(moment, 'toISOString') ?? read(moment, 'toISO');
  if (typeof toISOString !== 'function') return undefined;
  const written: unknown = toISOString.call(moment);
  // `new Date(null)`, from a database without a date.
  return typeof written === 'string' && !/^1970-01-01T00:00:00(?:\.000)?Z$/.test(written) ? written : '';
}

function entriesOf(value: object, depth: number): unknown[] | undefined {
  if (value instanceof Map || !(Symbol.iterator in value)) return undefined;
  const entries: unknown[] = [];
  for (const entry of value as Iterable<unknown>) {
    if (entries.push(plain(entry, depth - 1)) === MAX_ENTRIES) break;
  }
  return entries;
}

const innerOf = (value: object, depth: number): object =>
  Object.fromEntries(
    INNER.map((name) => [name, plain(read(value, name), depth - 1)]).filter(([, found]) => found !== undefined),
  );

/** A line of text. `rendered` is what WordPress calls HTML. */
function textIn(value: unknown): string | undefined {
  const rendered = member(value, 'rendered');
  return rendered === undefined ? text(givenText(value)) : htmlText(rendered);
}

const addressIn = (value: unknown, base: string) =>
  value !== null && typeof value === 'object' ? linkIn(value, base) : undefined;

/** Returns the people with a name, of a list or of one text with commas. */
const namesFrom = (value: unknown): unknown[] =>
  (typeof value === 'string' ? value.split(',') : list(value)).filter((one) => textIn(one));

/** Returns the first entry that has a URL. */
function imageFrom(value: unknown, base: string) {
  for (const one of list(value)) {
    const url = linkIn(one, base);
    if (!url) continue;
    return {
      url,
      alt: textIn(member(one, 'alt') ?? member(one, 'caption')),
      width: number(member(one, 'width')),
      height: number(member(one, 'height')),
    };
  }
  return undefined;
}

function publisherFrom(value: unknown, base: string) {
  const [first] = list(value);
  const name = textIn(first);
  const url = addressIn(first, base);
  if (!name || /^https?:/i.test(name)) return publisherOf(name ?? url);
  return { name, url, icon: linkIn(list(member(first, 'icon') ?? member(first, 'logo')), base) };
}

function momentFrom(value: unknown): string | undefined {
  const inner = ['date', 'seconds', '_seconds'].map((name) => member(value, name)).find((one) => one !== undefined);
  return dateIn(inner ?? value);
}
