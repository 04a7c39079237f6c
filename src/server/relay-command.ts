import type { Server } from 'node:http';
import { isIP } from 'node:net';
import { serve } from 'srvx/node';
import { NewsError } from '../model/error.js';
import { owned } from '../model/owned.js';
import { cleanLink } from '../text/clean.js';
import { attributeName } from '../model/values.js';
import type { Archive } from './archive/archive-types.js';
import { archiveUrl } from './archive/archive-url.js';
import { createArchiveWith } from './archive/create-archive.js';
import { openEngine } from './archive/open-engine.js';
import type { RelayLogEntry } from './cached-source.js';
import { limitConnections } from './client-connections.js';
import type { Naming } from './check-options.js';
import { parseOptions } from './command-options.js';
import type { Crawler } from './crawler/crawler.js';
import { createFeedReader } from './feed-reader.js';
import { createLocalFetch, createPinnedFetch } from './pinned-fetch.js';
import { createRateLimiter } from './rate-limiter.js';
import { type PagesConfig, type PagesOfRelay, relayWithPages } from './pages/mount-pages.js';
import { isPublicFile, makeKey, readKey } from './signing-key.js';
import { type BotSigner, createBotSigner } from './signing/bot-signatures.js';
import { isGone } from './client-gone.js';
import { ResponseCounter } from './metrics/response-counter.js';
import type { NamedFeeds } from './opml/feeds-of-opml.js';
import { createOpmlSync } from './opml-file.js';
import { type Listing, type Relay, createRelayWith } from './relay.js';
import { type Config, configIn } from './relay-config.js';
import { type RelayOptions, readOptions } from './relay-options.js';
import { costOf } from './request-cost.js';
import { type NodeRequest, inTurns } from './connection-turns.js';
import { createTurns } from './work-queue.js';
import { SystemError, isSystemError } from './system-error.js';

/** `newsrack relay`: runs a relay as a server of its own. */

const HELP = `newsrack relay --feed world=https://example.org/world.xml [--port 8787]

  --feed NAME=URL    a feed to serve at /NAME; repeat for more feeds, or for more URLs of one feed
  --opml FILE|URL    a list of feeds to serve as well, which is read again when it changes
  --allow HOST       a host whose feeds clients may request by ?url=; repeat for more
  --origin ORIGIN    an origin whose pages may read responses; repeat for more (default: all)
  --local ORIGIN     an origin on your own machine or network to fetch from, such as
                     http://localhost:8080; repeat for more
  --http             also fetch http: URLs
  --fresh-for TIME   minimum time between two requests to a source (default: 5m)
  --archive ARCHIVE  a file, or the URL of a libSQL server or a PostgreSQL database, that keeps all
                     articles and answers for all feeds; NEWSRACK_ARCHIVE_TOKEN holds the token of a
                     libSQL server, PGPASSWORD the password of a database
  --pictures         request the page of each new article without a picture, at hosts of your feeds, for
                     the picture that it names; needs --archive
  --contact TEXT     your URL or mail address, sent to sources
  --key FILE         a private key that signs all requests, so that hosts recognize them
  --make-key         make such a key, and the directory by which hosts verify it; then end
  --config FILE      a module whose default export is an object of options; API keys belong there
  --port NUMBER      port to listen at (default: 8787)
  --host NAME        address to listen at (default: 127.0.0.1; 0.0.0.0 for all)
  --per-minute N     maximum number of requests per client and minute; costly requests count as
                     several; 0 for no limit (default: 300)
  --log FORMAT       text, or json: one JSON object per line with time, feed, code and message
                     (default: text)
  --proxy ADDRESS    IP address of a trusted proxy that names clients in X-Forwarded-For; repeat for more
  --pages            also serve tag pages of the archive as HTML; --config may hold pages: { … } instead
  --base-url URL     address at which readers reach the relay and its pages, and hosts the directory of the
                     key (default: that of the request)
  --title TEXT       name of the site of pages (default: the host)

Exit codes: 2 for invalid options; 3 for system errors, such as a port in use or a configuration that can't be loaded.
`;

const OPTIONS = {
  feed: { type: 'string', multiple: true },
  opml: { type: 'string' },
  allow: { type: 'string', multiple: true },
  origin: { type: 'string', multiple: true },
  local: { type: 'string', multiple: true },
  http: { type: 'boolean' },
  'fresh-for': { type: 'string' },
  archive: { type: 'string' },
  pictures: { type: 'boolean' },
  contact: { type: 'string' },
  key: { type: 'string' },
  'make-key': { type: 'boolean' },
  config: { type: 'string' },
  port: { type: 'string', default: '8787' },
  host: { type: 'string', default: '127.0.0.1' },
  'per-minute': { type: 'string', default: '300' },
  log: { type: 'string', default: 'text' },
  proxy: { type: 'string', multiple: true },
  pages: { type: 'boolean' },
  'base-url': { type: 'string' },
  title: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Names options in messages as they are typed. */
const FLAGS: Naming = {
  by: '',
  nameOf: (option) => `--${attributeName(option).replace(/^(origin|feed)s$/, '$1')}`,
};

export async function run(args: string[]): Promise<number | undefined> {
  const values = parseOptions({
    args,
    options: OPTIONS,
    hint: 'A feed is --feed NAME=URL. See newsrack relay --help.',
  });
  if (values.help) return void process.stdout.write(HELP);
  if (values['make-key']) return void process.stdout.write(await makeKey(values.key ?? 'newsrack-key.json'));
  const port = wholeNumber(values.port, 'port', 65_535);
  const perMinute = wholeNumber(values['per-minute'], 'per-minute', 1e9);
  const strange = values.proxy?.find((address) => !isIP(address));
  if (strange) throw new NewsError('config', `Invalid --proxy: "${strange}". Expected: an IP address.`);
  if (values.log !== 'text' && values.log !== 'json')
    throw new NewsError('config', `Invalid --log: "${values.log}". Expected: text or json.`);
  const limiter = createRateLimiter(perMinute || Infinity);
  const {
    pages: pagesGiven,
    pictures: picturesConfig,
    key: keyConfig,
    ...given
  } = owned<Config>(values.config ? await configIn(values.config) : {});
  const pagesConfig = typeof pagesGiven === 'object' ? pagesGiven : undefined;
  const pages = values.pages ?? Boolean(pagesGiven);
  const fromFlags: RelayOptions = {
    ...(values.allow && { allow: values.allow }),
    ...(values.origin && { origins: values.origin }),
    ...(values.local && { local: values.local }),
    ...(values.http && { http: true }),
    ...(values['fresh-for'] && { freshFor: values['fresh-for'] }),
    ...(values.archive && { archive: archiveAt(values.archive, values.log) }),
    ...(values.contact && { contact: values.contact }),
    ...(values.log === 'json' && { log: logAsJson }),
    feeds: feedsIn(values.feed ?? []),
  };
  const options: RelayOptions = {
    admit: (request) => limiter.admit(addressOf(request)),
    ...given,
    ...fromFlags,
    feeds: { ...given.feeds, ...fromFlags.feeds },
  };
  const names = Object.keys(options.feeds ?? {});
  if (!names.length && !options.allow?.length && !values.opml) {
    throw new NewsError('config', 'There is nothing to serve. Set --feed NAME=URL, --opml FILE or --allow HOST.');
  }
  readOptions(fromFlags, FLAGS);
  const pictures = values.pictures ?? picturesConfig ?? false;
  if (pictures && !options.archive)
    throw new NewsError('config', 'Pictures are kept in the archive. Set --archive as well.');
  const withFetch = { ...options, fetch: options.fetch ?? createPinnedFetch() };
  let crawler: Crawler | undefined;
  let listing: Listing | undefined;
  const counter = new ResponseCounter();
  const turns = createTurns();
  const signer = await signerFor(values.key ?? keyConfig, values['base-url'] ?? pagesConfig?.baseUrl, options);
  const localFetch = createLocalFetch();
  const relay = createRelayWith(
    withFetch,
    {
      readFeed: createFeedReader(),
      localFetch,
      onCrawler: (created) => (crawler = created),
      pictures,
      onListing: (place) => (listing = place),
      counter,
      signer,
      turns,
      baseUrl: values['base-url'] ?? pagesConfig?.baseUrl,
    },
    FLAGS,
  );
  let listed: NamedFeeds = new Map();
  const onChange = (feeds: NamedFeeds) => listing!.set((listed = feeds));
  const list = values.opml
    ? createOpmlSync(values.opml, listing!, { localFetch, sign: signer?.headersFor }, onChange)
    : undefined;
  await list?.load();
  // A missing package, or a database of a later version, is reported before anything is served.
  await options.archive?.size();
  const answer = withPages(
    relay,
    options,
    pagesConfig,
    { ...values, pages },
    {
      listed: (name) => listed.get(name),
      hasKey: signer !== undefined,
      turns,
    },
  );
  const respond = inTurns(async (request: Request & NodeRequest): Promise<Response> => {
    // With several Host headers, a proxy in front may have used another one than the relay would.
    if (countHostHeaders(request) > 1)
      return new Response('The request has more than one Host header.\n', { status: 400 });
    const response = await answer(request);
    limiter.charge(addressOf(request), costOf(request));
    return response;
  });
  const server = serve({
    async fetch(request) {
      const response = await respond(request);
      if (!isGone(request)) counter.count(response.status);
      return response;
    },
    port,
    hostname: values.host,
    silent: true,
    // Clients can write any address into X-Forwarded-For, so only these proxies are trusted.
    trustProxy: values.proxy ?? false,
    // Longer than proxies keep idle connections, so that the relay never closes one that a proxy is about to use.
    node: { keepAliveTimeout: 75_000 },
    // srvx turns it off where CI or TEST is set.
    gracefulShutdown: true,
  });
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, endSoon);
  // Terminals that close and some service managers end processes by SIGHUP.
  process.on('SIGHUP', () => process.emit('SIGTERM'));
  try {
    await server.ready();
  } catch (cause) {
    throw isSystemError(cause) ? new SystemError(`listen at ${values.host}:${port}`, cause) : cause;
  }
  limitConnections(server.node?.server as Server);
  crawler?.start();
  list?.start();
  for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => list?.stop());
  // Requests in progress still need the archive.
  const closed = new Promise((resolve) => server.node?.server?.once('close', resolve));
  for (const signal of ['SIGTERM', 'SIGINT'])
    process.once(signal, () => void Promise.all([crawler?.stop(), closed]).then(() => options.archive?.close()));
  const url = server.url ?? '';
  process.stdout.write(`Listening at ${url}\n`);
  for (const name of names) process.stdout.write(`  ${url}${name}\n`);
  if (list) process.stdout.write(`  ${url}opml lists them all: ${list.size} are of ${values.opml}\n`);
  for (const host of options.allow ?? []) process.stdout.write(`  ${url}?url=https://${host}/…\n`);
  return undefined;
}

function archiveAt(name: string, log: 'text' | 'json'): Archive {
  const report = (message: string) =>
    log === 'json' ? logAsJson({ feed: '', code: 'store', message }) : console.warn(`newsrack relay: ${message}`);
  const authToken = process.env['NEWSRACK_ARCHIVE_TOKEN'];
  return createArchiveWith(
    { url: archiveUrl(name), ...(authToken && { authToken }) },
    { by: '--archive' },
    { open: openEngine, report },
  );
}

/** Writes an entry of the log as one line of JSON to the standard error output. */
function logAsJson({ feed, code, message }: RelayLogEntry): void {
  process.stderr.write(`${JSON.stringify({ time: new Date().toISOString(), feed, code, message })}\n`);
}

/** Milliseconds after a signal after which the process ends. By then the server has closed all connections to clients. */
const GRACE = 6000;

let isEnding = false;

/** Ends the process even if sources keep it waiting, whose responses no client wants any more; at once at the second signal. */
function endSoon(): void {
  if (isEnding) process.exit();
  isEnding = true;
  setTimeout(() => process.exit(), GRACE).unref();
}

const countHostHeaders = ({ runtime }: NodeRequest): number =>
  runtime?.node?.req.rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host').length ?? 0;

const addressOf = (request: Request): string => (request as Request & { ip?: string }).ip ?? '';

function feedsIn(written: string[]): Record<string, string[]> {
  // A feed may have the name of a member that every object inherits, such as "constructor".
  const feeds = Object.create(null) as Record<string, string[]>;
  for (const one of written) {
    const [, name, urls] = /^([\w-]+)=(\S.*)$/.exec(one) ?? [];
    // The message leaves out the value: the URL of a private feed is its key.
    if (!name) {
      throw new NewsError('config', 'Invalid --feed. Expected: NAME=URL, with a name of letters, digits, - and _.');
    }
    (feeds[name] ??= []).push(...urls!.trim().split(/\s+/));
  }
  return feeds;
}

/**
 * Returns what signs the requests of the relay; `undefined` without a key.
 * @throws NewsError `config` for a file that is no key, and for a base URL that hosts can't verify
 */
async function signerFor(
  file: string | undefined,
  baseUrl: string | undefined,
  { now = Date.now }: RelayOptions,
): Promise<BotSigner | undefined> {
  if (file === undefined) return undefined;
  const key = await readKey(file);
  if (baseUrl !== undefined && !/^https:\/\/[^/]/i.test(cleanLink(baseUrl)))
    throw new NewsError(
      'config',
      'Invalid --base-url. Expected: an https: URL, at which hosts find the directory of the key.',
    );
  const agent = baseUrl === undefined ? undefined : new URL(baseUrl).origin;
  if (await isPublicFile(file))
    process.stderr.write(`newsrack relay: Other users of this machine can read ${file}. Run chmod 600 ${file}.\n`);
  if (agent === undefined)
    process.stderr.write(
      'newsrack relay: Set --base-url, so that hosts find the directory of the key by themselves.\n',
    );
  return createBotSigner({ key, agent, now });
}

/** Returns the relay with its pages before it, if `--pages` or the file turns them on. */
function withPages(
  relay: Relay,
  options: RelayOptions & { archive?: PagesOfRelay['archive'] },
  config: PagesConfig | undefined,
  { pages, title, port, 'base-url': baseUrl }: { pages?: boolean; title?: string; port: string; 'base-url'?: string },
  { listed, hasKey, turns }: Pick<PagesOfRelay, 'listed' | 'turns'> & { hasKey: boolean },
): Relay {
  const { archive } = options;
  if (!pages && title !== undefined)
    throw new NewsError('config', '--title is an option of pages. Set --pages as well.');
  if (baseUrl !== undefined && !archive && !hasKey)
    throw new NewsError('config', '--base-url is for archives, their pages and keys. Set --archive as well.');
  if (baseUrl !== undefined && !/^https?:/i.test(cleanLink(baseUrl)))
    throw new NewsError('config', 'Invalid --base-url. Expected: an http: or https: URL.');
  if (!pages) return relay;
  const { feeds = {}, admit } = options;
  const flags = { baseUrl, title };
  const address = `http://localhost:${port}/`;
  return relayWithPages({ archive, feeds, listed, config, flags, address, admit, turns }, relay);
}

function wholeNumber(written: string, name: string, max: number): number {
  const value = Number(written);
  if (/^\d+$/.test(written) && value <= max) return value;
  throw new NewsError('config', `Invalid --${name}: "${written}". Expected: a whole number up to ${max}.`);
}
