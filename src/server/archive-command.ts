/** `newsrack archive`: copies and prunes archives, and removes articles from them. */
import { existsSync } from 'node:fs';
import { NewsError } from '../model/error.js';
import { duration } from '../model/values.js';
import { copyArchive } from './archive/copy-archive.js';
import type { DatabaseArchive } from './archive/archive-types.js';
import { createArchiveWith } from './archive/create-archive.js';
import { archiveUrl } from './archive/archive-url.js';
import { openEngine } from './archive/open-engine.js';
import { parseOptions } from './command-options.js';

const HELP = `newsrack archive copy FROM TO
newsrack archive prune ARCHIVE [--max-age 365d] [--max-articles 1000000]
newsrack archive remove ARCHIVE --article URL | --source URL

FROM, TO and ARCHIVE are files, or URLs of libSQL servers or PostgreSQL databases. NEWSRACK_ARCHIVE_TOKEN holds the token of a libSQL
server, PGPASSWORD the password of a database.

  copy                 copies all articles to an archive that has none
  prune                deletes old articles
  remove               deletes what may no longer be shown

  --max-age TIME       delete articles older than that, such as 90d
  --max-articles N     keep the newest N articles
  --article URL        delete the article with this link, and keep it out from now on
  --source URL         delete the articles of a feed. Take it out of the relay's table first

Exit codes: 2 for invalid options; 3 for system errors, such as a database that can't be reached.
`;

const OPTIONS = {
  'max-age': { type: 'string' },
  'max-articles': { type: 'string' },
  article: { type: 'string' },
  source: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

const HINT = 'See newsrack archive --help.';

type Values = ReturnType<typeof parseOptions<typeof OPTIONS>>;

/** The options of each command. */
const ACCEPTED: Record<string, readonly string[]> = {
  copy: [],
  prune: ['max-age', 'max-articles'],
  remove: ['article', 'source'],
};

export async function run(args: string[]): Promise<number | undefined> {
  const names = args.slice(0, args.findIndex((one) => one.startsWith('-')) >>> 0);
  const values = parseOptions({ args: args.slice(names.length), options: OPTIONS, hint: HINT });
  const [verb = '', ...archives] = names;
  if (values.help) return void process.stdout.write(HELP);
  const accepted = Object.hasOwn(ACCEPTED, verb) ? ACCEPTED[verb]! : undefined;
  if (!accepted || archives.length !== (verb === 'copy' ? 2 : 1))
    throw new NewsError('config', `Expected: copy FROM TO, prune ARCHIVE or remove ARCHIVE, with options. ${HINT}`);
  const other = Object.keys(values).find((name) => !accepted.includes(name));
  if (other) throw new NewsError('config', `${verb} does not take --${other}. ${HINT}`);
  if (verb === 'copy') return copy(archives[0]!, archives[1]!);
  return verb === 'prune' ? prune(archives[0]!, values) : remove(archives[0]!, values);
}

const authToken = (): string | undefined => process.env['NEWSRACK_ARCHIVE_TOKEN'] || undefined;

const report = (message: string): void => void process.stderr.write(`newsrack archive: ${message}\n`);

async function copy(from: string, to: string): Promise<undefined> {
  assertExists(from);
  const token = authToken();
  const count = await copyArchive(
    { url: archiveUrl(from), authToken: token },
    { url: archiveUrl(to), authToken: token },
    report,
  );
  process.stdout.write(`Copied ${articles(count)}.\n`);
}

async function prune(name: string, { 'max-age': age, 'max-articles': most }: Values): Promise<undefined> {
  if (age === undefined && most === undefined)
    throw new NewsError('config', 'Nothing to delete. Set --max-age TIME or --max-articles N.');
  const { parseValue, accepts } = duration(undefined);
  const maxAge = age === undefined ? undefined : parseValue(age);
  if (age !== undefined && maxAge === undefined)
    throw new NewsError('config', `Invalid --max-age: "${age}". Expected: ${accepts}.`);
  if (most !== undefined && !/^\d{1,15}$/.test(most))
    throw new NewsError('config', `Invalid --max-articles: "${most}". Expected: a whole number.`);
  const limits = { maxAge, maxArticles: most === undefined ? undefined : Number(most) };
  await deleteFrom(name, (archive) => archive.prune(limits));
}

async function remove(name: string, { article, source }: Values): Promise<undefined> {
  if ((article === undefined) === (source === undefined))
    throw new NewsError('config', 'Expected: --article URL, or --source URL.');
  if (article !== undefined && !(/^https?:/i.test(article) && URL.canParse(article)))
    throw new NewsError('config', `Invalid --article: "${article}". Expected: an http or https URL.`);
  await deleteFrom(name, (archive) => archive.remove(article === undefined ? { source: source! } : { url: article }));
}

async function deleteFrom(name: string, change: (archive: DatabaseArchive) => Promise<number>): Promise<void> {
  assertExists(name);
  const token = authToken();
  const options = { url: archiveUrl(name), ...(token && { authToken: token }) };
  const archive = createArchiveWith(options, { by: '' }, { open: openEngine, report });
  try {
    process.stdout.write(`Deleted ${articles(await change(archive))}.\n`);
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
