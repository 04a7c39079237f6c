import { realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { NewsError } from '../model/error.js';
import { attributeName } from '../model/values.js';
import { createPinnedFetch } from './pinned-fetch.js';
import { renderFeed } from './render.js';
import { readReplaceable, replaceFile } from './replace-file.js';
import { type Snapshot, SnapshotError, takeNamedSnapshot } from './snapshot.js';

/** `newsrack snapshot`: news as a file, for pages to read; run by cron, a CI job or a site's build. */

const HELP = `newsrack snapshot --src https://example.org/world.xml --tag "peace negotiations" --out news.json

  --src URL          a feed, or what --provider reads; again for more (without: GDELT)
  --out FILE         where to write a JSON Feed
  --html FILE        where to write the element as HTML, ready to be put into a page
  --attr NAME=VALUE  an attribute of the element in that HTML, such as src=/news.json; again for more
  --style-sheet URL  a style sheet for it in place of styles of its own; see docs/ssr.md
  --title TEXT       title of the JSON Feed
  --strict           write nothing when a single source fails

  --provider --tag --tag-match --include --exclude --exclude-publisher --max-age --per-publisher --limit --map
  --timeout          as the attributes of <news-tag-feed>

  --local ORIGIN     an origin on your own network whose name leads to a private address; again for more
  --contact TEXT     how sources can reach you; sent to them

A key of a service is taken from NEWSRACK_API_KEY.

Articles of the last file stand in for those of a source that fails, for a week; when all fail, the file keeps its news.
Ends with 0 when a file is up to date, 1 when no news was written because sources failed, 2 for wrong options, 3 for
what the system refuses: a full disk, a read-only file, a missing folder.
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
  const { values } = parseArgs({ args, options: OPTIONS });
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
    ...asked
  } = values;
  if (!out && !html) throw new NewsError('config', 'Say where to write: --out FILE or --html FILE.');
  if (out && html && (await placeOf(out)) === (await placeOf(html))) {
    throw new NewsError('config', '--out and --html name the same file.');
  }
  // The element asks for the same again when its news is old; where, its owner may know better.
  const same = Object.entries(asked).map(([name, value]) => [name, [value].flat().join(' ')] as const);
  const attributes = { ...Object.fromEntries(same), ...attributesIn(attr) };
  const apiKey = process.env.NEWSRACK_API_KEY;
  // A place where nothing can be written is found out before anyone is asked.
  const previous = out ? await readReplaceable(out) : undefined;
  const previousHtml = html ? await readReplaceable(html) : undefined;
  try {
    const options = Object.entries(asked).map(([name, value]) => [camelCase(name), value] as const);
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
      { by: 'invalid option', nameOf: (name) => `--${attributeName(name)}` },
    );
    const failed = snapshot.sources.filter(({ error }) => error);
    report(snapshot);
    if (strict && failed.length) return await keep(out, snapshot.kept, previous);
    const rendered = html && (await renderFeed(snapshot.feed, attributes, { styleSheet }));
    if (out) await write(out, snapshot.json, previous);
    if (html) await write(html, `${rendered}\n`, previousHtml);
    return 0;
  } catch (error) {
    if (!(error instanceof NewsError) || error.code === 'config') throw error;
    process.stderr.write(`✗ ${error.code}: ${error.message}\n`);
    return await keep(out, error instanceof SnapshotError ? error.json : undefined, previous);
  }
}

/** Where a file really stands, also behind links and by another spelling of its folder. */
async function placeOf(file: string): Promise<string> {
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
  process.stdout.write(`${counted(feed.articles.length)} chosen\n`);
}

const counted = (count: number): string => `${count} article${count === 1 ? '' : 's'}`;

/** Leaves the last file with its news. What sources said about when to request them again is noted in it. */
async function keep(out: string | undefined, kept: string | undefined, previous: string | undefined): Promise<number> {
  const isNoted = out !== undefined && kept !== undefined && kept !== previous;
  if (isNoted) await replaceFile(out, kept);
  const state = isNoted ? 'is as it was, but for when to request its sources again' : 'is as it was';
  process.stderr.write(`Nothing was written${out ? `; ${out} ${state}` : ''}.\n`);
  return 1;
}

/** A file that says the same is left alone. */
async function write(file: string, content: string, previous: string | undefined): Promise<void> {
  const isNew = content !== previous;
  if (isNew) await replaceFile(file, content);
  process.stdout.write(`${file}: ${isNew ? 'written' : 'nothing new'}\n`);
}

function attributesIn(written: string[]): Record<string, string> {
  const pairs = written.map((one) => {
    const [, name, value] = /^([a-z][a-z-]*)(?:=([^]*))?$/.exec(one) ?? [];
    if (!name) throw new NewsError('config', '--attr wants NAME=VALUE, the name one of an attribute.');
    return [name, value ?? ''] as const;
  });
  return Object.fromEntries(pairs);
}

const camelCase = (name: string): string => name.replace(/-(\w)/g, (_all, letter: string) => letter.toUpperCase());
