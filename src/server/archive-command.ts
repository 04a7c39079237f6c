/** `newsrack archive`: copies and prunes archives. */
import { existsSync } from 'node:fs';
import { NewsError } from '../model/error.js';
import { duration } from '../model/values.js';
import { copyArchive } from './archive/copy-archive.js';
import { createArchiveWith } from './archive/create-archive.js';
import { archiveUrl } from './archive/archive-url.js';
import { openEngine } from './archive/open-engine.js';
import { parseOptions } from './command-options.js';

const HELP = `newsrack archive copy FROM TO
newsrack archive prune ARCHIVE [--max-age 365d] [--max-articles 1000000]

FROM, TO and ARCHIVE are files, or URLs of libSQL servers or PostgreSQL databases. NEWSRACK_ARCHIVE_TOKEN holds the token of a libSQL
server, PGPASSWORD the password of a database.

  copy                 copies all articles to an archive that has none
  prune                deletes old articles

  --max-age TIME       delete articles older than that, such as 90d
  --max-articles N     keep the newest N articles

Exit codes: 2 for invalid options; 3 for system errors, such as a database that can't be reached.
`;

const OPTIONS = {
  'max-age': { type: 'string' },
  'max-articles': { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

const HINT = 'See newsrack archive --help.';

export async function run(args: string[]): Promise<number | undefined> {
  const names = args.slice(0, args.findIndex((one) => one.startsWith('-')) >>> 0);
  const values = parseOptions({ args: args.slice(names.length), options: OPTIONS, hint: HINT });
  const [verb, ...archives] = names;
  if (values.help) return void process.stdout.write(HELP);
  if (verb === 'copy' && archives.length === 2) return copy(archives[0]!, archives[1]!, Object.keys(values));
  if (verb === 'prune' && archives.length === 1) return prune(archives[0]!, values['max-age'], values['max-articles']);
  throw new NewsError('config', `Expected: copy FROM TO, or prune ARCHIVE with options. ${HINT}`);
}

const authToken = (): string | undefined => process.env['NEWSRACK_ARCHIVE_TOKEN'] || undefined;

const report = (message: string): void => void process.stderr.write(`newsrack archive: ${message}\n`);

async function copy(from: string, to: string, options: string[]): Promise<undefined> {
  if (options.length) throw new NewsError('config', `copy takes no options. ${HINT}`);
  assertExists(from);
  const token = authToken();
  const count = await copyArchive(
    { url: archiveUrl(from), authToken: token },
    { url: archiveUrl(to), authToken: token },
    report,
  );
  process.stdout.write(`Copied ${articles(count)}.\n`);
}

async function prune(name: string, age: string | undefined, most: string | undefined): Promise<undefined> {
  if (age === undefined && most === undefined)
    throw new NewsError('config', 'Nothing to delete. Set --max-age TIME or --max-articles N.');
  const { parseValue, accepts } = duration(undefined);
  const maxAge = age === undefined ? undefined : parseValue(age);
  if (age !== undefined && maxAge === undefined)
    throw new NewsError('config', `Invalid --max-age: "${age}". Expected: ${accepts}.`);
  if (most !== undefined && !/^\d{1,15}$/.test(most))
    throw new NewsError('config', `Invalid --max-articles: "${most}". Expected: a whole number.`);
  assertExists(name);
  const token = authToken();
  const options = { url: archiveUrl(name), ...(token && { authToken: token }) };
  const archive = createArchiveWith(options, { by: '' }, { open: openEngine, report });
  try {
    const count = await archive.prune({ maxAge, maxArticles: most === undefined ? undefined : Number(most) });
    process.stdout.write(`Deleted ${articles(count)}.\n`);
  } finally {
    await archive.close();
  }
}

const articles = (count: number): string => `${count} ${count === 1 ? 'article' : 'articles'}`;

/** A misspelt name would create an empty archive. */
function assertExists(name: string): void {
  const url = archiveUrl(name);
  if (url.startsWith('file:') && !existsSync(url.slice('file:'.length)))
    throw new NewsError('config', `There is no archive ${name}.`);
}
