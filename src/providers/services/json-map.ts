/** An owner's map: where the members of articles stand in an answer. */
import { NewsError } from '../../model/error.js';
import { quoted } from './json-service.js';
import { member } from '../../text/coerce.js';

/** Members that a map can name: the list, those of articles, and the address of the next page. */
const MEMBERS = [
  'items',
  'id',
  'url',
  'title',
  'excerpt',
  'image',
  'imageAlt',
  'publisher',
  'publisherUrl',
  'published',
  'updated',
  'category',
  'tags',
  'authors',
  'language',
  'next',
] as const;

export type Member = (typeof MEMBERS)[number];

/** Finds a value in an answer or in one of its items. */
export type Finder = (holder: unknown) => unknown;

/** For each member, how to find it and how the owner wrote that. */
export type JsonMap = Partial<Record<Member, { find: Finder; written: string }>>;

const ADDRESSES: readonly Member[] = ['url', 'image', 'publisherUrl', 'next'];

const EXAMPLE = 'items: data.posts, title: headline, url: links.0.href';

const refuse = (why: string, cause?: unknown) =>
  new NewsError('config', `\`map\` can't be read: ${why}. Write it like \`${EXAMPLE}\`, or as JSON.`, { cause });

/**
 * Reads a map: an object, the same as JSON, or the short form `items: data.posts, title: headline`.
 * @throws NewsError `config`
 */
export function readMap(raw: unknown): JsonMap {
  const map: JsonMap = {};
  for (const [name, written] of entriesOf(raw)) {
    if (!MEMBERS.includes(name as Member)) {
      throw refuse(`it says where to find "${quoted(name)}", but there are only ${MEMBERS.join(', ')}`);
    }
    if (typeof written !== 'string') throw refuse(`the path for \`${name}\` is not text`);
    map[name as Member] = { find: finderOf(written, ADDRESSES.includes(name as Member)), written: written.trim() };
  }
  return map;
}

function entriesOf(raw: unknown): [string, unknown][] {
  if (raw === undefined || raw === null) return [];
  const map = typeof raw === 'string' ? (raw.trimStart().startsWith('{') ? parse(raw) : shorthand(raw)) : raw;
  if (typeof map !== 'object' || map === null || Array.isArray(map)) throw refuse('it is neither text nor an object');
  return map instanceof Map ? [...map] : Object.entries(map);
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw refuse('it begins like JSON, but is not well-formed', cause);
  }
}

/** `name: path` between commas, semicolons or line breaks. What else stands between those belongs to the path before. */
function shorthand(source: string): Map<string, string> {
  const map = new Map<string, string>();
  let name: string | undefined;
  let divider = '';
  for (const piece of source.split(/([,;\n])/)) {
    const [, begins, path = ''] = /^\s*([a-z]\w*)\s*:(?!\/\/)([^]*)$/i.exec(piece) ?? [];
    if (/^[,;\n]$/.test(piece)) divider = piece;
    else if (begins) map.set((name = begins), path);
    else if (name !== undefined && piece.trim()) map.set(name, map.get(name)! + divider + piece);
    else if (piece.trim()) throw refuse(`"${quoted(piece)}" says not where to find what`);
  }
  return map;
}

/** A text in quotation marks is itself, and so is an address; what stands in braces is filled in; all others are paths. */
function finderOf(written: string, isAddress: boolean): Finder {
  const source = written.trim();
  const [, , constant] = /^(["'])([^]*)\1$/.exec(source) ?? [];
  if (constant !== undefined) return () => constant;
  if (!source) return () => undefined;
  return source.includes('{') || (isAddress && /^https?:/i.test(source)) ? template(source, isAddress) : path(source);
}

/** Every `{path}` of an address must be found; of other texts, one. */
function template(source: string, isAddress: boolean): Finder {
  // Of the pieces, every other stood in braces.
  const pieces = source.split(/\{([^{}]*)\}/).map((piece, index) => (index % 2 ? path(piece) : piece));
  return (holder) => {
    const values = pieces.map((piece) => (typeof piece === 'string' ? piece : filling(piece(holder), isAddress)));
    const found = values.filter((_value, index) => index % 2).map((value) => value !== undefined);
    return (isAddress ? found.every(Boolean) : found.some(Boolean)) ? values.join('') : undefined;
  };
}

function filling(value: unknown, isAddress: boolean): string | undefined {
  const filled = typeof value === 'string' || typeof value === 'number' ? String(value).toWellFormed() : '';
  // Paths come in one piece: `2025/06/talks`.
  return (isAddress ? encodeURIComponent(filled).replaceAll('%2F', '/') : filled) || undefined;
}

/** `links.0.href` or `links[0].href`; `.` is the holder itself. A name of a list means that of each of its entries. */
function path(written: string): Finder {
  const whole = written.trim();
  const names = whole
    .replace(/\[(\d+)\]/g, '.$1')
    .split('.')
    .map((name) => name.trim())
    .filter(Boolean);
  return (holder) => member(holder, whole) ?? names.reduce(step, holder);
}

function step(holder: unknown, name: string): unknown {
  if (!Array.isArray(holder) || /^\d+$/.test(name)) return member(holder, name);
  const found = holder.map((one) => member(one, name)).filter((one) => one !== undefined);
  return found.length || !holder.length ? found.flat() : undefined;
}
