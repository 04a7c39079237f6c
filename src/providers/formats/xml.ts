import { MAX_ITEMS } from '../../model/limits.js';
import { cleanLink } from '../../text/clean.js';
import { newestOf } from '../../model/newest.js';
import { firstDate } from './element-dates.js';
import { notAFeed } from './not-a-feed.js';
import { behind, decodeEntities, readTag } from '../../text/html-text.js';
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
  #base: string | undefined;
  #index: Record<string, XmlElement[]> | undefined;

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
      this.#index = Object.create(null) as Record<string, XmlElement[]>;
      for (const child of this.children) (this.#index[child.name] ??= []).push(child);
    }
    return this.#index[name] ?? [];
  }

  /** The first child that has one of these names, tried in their order. */
  first(...names: string[]): XmlElement | undefined {
    return names.flatMap((name) => this.all(name))[0];
  }

  /** Its content as HTML: the decoded text, or the source itself, without prefixes, where it holds elements. */
  get markup(): string {
    if (!this.children.length) return this.text;
    return this.source.slice(this.start, this.end).replace(/<!\[CDATA\[|\]\]>|(?<=<\/?)\w+:/g, '');
  }

  /** Base for relative addresses: `xml:base` here and above (XML Base), then `url`. */
  base(url: string): string {
    const outer = this.parent?.base(url) ?? url;
    return (this.#base ??= cleanLink(this.attributes['xml:base'] ?? '', outer) || outer);
  }
}

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
  const colon = written.indexOf(':');
  const prefix = written.slice(0, Math.max(colon, 0));
  const name = (scope[prefix] ?? prefix + ':') + written.slice(colon + 1);
  return decoders.name?.(name) ?? name;
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
const HOLDER = /^(\w+:)?(rss|rdf|channel|feed)$/i;

// What may be the first item.
const ITEM = /^(\w+:)?(item|entry)$/;

// No feed nests elements deeper. Each end tag is searched in all that are open.
const MAX_DEPTH = 30;

/** Markup, by the slash and name of a tag. A tag has a `>` before the next `<`. */
const MARKUP = /<(?:[!?]|(\/?)([^\s<>/]+)(?:[\s/][^<>]*)?>)/g;

/** Elements whose content is text or HTML. */
const TEXT = /^(atom:|content:)?(title|desc|summ|conte|enco)/;

/** Maximum length of text to decode at a time, in characters. Of an article of that length, only the beginning is shown. */
const MAX_TEXT = 3e5;

/** Maximum number of elements to read, and how many more for each item. Most items have at most 20. */
const MAX_ELEMENTS = 15_000;
const MORE_IN_ITEM = 30;

/** The prefixes in force around the root: Atom feeds exist that declare no namespace. */
const rootScope = (tag: string): Scope => ({ __proto__: null as never, '': tag === 'feed' ? 'atom:' : '' });

/**
 * The root element of a document, or `undefined` where it has none.
 * @param odd names that only the full decoders know
 */
export function parseXml(source: string, odd: RegExp, decoders: Decoders): XmlElement | undefined {
  let root: XmlElement | undefined;
  const stack: { element: XmlElement; tag: string; scope: Scope }[] = [];
  let position = 0;
  let start = -1;
  let items = 0;
  let elements = MAX_ELEMENTS;
  // Items as the document writes them: whatever namespace an unclosed element has put in force, the next begins with it.
  let itemTag: string | undefined;

  const addText = (text: string) => {
    if (stack[0]) stack.at(-1)!.element.text += text;
  };

  for (;;) {
    MARKUP.lastIndex = Math.max(position, start + 1);
    const match = MARKUP.exec(source);
    if (!match) break;
    start = match.index;
    const [markup, closing, written] = match;
    const isItem = !closing && (itemTag ? written === itemTag : ITEM.test(written!));
    // Depth from which on the tag ends all that is open.
    const depth = isItem
      ? stack.findLastIndex((one) => HOLDER.test(one.tag)) + 1 || 1
      : closing
        ? stack.findLastIndex((one) => one.tag === written)
        : -1;
    const top = stack.at(-1);
    const isInText = top && depth < 0 && TEXT.test(top.element.name);
    // HTML in a text is read from the source, see `markup`. Its first element only says that there is some.
    if (written && isInText && top.element.children.length) {
      // HTML has elements of the same name, such as the `<summary>` of `<details>`.
      if (written === top.tag && !stack[MAX_DEPTH]) stack.push(top);
      continue;
    }
    const tag = readTag(source, start, true);
    // A tag that nothing ends is text.
    if (written && !tag.name) continue;
    addText(decodeEntities(source.slice(position, start).slice(0, MAX_TEXT), decoders));
    if (!written) {
      const isCdata = source.startsWith('<![CDATA[', start);
      const end = isCdata ? ']]>' : source.startsWith('<!--', start) ? '-->' : markup === '<?' ? '?>' : '>';
      position = behind(source, end, start);
      if (isCdata) addText(source.slice(start + 9, position - 3));
      continue;
    }
    position = tag.end;
    if (depth >= 0) for (const { element } of stack.splice(depth)) element.end = start;
    if (closing) continue;
    if (isItem) {
      if (++items > MAX_ITEMS) break;
      elements = Math.max(elements, 0) + MORE_IN_ITEM;
    }
    if (--elements < 0 || stack[MAX_DEPTH]) continue;
    const parent = stack.at(-1)?.element;
    const scope = scopeOf(written, tag.attributes, stack.at(-1)?.scope ?? rootScope(written), decoders);
    const name = canonicalName(written, scope, decoders);
    decoders.needsFull ||= !!root && odd.test(name);
    if (name === (root?.name === 'atom:feed' ? 'atom:entry' : 'item')) itemTag ??= written;
    const element = new XmlElement(name, canonicalAttributes(tag.attributes, decoders), parent, source, tag.end);
    if (parent) parent.children.push(element);
    else if (root) break;
    else root = element;
    if (tag.selfClosing || isInText) element.end = tag.end;
    else stack.push({ element, tag: written, scope });
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
  if (root.end < 0 && items.every(({ end }) => end < 0)) throw notAFeed(url, 'It ends before the first complete item.');
  return newestOf(items, (item) =>
    firstDate(item, decoders, 'pubDate', 'dc:date', 'atom:published', 'atom:updated'),
  ).map((item) => (item.end < 0 ? 'cut off' : read(item)));
}
