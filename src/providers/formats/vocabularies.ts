/**
 * Translates elements of other vocabularies in a feed to its own. Renames elements in place, so that the parsers of RSS and
 * Atom need only one name for each field.
 */
import { authorNameIn } from '../values/author-in-text.js';
import { link } from '../../text/coerce.js';
import { addressOf, isPicture } from './media.js';
import type { XmlElement } from './xml.js';

/** Names that replace a missing child element, the best first. */
type StandIns = Record<string, string[]>;

const DATES = [
  'dcterms:issued',
  'dcterms:available',
  'dcterms:created',
  'atom:issued',
  'atom:created',
  'dc:issued',
  'dc:created',
  'published',
  'issued',
  'created',
  'date',
];
const CHANGES = ['atom:modified', 'dcterms:modified', 'dc:modified', 'updated', 'modified'];
const TITLES = ['dc:title', 'dcterms:title', 'media:title', 'itunes:title'];
const AUTHORS = ['dc:author', 'dcterms:creator', 'itunes:author', 'creator'];
const SUMMARIES = ['dc:description', 'dcterms:abstract', 'itunes:summary', 'itunes:subtitle'];

const IN_RSS: StandIns = {
  title: ['atom:title', ...TITLES],
  description: ['atom:summary', 'summary', ...SUMMARIES],
  'content:encoded': ['atom:content', 'content', 'body'],
  'atom:published': DATES,
  'atom:updated': CHANGES,
  'dc:creator': ['author', 'atom:author', ...AUTHORS],
  guid: ['atom:id', 'dc:identifier', 'dcterms:identifier', 'id'],
};

const IN_CHANNEL: StandIns = {
  title: IN_RSS.title!,
  managingEditor: ['dc:creator', ...IN_RSS['dc:creator']!, 'itunes:owner'],
};

const IN_ATOM: StandIns = {
  'atom:title': ['title', ...TITLES],
  'atom:summary': ['description', ...SUMMARIES],
  'atom:content': ['content:encoded', 'content'],
  'atom:published': ['pubDate', 'atom:pubdate', ...DATES],
  'atom:updated': CHANGES,
  'atom:author': ['dc:creator', 'author', ...AUTHORS],
  'atom:id': ['guid', 'dc:identifier', 'dcterms:identifier', 'id'],
};

const IN_FEED: StandIns = { 'atom:title': IN_ATOM['atom:title']!, 'atom:author': IN_ATOM['atom:author']! };

/** Categories: they add up, whatever vocabulary they are of. */
const CATEGORY = /^(?:category|(?:atom|itunes|media):category|dcterms:subject)$/;

/** No feed nests categories deeper. */
const MAX_DEPTH = 5;

const rename = (element: XmlElement, name: string): void => void Object.assign(element, { name });

const isSaid = ({ text, children, attributes }: XmlElement): boolean =>
  text.trim() !== '' || children.length > 0 || Object.keys(attributes).length > 0;

/** Renames what stands in for a missing name. Text of RSS may be markup, which Atom wants to be told. */
function lend(holder: XmlElement, standIns: StandIns): void {
  const byName = new Map<string, XmlElement[]>();
  for (const child of holder.children) {
    // An item without anything is one that is missing.
    if (!isSaid(child) && !/^(?:item|atom:entry)$/.test(child.name)) rename(child, '');
    const same = byName.get(child.name);
    if (same) same.push(child);
    else byName.set(child.name, [child]);
  }
  for (const [name, others] of Object.entries(standIns)) {
    const other = !byName.has(name) && others.find((one) => byName.has(one));
    if (!other) continue;
    for (const element of byName.get(other)!) {
      rename(element, name);
      if (!other.startsWith('atom:') && /^atom:(?:summary|content)$/.test(name)) element.attributes.type = 'html';
    }
  }
}

/** The name of a person of Atom, or of an owner of iTunes, as text. */
function nameOf(person: XmlElement): string {
  const name = person.children.find((child) => /^(?:\w+:)?name$/.test(child.name));
  return authorNameIn((name ?? person).text) ?? '';
}

/** All categories of an item, those inside others too, as elements of one name. */
function gatherCategories(item: XmlElement, name: 'category' | 'atom:category'): void {
  const gather = (holder: XmlElement, depth: number) => {
    for (const child of [...holder.children]) {
      if (!CATEGORY.test(child.name)) continue;
      const { label, term, text } = child.attributes;
      const said = label ?? text ?? (child.text.trim() || term) ?? '';
      rename(child, name);
      if (name === 'category') child.text = said;
      else child.attributes.label = said;
      if (depth < MAX_DEPTH) gather(child, depth + 1);
      if (holder !== item) item.children.push(child);
    }
  };
  gather(item, 0);
  for (const child of item.children) if (/^(?:itunes:)?keywords$/.test(child.name)) rename(child, 'media:keywords');
}

// Only whether an address can be one is found out here; what it is relative to is known where it is read.
const isAddress = (address: string) => link(address, 'https://newsrack.invalid/') !== undefined;

const relationOf = ({ attributes: { rel } }: XmlElement): string =>
  (rel?.trim() || 'alternate').replace(/^.*\//, '').toLowerCase();

const RELATIONS = ['alternate', 'related', 'via', 'self', 'enclosure'];

/** Links by how likely each leads to an article, the best first. */
const byRelation = (links: XmlElement[]) =>
  RELATIONS.flatMap((relation) => links.filter((one) => relationOf(one) === relation));

/** Elements whose text or address leads to an item, the best first; of a channel, to its home page. */
function leadsTo({ name, children }: XmlElement): XmlElement[] {
  const named = (wanted: string) => children.filter((child) => child.name === wanted);
  const links = byRelation([...named('link'), ...named('atom:link')]);
  const pages = links.filter((one) => relationOf(one) === 'alternate');
  if (name !== 'item') return pages;
  const permalinks = named('guid').filter(
    ({ attributes, text }) => attributes.ispermalink?.toLowerCase() !== 'false' && /^\s*https?:/i.test(text),
  );
  const enclosed = [...named('enclosure'), ...named('media:content')];
  // A picture is most often beside an article rather than all of it.
  const isShown = (element: XmlElement) => Number(isPicture(element.attributes, addressOf(element)));
  return [...pages, ...permalinks, ...links, ...enclosed.sort((one, other) => isShown(one) - isShown(other))];
}

/** Puts the address that leads to an item, or to the home page of a channel, into its `link`. */
function linkItem(item: XmlElement): void {
  const found = leadsTo(item).map(addressOf).find(isAddress) ?? item.attributes.about;
  for (const child of item.children) if (child.name === 'link') rename(child, '');
  if (!found) return;
  const page = new (item.constructor as typeof XmlElement)('link', {}, item, '', 0);
  page.text = found;
  item.children.push(page);
}

function translateItem(item: XmlElement): void {
  lend(item, IN_RSS);
  gatherCategories(item, 'category');
  for (const child of item.children) if (child.name === 'dc:creator') child.text = nameOf(child);
  linkItem(item);
}

function translateChannel(channel: XmlElement): void {
  lend(channel, IN_CHANNEL);
  for (const child of channel.children) if (child.name === 'managingEditor') child.text = nameOf(child);
  linkItem(channel);
}

function translateLink(link: XmlElement): void {
  const { attributes } = link;
  if (link.name === 'enclosure') attributes.rel = 'enclosure';
  attributes.href = addressOf(link);
  attributes.rel = relationOf(link);
  rename(link, 'atom:link');
}

// Below a default namespace of Atom, what belongs to another format seems to be Atom's.
const NOT_OF_ATOM = /^atom:(?=(?:description|enclosure|guid)$)/;

function translateEntry(entry: XmlElement, standIns = IN_ATOM): void {
  for (const child of entry.children) rename(child, child.name.replace(NOT_OF_ATOM, ''));
  lend(entry, standIns);
  gatherCategories(entry, 'atom:category');
  for (const child of entry.children) {
    if (/^(?:link|atom:link|enclosure)$/.test(child.name)) translateLink(child);
    if (child.name !== 'atom:author') continue;
    const name = nameOf(child);
    const named = child.children.find((one) => one.name === 'atom:name') ?? child;
    named.text = name;
  }
  promoteLink(entry);
}

/** Takes the best other link of an entry as its page, where it has no page of its own. */
function promoteLink({ children }: XmlElement): void {
  const id = children.find(({ name }) => name === 'atom:id')?.text ?? '';
  const [best] = byRelation(children.filter(({ name, attributes }) => name === 'atom:link' && attributes.href));
  if (best && !/^\s*https?:/i.test(id)) best.attributes.rel = 'alternate';
}

/** Items of any format, whichever holds them. */
const ITEM = /^(?:atom:)?(?:item|entry)$/;

/** Translates a document to the vocabulary of its own format. Call before reading anything in it. */
export function translate(root: XmlElement): void {
  const isAtom = root.name === 'atom:feed';
  const channels = root.children.filter(({ name }) => name === 'channel');
  if (isAtom) translateEntry(root, IN_FEED);
  else translateChannel(channels[0] ?? root);
  for (const holder of [root, ...channels]) {
    for (const item of holder.children.filter(({ name }) => ITEM.test(name))) {
      rename(item, isAtom ? 'atom:entry' : 'item');
      if (isAtom) translateEntry(item);
      else translateItem(item);
    }
  }
}

// Names with capital letters, by their lower-case form.
const WRITTEN = new Map(['pubDate', 'managingEditor'].map((name) => [name.toLowerCase(), name]));

// Prefixes that feeds use without a declaration, and their usual form.
const PREFIXES: Record<string, string> = { rss: '', a10: 'atom:', dcterm: 'dcterms:', mrss: 'media:' };

/** Returns the name of an element or attribute as its specification writes it, for any case and undeclared prefix. */
export function usualName(written: string): string {
  const small = written.toLowerCase();
  const name = WRITTEN.get(small) ?? small;
  const colon = name.indexOf(':');
  const prefix = name.slice(0, colon);
  return colon > 0 && Object.hasOwn(PREFIXES, prefix) ? PREFIXES[prefix] + name.slice(colon + 1) : name;
}

/** Namespaces that few feeds declare, without scheme and trailing slash: see `xml.ts`. */
export const usualNamespaces: Record<string, string> = {
  'backend.userland.com/rss2': '',
  'backend.userland.com/rss': '',
  'blogs.law.harvard.edu/tech/rss': '',
  'cyber.law.harvard.edu/rss/rss.html': '',
  'my.netscape.com/rdf/simple/0.9': '',
  'my.netscape.com/publish/formats/rss-0.91.dtd': '',
  'channel.netscape.com/rdf/simple/0.9': '',
  'purl.org/net/rss1.1#': '',
  'purl.org/rss/2.0': '',
  'purl.org/dc/elements/1.0': 'dc:',
  'purl.org/dc/terms': 'dcterms:',
  'dublincore.org/documents/dcmi-terms': 'dcterms:',
  'video.search.yahoo.com/mrss': 'media:',
  'www.rssboard.org/media-rss': 'media:',
  'tools.search.yahoo.com/mrss': 'media:',
  'www.itunes.com/dtds/podcast-1.1.dtd': 'itunes:',
  'example.com/dtds/podcast-1.0.dtd': 'itunes:',
  'purl.org/atom': 'atom:',
};
