/** Tools that `newsrack mcp` offers to agents. Each takes plain values and returns text, and reads no files itself. */
import { NewsError } from '../model/error.js';
import type { Feed } from '../model/feed.js';
import { decode } from '../providers/formats/charset.js';
import { parseFeed } from '../providers/parse-feed.js';
import { fold } from '../text/fold.js';
import { feedLinksOf } from './site/feed-links.js';
import { SNIFFED, isWebPage } from './site/web-page.js';
import { snippetFor } from './snippet-for.js';

/** Files of the installed package that the tools read. */
export interface PackageFiles {
  version: string;
  /** Docs by path, as Markdown. */
  docs: Record<string, string>;
  manifest: { modules: { declarations: ElementDeclaration[] }[] };
}

interface Described {
  name: string;
  description?: string;
  default?: string;
  type?: { text: string };
}

interface ElementDeclaration {
  tagName?: string;
  summary?: string;
  description?: string;
  attributes?: Described[];
  events?: Described[];
  slots?: Described[];
  cssParts?: Described[];
  cssProperties?: Described[];
  cssStates?: Described[];
}

/** The parts of a response that `check_feed` reads. */
export interface FetchedFeed {
  url: string;
  status: number;
  contentType: string | undefined;
  /** Value of `Link`. Undefined if there is none. */
  linkHeader?: string | undefined;
  /** Value of `Access-Control-Allow-Origin`. */
  allowedOrigin: string | undefined;
  body: Uint8Array;
}

export interface ToolDefinition {
  name: string;
  description: string;
  inputSchema: { type: 'object'; properties: Record<string, object>; required?: string[] };
  run(input: Record<string, unknown>): string | Promise<string>;
}

const RESULTS = 4;
const TITLES = 5;

/**
 * Creates the tools.
 * @param fetchFeed fetches a feed; rejects if the URL can't be reached or is not allowed
 */
export function agentTools(files: PackageFiles, fetchFeed: (url: string) => Promise<FetchedFeed>): ToolDefinition[] {
  const sections = Object.entries(files.docs).flatMap(([path, text]) => sectionsOf(path, text));
  const elements = files.manifest.modules
    .flatMap(({ declarations }) => declarations)
    .filter(({ tagName }) => tagName !== undefined);
  const tags = elements.map(({ tagName }) => tagName!);
  return [
    {
      name: 'search_docs',
      description: `Searches the docs of newsrack ${files.version}. Returns the sections that match best, as Markdown.`,
      inputSchema: {
        type: 'object',
        properties: {
          query: { type: 'string', description: 'Words to search for, such as "relay cors" or "dark mode".' },
        },
        required: ['query'],
      },
      run: ({ query }) => search(sections, textOf('query', query)),
    },
    {
      name: 'describe_element',
      description:
        'Lists the attributes, events, slots, parts and custom properties of an element, or those with a name.',
      inputSchema: {
        type: 'object',
        properties: {
          element: { type: 'string', enum: tags, description: 'The element. Default: news-tag-feed.' },
          name: { type: 'string', description: 'Only entries whose name holds this text, such as "image".' },
        },
      },
      run: ({ element = 'news-tag-feed', name = '' }) => {
        const found = elements.find(({ tagName }) => tagName === element);
        if (!found) throw new Error(`There is no element ${String(element)}. Expected one of: ${tags.join(', ')}.`);
        return describe(found, String(name));
      },
    },
    {
      name: 'make_snippet',
      description: 'Writes the HTML to paste for a wish in plain English, and says which words it did not use.',
      inputSchema: {
        type: 'object',
        properties: {
          wish: {
            type: 'string',
            description:
              'For example: "posts of https://blog.example.org (WordPress) under #travel as a grid, dark, 6 articles".',
          },
        },
        required: ['wish'],
      },
      run: ({ wish }) => snippetFor(textOf('wish', wish)),
    },
    {
      name: 'check_feed',
      description:
        'Reads a feed with the parser of newsrack: format, articles, left-out items, and whether pages may fetch it.',
      inputSchema: {
        type: 'object',
        properties: {
          url: { type: 'string', description: 'Address of an RSS, Atom or JSON feed.' },
          body: { type: 'string', description: 'The text of the feed, if it is at hand. Then nothing is fetched.' },
        },
      },
      run: ({ url, body }) => checkFeed(url, body, fetchFeed),
    },
  ];
}

function textOf(name: string, value: unknown): string {
  if (typeof value !== 'string' || !value.trim()) throw new Error(`${name} is missing. Expected text.`);
  return value.slice(0, 1000);
}

interface Section {
  path: string;
  heading: string;
  text: string;
  words: string;
}

/** Divides a page of the docs at its headings. */
function sectionsOf(path: string, text: string): Section[] {
  let isCode = false;
  const parts: string[][] = [[]];
  for (const line of text.split('\n')) {
    if (line.startsWith('```')) isCode = !isCode;
    if (/^#{1,3} /.test(line) && !isCode) parts.push([]);
    parts.at(-1)!.push(line);
  }
  const title = /^# (.*)$/m.exec(text)?.[1] ?? path;
  return parts
    .filter((lines) => lines.join('').trim())
    .map((lines) => {
      const own = /^#+ (.*)$/.exec(lines[0]!)?.[1] ?? title;
      const heading = own === title ? title : `${title}: ${own}`;
      const body = lines.join('\n').trim();
      return { path, heading, text: body, words: ` ${fold(body)} ` };
    });
}

function search(sections: Section[], query: string): string {
  const words = [...new Set(fold(query).split(' '))].filter((word) => word.length > 1);
  const scored = sections.map((section) => {
    const title = ` ${fold(section.heading)} `;
    const score = words.reduce((sum, word) => {
      // Matches beginnings of words, so that "cached" finds "cache" and "caching".
      const count = section.words.split(` ${stem(word)}`).length - 1;
      return sum + (count ? 2 + Math.min(count, 5) / 5 : 0) + (title.includes(` ${stem(word)}`) ? 3 : 0);
    }, 0);
    return { section, score };
  });
  const found = scored
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score)
    .slice(0, RESULTS);
  if (!found.length) return `No section of the docs matches “${query}”. Pages: ${pagesOf(sections).join(', ')}.`;
  return found.map(({ section: { path, heading, text } }) => `<!-- ${path} · ${heading} -->\n${text}`).join('\n\n');
}

const stem = (word: string): string => (word.length > 5 ? word.replace(/(?:ing|ed|es|s)$/, '') : word);

const pagesOf = (sections: Section[]): string[] => [...new Set(sections.map(({ path }) => path))];

function describe(element: ElementDeclaration, name: string): string {
  const kinds: [string, Described[] | undefined][] = [
    ['Attributes', element.attributes],
    ['Events', element.events],
    ['Slots', element.slots],
    ['Parts, for ::part(…)', element.cssParts],
    ['Custom properties', element.cssProperties],
    ['States, for :state(…)', element.cssStates],
  ];
  const lists = kinds.flatMap(([title, entries = []]) => {
    const found = entries.filter((one) => one.name.includes(name));
    return found.length ? [`${title}:\n${found.map(line).join('\n')}`] : [];
  });
  if (!lists.length) return `<${element.tagName}> has no entry whose name contains “${name}”.`;
  return [`<${element.tagName}>: ${element.summary ?? ''}`, ...lists].join('\n\n');
}

function line({ name, description = '', default: value, type }: Described): string {
  const kind = type?.text.includes("'") ? ` (${type.text.replaceAll("'", '')})` : '';
  return `- ${name || '(default slot)'}${kind}: ${description.replace(/\s+/g, ' ')}${value ? ` Default: ${value}.` : ''}`;
}

async function checkFeed(
  url: unknown,
  body: unknown,
  fetchFeed: (url: string) => Promise<FetchedFeed>,
): Promise<string> {
  if (typeof body === 'string' && body) {
    // Relative links need a base URL.
    return report(parseFeed({ body, url: typeof url === 'string' && url ? url : 'https://feed.invalid/' }));
  }
  const address = textOf('url', url);
  if (!/^https?:\/\//i.test(address)) throw new Error('Invalid url. Expected: an http: or https: URL.');
  const answer = await fetchFeed(address);
  const lines = [`HTTP ${answer.status}, content type ${answer.contentType ?? 'not named'}.`];
  if (answer.url !== address) lines.push(`The address redirects to ${answer.url}. Set src to that.`);
  lines.push(
    answer.allowedOrigin === '*'
      ? 'Every page may fetch it: it sends Access-Control-Allow-Origin: *.'
      : answer.allowedOrigin
        ? `Only pages of ${answer.allowedOrigin} may fetch it. Other sites need a relay or a snapshot (docs/server.md).`
        : 'No page of another origin may fetch it: it sends no Access-Control-Allow-Origin. Use a relay or a snapshot (docs/server.md).',
  );
  if (answer.status !== 200) return [...lines, 'The response is not a feed.'].join('\n');
  try {
    const { contentType } = answer;
    lines.push(report(parseFeed({ body: answer.body, url: answer.url, ...(contentType ? { contentType } : {}) })));
  } catch (error) {
    if (!(error instanceof NewsError)) throw error;
    lines.push(`The parser of newsrack rejects it: ${error.message}`, ...feedsNamedBy(answer));
  }
  return lines.join('\n');
}

/** Returns the feeds that a web page names, as lines. */
function feedsNamedBy({ url, body, contentType, linkHeader = '' }: FetchedFeed): string[] {
  const html = decode(body, contentType ?? '');
  if (!isWebPage(html.slice(0, SNIFFED))) return [];
  const links = feedLinksOf({ html, url, linkHeader }).slice(0, TITLES);
  return links.length ? ['The page names these feeds:', ...links.map((link) => `- ${link.url}`)] : [];
}

function report({ title, language, articles, dropped }: Feed): string {
  const dates = articles.flatMap(({ published, seen }) => published ?? seen ?? []).sort();
  const counts = new Map<string, number>();
  for (const tag of articles.flatMap(({ tags }) => tags)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  const tags = [...counts].sort((one, other) => other[1] - one[1]).slice(0, 10);
  const withImage = articles.filter(({ image }) => image).length;
  return [
    `Feed “${title ?? 'without a title'}”${language ? `, language ${language}` : ''}: ${articles.length} articles, ${withImage} with a picture.`,
    dates.length ? `Dates from ${dates[0]} to ${dates.at(-1)}.` : 'No article has a date.',
    tags.length ? `Tags: ${tags.map(([tag, count]) => `${tag} (${count})`).join(', ')}.` : 'No article has a tag.',
    ...articles.slice(0, TITLES).map(({ title: headline, url }) => `- ${headline} <${url}>`),
    ...dropped.slice(0, TITLES).map(({ index, reason }) => `Left out item ${index}: ${reason}.`),
  ].join('\n');
}
