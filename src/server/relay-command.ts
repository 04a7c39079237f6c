import { access, constants } from 'node:fs/promises';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { type Socket, isIP } from 'node:net';
import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { serve } from 'srvx/node';
import { NewsError } from '../model/error.js';
import { attributeName } from '../model/values.js';
import { type Naming, checkOptions, isObject } from './check-options.js';
import { createRelay } from './node.js';
import { createRateLimiter } from './rate-limiter.js';
import { RELAY_OPTIONS, type RelayOptions, readOptions } from './relay-options.js';
import { costOf } from './request-cost.js';
import { SystemError, firstLine, isSystemError } from './system-error.js';

/** `newsrack relay`: a relay as a server of its own. */

const HELP = `newsrack relay --feed world=https://example.org/world.xml [--port 8787]

  --feed NAME=URL    a feed to give at /NAME; again for more, and for several URLs of one name
  --allow HOST       a host whose feeds may be asked for by ?url=; again for more
  --origin ORIGIN    an origin whose pages may read answers; again for more (default: all)
  --local ORIGIN     an origin on your own machine or network that may be asked, such as http://localhost:8080
  --http             ask http: addresses too
  --fresh-for TIME   ask a source again after this time (default: 5m)
  --contact TEXT     how sources can reach you; sent to them
  --config FILE      a module that exports options as its default; keys of services belong there
  --port NUMBER      (default: 8787)
  --host NAME        address to listen at (default: 127.0.0.1; 0.0.0.0 for all)
  --per-minute N     requests that one client may make in a minute, costly ones counted as
                     several; 0 for any number (default: 300)
  --proxy ADDRESS    IP address of a proxy in front, which says who asks (X-Forwarded-For); again for more

Ends with 2 for wrong options, 3 for what the system refuses: a port in use, a configuration that can't be loaded.
`;

const OPTIONS = {
  feed: { type: 'string', multiple: true },
  allow: { type: 'string', multiple: true },
  origin: { type: 'string', multiple: true },
  local: { type: 'string', multiple: true },
  http: { type: 'boolean' },
  'fresh-for': { type: 'string' },
  contact: { type: 'string' },
  config: { type: 'string' },
  port: { type: 'string', default: '8787' },
  host: { type: 'string', default: '127.0.0.1' },
  'per-minute': { type: 'string', default: '300' },
  proxy: { type: 'string', multiple: true },
  help: { type: 'boolean', short: 'h' },
} as const;

/** How options are called here: what was typed is what a message names. */
const FLAGS: Naming = {
  by: 'invalid option',
  nameOf: (option) => `--${attributeName(option).replace(/^(origin|feed)s$/, '$1')}`,
};

export async function run(args: string[]): Promise<number | undefined> {
  const { values } = parseArgs({ args, options: OPTIONS });
  if (values.help) return void process.stdout.write(HELP);
  const port = wholeNumber(values.port, 'port', 65_535);
  const perMinute = wholeNumber(values['per-minute'], 'per-minute', 1e9);
  const strange = values.proxy?.find((address) => !isIP(address));
  if (strange) throw new NewsError('config', `--proxy wants an IP address, not "${strange}".`);
  const limiter = createRateLimiter(perMinute || Infinity);
  const given: RelayOptions = values.config ? await configIn(values.config) : {};
  const fromFlags: RelayOptions = {
    ...(values.allow && { allow: values.allow }),
    ...(values.origin && { origins: values.origin }),
    ...(values.local && { local: values.local }),
    ...(values.http && { http: true }),
    ...(values['fresh-for'] && { freshFor: values['fresh-for'] }),
    ...(values.contact && { contact: values.contact }),
    feeds: feedsIn(values.feed ?? []),
  };
  const options: RelayOptions = {
    admit: (request) => limiter.admit(addressOf(request)),
    ...given,
    ...fromFlags,
    feeds: { ...given.feeds, ...fromFlags.feeds },
  };
  const names = Object.keys(options.feeds ?? {});
  if (!names.length && !options.allow?.length) {
    throw new NewsError('config', 'Name a feed, --feed NAME=URL, or a host, --allow HOST.');
  }
  readOptions(fromFlags, FLAGS);
  const relay = createRelay(options);
  const server = serve({
    async fetch(request) {
      // Servers before this one may have gone by one of them, and the relay would go by another.
      if (hostsIn(request) > 1) return new Response('Several Host headers.\n', { status: 400 });
      const response = await relay(request);
      limiter.charge(addressOf(request), costOf(request));
      return response;
    },
    port,
    hostname: values.host,
    silent: true,
    // Exactly these: whatever else stands in that header, anybody may have written.
    trustProxy: values.proxy ?? false,
    // Longer than proxies keep idle connections: else one of theirs is closed in the moment that they use it again.
    node: { keepAliveTimeout: 75_000 },
    // Also where CI or TEST is set.
    gracefulShutdown: true,
  });
  // A terminal that closes ends its processes by this; so do some service managers.
  process.on('SIGHUP', () => process.emit('SIGTERM'));
  try {
    await server.ready();
  } catch (cause) {
    throw isSystemError(cause) ? new SystemError(`listen at ${values.host}:${port}`, cause) : cause;
  }
  limitConnections(server.node?.server as Server);
  const url = server.url ?? '';
  process.stdout.write(`Listening at ${url}\n`);
  for (const name of names) process.stdout.write(`  ${url}${name}\n`);
  for (const host of options.allow ?? []) process.stdout.write(`  ${url}?url=https://${host}/…\n`);
  return undefined;
}

/** Connections that are open at once. */
const MAX_CONNECTIONS = 1000;

/** Requests of one connection that wait for their responses to be read. Browsers and proxies send one at a time. */
const MAX_UNREAD = 8;

/** A connection on which nothing moves is closed after this time, in milliseconds. */
const IDLE = 120_000;

/**
 * Ends connections of clients that never read, as what is written for them would fill the memory, and of those that
 * still send when they have their answer: nothing in a body is read, and it may have no end.
 */
function limitConnections(server: Server): void {
  const unread = new WeakMap<Socket, number>();
  server.maxConnections = MAX_CONNECTIONS;
  server.timeout = IDLE;
  server.prependListener('request', (request: IncomingMessage, response: ServerResponse) => {
    const { socket } = request;
    const count = (change: number) => {
      const waiting = (unread.get(socket) ?? 0) + change;
      unread.set(socket, waiting);
      return waiting;
    };
    response.once('close', () => count(-1));
    response.once('finish', () => request.complete || socket.destroySoon());
    if (count(1) > MAX_UNREAD) socket.destroy();
  });
}

const hostsIn = ({ runtime }: { runtime?: { node?: { req: { rawHeaders: string[] } } } }): number =>
  runtime?.node?.req.rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host').length ?? 0;

const addressOf = (request: Request): string => (request as Request & { ip?: string }).ip ?? '';

function feedsIn(written: string[]): Record<string, string[]> {
  // A feed may be called as what every object inherits.
  const feeds = Object.create(null) as Record<string, string[]>;
  for (const one of written) {
    const [, name, urls] = /^([\w-]+)=(\S.*)$/.exec(one) ?? [];
    if (!name) throw new NewsError('config', '--feed wants NAME=URL, the name of letters, digits, - and _.');
    (feeds[name] ??= []).push(...urls!.trim().split(/\s+/));
  }
  return feeds;
}

async function configIn(file: string): Promise<RelayOptions> {
  const given = await defaultOf(file);
  if (!isObject(given)) {
    throw new NewsError('config', '--config wants a module whose default export is an object of options.');
  }
  const options = checkOptions<RelayOptions>(given, RELAY_OPTIONS, { by: '--config' });
  // What the relay itself refuses is refused in the name of the file as well; what it advises, it says later.
  readOptions({ ...options, log: () => {} }, { by: '--config' });
  return options;
}

/** How long a configuration may take to load, in milliseconds. */
const LONGEST_LOADING = 10_000;

/** Fails when a module has not loaded in time, or nothing is left that could go on with it; tells when it ends the process. */
function watchLoading(file: string): { failed: Promise<never>; stop: () => void } {
  let stop = () => {};
  const failed = new Promise<never>((_resolve, reject) => {
    const giveUp = () => reject(new SystemError(`load ${file}`, undefined, 'it never finishes'));
    const tell = () => {
      process.exitCode = 3;
      process.stderr.write(`newsrack relay: Can't load ${file}: it ended the process.\n`);
    };
    const timer = setTimeout(giveUp, LONGEST_LOADING).unref();
    process.once('beforeExit', giveUp).once('exit', tell);
    stop = () => {
      clearTimeout(timer);
      process.off('beforeExit', giveUp).off('exit', tell);
    };
  });
  // It may fail before anybody waits for it.
  failed.catch(() => {});
  return { failed, stop };
}

/** The default export of a module, its getters read. A module may throw whatever it likes while it is loaded. */
async function defaultOf(file: string): Promise<unknown> {
  const path = resolve(file);
  const { failed, stop } = watchLoading(file);
  try {
    await access(path, constants.R_OK);
    const module = (await Promise.race([import(pathToFileURL(path).href), failed])) as { default?: unknown };
    return isObject(module.default) ? { ...module.default } : module.default;
  } catch (cause) {
    if (cause instanceof SystemError) throw cause;
    if (isSystemError(cause)) throw new SystemError(`read ${file}`, cause, MISSING[cause.code ?? '']);
    const why = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
    throw new SystemError(`load ${file}`, cause, firstLine(why));
  } finally {
    stop();
  }
}

/** What is said of a file that is read instead of written. */
const MISSING: Readonly<Record<string, string | undefined>> = { ENOENT: 'there is no such file' };

function wholeNumber(written: string, name: string, most: number): number {
  const value = Number(written);
  if (/^\d+$/.test(written) && value <= most) return value;
  throw new NewsError('config', `--${name} wants a whole number up to ${most}.`);
}
