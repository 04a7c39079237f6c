import { MAX_ITEMS } from '../../model/limits.js';
import { newestOf } from '../../model/newest.js';
import { firstDate } from './element-dates.js';
import { notAFeed } from './not-a-feed.js';
import { decodeEntities, readTag } from '../../text/html-text.js';
import type { Decoders } from '../values/decoders.js';

/**
 * A lenient XML parser. Feeds are often not well-formed, which `DOMParser` rejects (and servers have none), so this parser
 * accepts undeclared entities, bare `&`, and unclosed and unopened tags. It fetches nothing. Time and memory are linear in
 * the length of the document, for any nesting.
 */
export class XmlElement {
  readonly children: XmlElement[] = [];
  /** Its own text, decoded, without that of its children. */
  text = '';
  /** Position of its end tag; −1 where the document ends before it does. */
  end = -1;
  #index: Map<string, XmlElement[]> | undefined;

  constructor(
    /** Local name behind the usual prefix of its namespace (`media:content`); elements of RSS have none. */
    readonly name: string,
    /** By local name; those of XML itself as `xml:base`, `xml:lang`. */
    readonly attributes: Record<string, string>,
    readonly parent: XmlElement | undefined,
    private readonly source: string,
    private readonly start: number,
  ) {}

  /** All children of a name. */
  all(name: string): XmlElement[] {
    if (!this.#index) {
      this.#index = new Map();
      for (const child of this.children) {
        const same = this.#index.get(child.name);
        if (same) same.push(child);
        else this.#index.set(child.name, [child]);
      }
    }
    return this.#index.get(name) ?? [];
  }

  /** The first child that has one of these names, tried in their order. */
  first(...names: string[]): XmlElement | undefined {
    for (const name of names) {
      const [found] = this.all(name);
      if (found) return found;
    }
    return undefined;
  }

  /** Its content as HTML: the decoded text, or the source itself, without prefixes, where it holds elements. */
  get markup(): string {
    if (!this.children.length) return this.text;
    return this.source
      .slice(this.start, this.end < 0 ? undefined : this.end)
      .replace(/<!\[CDATA\[|\]\]>|(?<=<\/?)\w+:/g, '');
  }

  /** Base for relative addresses: `xml:base` here and above (XML Base), then `url`. */
  base(url: string): string {
    const outer = this.parent ? this.parent.base(url) : url;
    const own = this.attributes['xml:base'];
    return own && own.length < MAX_BASE && URL.canParse(own, outer) ? new URL(own, outer).href : outer;
  }
}

// Longer than any address in use. A base of a megabyte would be copied into every link.
const MAX_BASE = 2000;

// Feeds declare these under any prefix; without scheme and trailing slash, since both vary. A default namespace that is
// not listed, such as those of RSS 0.9x, is RSS. Here and below no prototypes: an element called `constructor` is just that.
const NAMESPACES: Record<string, string> = {
  __proto__: null as never,
  'www.w3.org/2005/atom': 'atom:',
  'purl.org/atom/ns#': 'atom:',
  'www.w3.org/1999/02/22-rdf-syntax-ns#': 'rdf:',
  'purl.org/rss/1.0': '',
  'purl.org/dc/elements/1.1': 'dc:',
  'purl.org/rss/1.0/modules/content': 'content:',
  'search.yahoo.com/mrss': 'media:',
  'www.itunes.com/dtds/podcast-1.0.dtd': 'itunes:',
};

type Scope = Record<string, string>;

/** The prefixes in force inside an element: those of `outer`, and those that its own attributes declare. */
function scopeOf(tag: string, attributes: Record<string, string>, outer: Scope, decoders: Decoders): Scope {
  let scope = outer;
  for (const name in attributes) {
    if (!name.startsWith('xmlns')) continue;
    const prefix = name.slice(6);
    const uri = attributes[name]!.toLowerCase().replace(/^https?:\/\/|\/$/g, '');
    // A default namespace on `rss` is a mistake (RSS has none), often Atom's.
    const known = tag === 'rss' && !prefix ? '' : (NAMESPACES[uri] ?? decoders.namespaces?.[uri]);
    if (scope === outer) scope = Object.create(outer) as Scope;
    scope[prefix] = known ?? (prefix && prefix + ':');
  }
  return scope;
}

function canonicalName(written: string, scope: Scope, decoders: Decoders): string {
  const name = qualifiedName(written, scope);
  return decoders.name?.(name) ?? name;
}

function qualifiedName(name: string, scope: Scope): string {
  const colon = name.indexOf(':');
  if (colon < 0) return scope['']! + name;
  const prefix = name.slice(0, colon);
  return (scope[prefix] ?? prefix + ':') + name.slice(colon + 1);
}

function canonicalAttributes(written: Record<string, string>, decoders: Decoders): Record<string, string> {
  const attributes: Record<string, string> = Object.create(null);
  for (const name in written) {
    const key = name.startsWith('xml:') ? name : name.slice(name.indexOf(':') + 1);
    decoders.needsFull ||= /^[A-Z]/.test(key);
    attributes[decoders.name?.(key) ?? key] ??= decodeEntities(written[name]!, decoders);
  }
  return attributes;
}

// Only these hold items: whatever else is open where an item begins was left unclosed.
const HOLDER = /^(?:\w+:)?(?:rss|rdf|channel|feed)$/i;

// What may be the first item.
const ITEM = /^(?:\w+:)?(?:item|entry)$/;

// No feed declares namespaces deeper; a chain of 100,000 scopes would make every look-up in it slow.
const MAX_DECLARING_DEPTH = 100;

/** Elements that are read of an item, and of what stands before the first. */
const MAX_IN_ITEM = 5000;

/** The prefixes in force around the root: Atom feeds exist that declare no namespace. */
const rootScope = (tag: string): Scope => ({ __proto__: null as never, '': tag === 'feed' ? 'atom:' : '' });

/**
 * The root element of a document, or `undefined` where it has none.
 * @param odd names that only the full decoders know
 */
export function parseXml(source: string, odd: RegExp, decoders: Decoders): XmlElement | undefined {
  let root: XmlElement | undefined;
  const stack: { element: XmlElement; tag: string; scope: Scope }[] = [];
  // How often each name is open: an end tag that closes nothing is then ignored without a search.
  const open = new Map<string, number>();
  let position = 0;
  let items = 0;
  let elements = 0;
  // Items as the document writes them: whatever namespace an unclosed element has put in force, the next begins with it.
  let itemTag: string | undefined;

  const behind = (end: string, from: number) => {
    const found = source.indexOf(end, from);
    return found < 0 ? source.length : found + end.length;
  };
  const addText = (text: string) => {
    const current = stack.at(-1);
    if (current) current.element.text += text;
  };

  /** Closes the innermost open element of a name, and all that is still open in it. */
  const close = (name: string, end: number) => {
    let tag: string;
    do {
      const closed = stack.pop()!;
      tag = closed.tag;
      open.set(tag, open.get(tag)! - 1);
      closed.element.end = end;
    } while (tag !== name);
  };

  const closeUnclosed = (end: number) => {
    while (stack.length > 1 && !HOLDER.test(stack.at(-1)!.tag)) close(stack.at(-1)!.tag, end);
  };

  while (position < source.length) {
    const start = source.indexOf('<', position);
    const text = source.slice(position, start < 0 ? undefined : start);
    if (text) addText(decodeEntities(text, decoders));
    if (start < 0) break;

    const next = source[start + 1];
    if (next === '!') {
      if (source.startsWith('<![CDATA[', start)) {
        const end = source.indexOf(']]>', start);
        addText(source.slice(start + 9, end < 0 ? undefined : end));
        position = end < 0 ? source.length : end + 3;
      } else if (source.startsWith('<!--', start)) position = behind('-->', start);
      else position = behind('>', start);
      continue;
    }
    if (next === '?') {
      position = behind('?>', start);
      continue;
    }
    const tag = readTag(source, start, true);
    if (!tag.name) {
      addText('<');
      position = start + 1;
      continue;
    }
    position = tag.end;
    if (tag.closing) {
      if (open.get(tag.name)) close(tag.name, start);
      continue;
    }
    if (itemTag ? tag.name === itemTag : ITEM.test(tag.name)) {
      if (++items > MAX_ITEMS) break;
      elements = 0;
    }
    if (++elements > MAX_IN_ITEM) continue;
    if (tag.name === itemTag) closeUnclosed(start);
    const outer = stack.at(-1)?.scope ?? rootScope(tag.name);
    const scope = stack.length < MAX_DECLARING_DEPTH ? scopeOf(tag.name, tag.attributes, outer, decoders) : outer;
    const name = canonicalName(tag.name, scope, decoders);
    decoders.needsFull ||= !!root && odd.test(name);
    if (!itemTag && name === (root?.name === 'atom:feed' ? 'atom:entry' : 'item')) {
      itemTag = tag.name;
      closeUnclosed(start);
    }
    const parent = stack.at(-1);
    const element = new XmlElement(
      name,
      canonicalAttributes(tag.attributes, decoders),
      parent?.element,
      source,
      tag.end,
    );
    if (parent) parent.element.children.push(element);
    else if (root) break;
    else root = element;
    if (tag.selfClosing) element.end = tag.end;
    else {
      stack.push({ element, tag: tag.name, scope });
      open.set(tag.name, (open.get(tag.name) ?? 0) + 1);
    }
  }
  if (root) decoders.translate?.(root);
  return root;
}

/**
 * Returns the result of `read` for each item; text in its place where the document ends inside one, which may leave half a sentence.
 * @throws NewsError `format` for a document that ends before its first item does: that is no feed without news
 */
export function readWhole<T>(
  root: XmlElement,
  items: XmlElement[],
  url: string,
  decoders: Decoders,
  read: (item: XmlElement) => T,
): (T | string)[] {
  const whole = items.filter(({ end }) => end >= 0);
  if (root.end < 0 && !whole.length) throw notAFeed(url, 'It ends before the first complete item.');
  return newestOf(items, (item) =>
    firstDate(item, decoders, 'pubDate', 'dc:date', 'atom:published', 'atom:updated'),
  ).map((item) => (item.end < 0 ? 'cut off' : read(item)));
}
