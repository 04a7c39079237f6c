import { realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { NewsError } from '../model/error.js';
import { shown } from '../model/shown.js';
import { attributeName } from '../model/values.js';
import { isWebAddress } from './check-options.js';
import { parseOptions } from './command-options.js';
import { createLocalFetch, createPinnedFetch } from './pinned-fetch.js';
import { renderFeed } from './render.js';
import { readReplaceable, replaceFile } from './replace-file.js';
import { type Snapshot, SnapshotError, takeNamedSnapshot } from './snapshot.js';

/** `newsrack snapshot`: writes articles to a file for pages to read; run by cron, a CI job or a site's build. */

const HELP = `newsrack snapshot --src https://example.org/world.xml --tag "peace negotiations" --out news.json

  --src URL          a feed, or a URL for --provider; repeat for more (default: GDELT)
  --out FILE         file for the JSON Feed
  --html FILE        file for the element as HTML, to be put into a page
  --attr NAME=VALUE  an attribute of the element in that HTML, such as src=/news.json; repeat for more
  --style-sheet URL  a style sheet for that HTML, instead of styles in it; see docs/ssr.md
  --title TEXT       title of the JSON Feed
  --strict           write nothing if any source fails

  --provider --tag --tag-match --include --exclude --exclude-publisher --max-age --per-publisher --limit --map
  --timeout          same as the attributes of <news-tag-feed>

  --local ORIGIN     an origin on your own network whose name resolves to a private address; repeat for more
  --contact TEXT     your URL or mail address, sent to sources

The API key of a service is read from NEWSRACK_API_KEY.

If a source fails, its articles in the last file are used, for a week. If all sources fail, the file keeps its articles.
Exit codes: 0 if the files are up to date; 1 if nothing was written because sources failed; 2 for invalid options; 3 for
system errors, such as a full disk, a read-only file or a missing folder.
`;

const text = { type: 'string' } as const;
const OPTIONS = {
  src: { type: 'string', multiple: true },
  provider: text,
  tag: text,
  'tag-match': text,
  include: text,
  exclude: text,
  'exclude-publisher': text,
  'max-age': text,
  'per-publisher': text,
  limit: text,
  timeout: text,
  map: text,
  title: text,
  local: { type: 'string', multiple: true },
  contact: text,
  out: text,
  html: text,
  attr: { type: 'string', multiple: true },
  'style-sheet': text,
  strict: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

export async function run(args: string[]): Promise<number | undefined> {
  const values = parseOptions({
    args,
    options: OPTIONS,
    hint: 'Attributes of the element go into --attr NAME=VALUE. See newsrack snapshot --help.',
  });
  if (values.help) return void process.stdout.write(HELP);
  const {
    out,
    html,
    attr = [],
    'style-sheet': styleSheet,
    strict,
    title,
    local,
    contact,
    help: _help,
    ...requestOptions
  } = values;
  if (!out && !html) throw new NewsError('config', 'There is no file to write. Set --out FILE or --html FILE.');
  if (styleSheet && !isWebAddress(styleSheet))
    throw new NewsError(
      'config',
      `Invalid --style-sheet: "${styleSheet}". Expected: an http: or https: URL, or a path.`,
    );
  if (!html && (attr.length || styleSheet)) {
    throw new NewsError('config', '--attr and --style-sheet belong to the HTML. Set --html FILE too.');
  }
  if (out && html && (await realPathOf(out)) === (await realPathOf(html))) {
    throw new NewsError('config', '--out and --html name the same file. Set two different files.');
  }
  const ownAttributes = attributesIn(attr);
  if (html) await checkAttributes(ownAttributes);
  // The element requests the same sources when its articles are old, unless --attr sets another src.
  const same = Object.entries(requestOptions).map(([name, value]) => [name, [value].flat().join(' ')] as const);
  const attributes = { ...Object.fromEntries(same), ...ownAttributes };
  if (html && /\/\/[^/?#\s]*@/.test(attributes['src'] ?? ''))
    throw new NewsError('config', '--html would show readers the password in --src. Set --attr src=… too.');
  const apiKey = process.env.NEWSRACK_API_KEY;
  // Fails before any request if a file can't be written.
  const previous = out ? await readReplaceable(out) : undefined;
  const previousHtml = html ? await readReplaceable(html) : undefined;
  const files = [
    { file: out, previous, isSnapshot: true },
    { file: html, previous: previousHtml, isSnapshot: false },
  ].filter((one): one is OutputFile => one.file !== undefined);
  try {
    const options = Object.entries(requestOptions).map(([name, value]) => [camelCase(name), value] as const);
    const snapshot = await takeNamedSnapshot(
      {
        ...(Object.fromEntries(options) as object),
        ...(apiKey && { apiKey }),
        ...(title && { title }),
        ...(local && { local }),
        ...(contact && { contact }),
        ...(previous !== undefined && { previous }),
        fetch: createPinnedFetch(),
      },
      { localFetch: createLocalFetch() },
      { by: '', nameOf: (name) => (name === 'apiKey' ? 'NEWSRACK_API_KEY' : `--${attributeName(name)}`) },
    );
    const failed = snapshot.sources.filter(({ error }) => error);
    report(snapshot);
    if (strict && failed.length) return await keep(files, snapshot.kept);
    const rendered = html && (await renderFeed(snapshot.feed, attributes, { styleSheet }));
    if (out) await write(out, snapshot.json, previous);
    if (html) await write(html, `${rendered}\n`, previousHtml);
    return 0;
  } catch (error) {
    if (!(error instanceof NewsError) || error.code === 'config') throw error;
    process.stderr.write(`✗ ${error.code}: ${error.message}\n`);
    return await keep(files, error instanceof SnapshotError ? error.json : undefined);
  }
}

/** Returns the real path of a file, which may not exist yet. Resolves symbolic links. */
async function realPathOf(file: string): Promise<string> {
  const path = resolve(file);
  const inFolder = async () => join(await realpath(dirname(path)), basename(path));
  return realpath(path)
    .catch(inFolder)
    .catch(() => path);
}

function report({ sources, feed }: Snapshot): void {
  for (const { name, articles, isUnchanged, error } of sources) {
    if (!error) process.stdout.write(`✓ ${name}: ${isUnchanged ? 'unchanged' : counted(articles)}\n`);
    else process.stderr.write(`✗ ${name}: ${error.code}: ${error.message}\n`);
  }
  const { length } = feed.articles;
  const isTooStrict = !length && sources.some(({ articles }) => articles);
  process.stdout.write(`${counted(length)} selected${isTooStrict ? ': none matches the options' : ''}\n`);
}

const counted = (count: number): string => `${count} article${count === 1 ? '' : 's'}`;

interface OutputFile {
  file: string;
  /** Its text before this run; `undefined` if there was none. */
  previous: string | undefined;
  isSnapshot: boolean;
}

/**
 * Keeps the last files, and updates only the times before which sources must not be requested.
 * @param kept the text of the last snapshot with these times
 */
async function keep(files: OutputFile[], kept: string | undefined): Promise<number> {
  const states: string[] = [];
  for (const { file, previous, isSnapshot } of files) {
    const isNoted = isSnapshot && kept !== undefined && kept !== previous;
    if (isNoted) await replaceFile(file, kept);
    const state = isNoted ? 'is unchanged, except for the times of the next requests' : 'is unchanged';
    states.push(`; ${file} ${previous === undefined ? 'was not created' : state}`);
  }
  process.stderr.write(`No articles were written${states.join('')}.\n`);
  return 1;
}

/** Writes a file if its content has changed. */
async function write(file: string, content: string, previous: string | undefined): Promise<void> {
  const isNew = content !== previous;
  if (isNew) await replaceFile(file, content);
  process.stdout.write(`${file}: ${isNew ? 'written' : 'unchanged'}\n`);
}

function attributesIn(written: string[]): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const one of written) {
    const [, name, value = ''] = /^([a-z][\w.-]*)(?:=([^]*))?$/.exec(one) ?? [];
    if (!name) throw new NewsError('config', 'Invalid --attr. Expected: NAME=VALUE, with the name of an attribute.');
    if (Object.hasOwn(attributes, name)) throw new NewsError('config', `--attr sets ${name} more than once.`);
    attributes[name] = value;
  }
  return attributes;
}

/** Rejects attributes that the HTML can't have, before any request. */
async function checkAttributes(attributes: Record<string, string>): Promise<void> {
  const { parseFeedAttributes } = await import('./feed-html.js');
  parseFeedAttributes(attributes, (name, value, accepts) => {
    const [option, given] = Object.hasOwn(attributes, name) ? [`--attr ${name}`, value] : ['--attr', value];
    throw new NewsError('config', `Invalid ${option}: ${shown(given)}. Expected: ${accepts}.`);
  });
}

const camelCase = (name: string): string => name.replace(/-(\w)/g, (_all, letter: string) => letter.toUpperCase());
