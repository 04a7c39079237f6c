#!/usr/bin/env node
import { NewsError } from '../model/error.js';
import { SystemError, isSystemError } from './system-error.js';

/** The command `newsrack`. Each command reads its own options, and is loaded when it is called. */

const HELP = `newsrack relay     fetches feeds for pages that can't, as a server
newsrack snapshot  writes news to a file, for pages to read
newsrack mcp       offers the docs, snippets and checks of feeds to agents

newsrack relay --help, newsrack snapshot --help and newsrack mcp --help say more; newsrack --version says which one this is.
`;

/** What a command ends with when it could not do its work; see `docs/server.md`. */
const EXIT = {
  /** What was typed is invalid. */
  usage: 2,
  /** The machine refused something: a full disk, a missing folder, a port in use, a configuration that can't be loaded. */
  system: 3,
} as const;

const COMMANDS: Record<string, () => Promise<{ run(args: string[]): Promise<number | undefined> }>> = {
  relay: () => import('./relay-command.js'),
  snapshot: () => import('./snapshot-command.js'),
  mcp: () => import('./mcp-command.js'),
};

const [name = '', ...args] = process.argv.slice(2);

/** Ends the process with a code, after one line that says why. */
function fail(code: number, message: string): void {
  // What Node says of arguments runs over several lines.
  process.stderr.write(`newsrack${name && ` ${name}`}: ${message.trim().replace(/\s*\n\s*/g, ' ')}\n`);
  process.exitCode = code;
}

let isOutputLost = false;

process.stdout.on('error', (cause: NodeJS.ErrnoException) => {
  // Whoever reads the output may have seen enough; any other failure is told once.
  if (cause.code === 'EPIPE' || isOutputLost) return;
  isOutputLost = true;
  fail(EXIT.system, new SystemError('write the output', cause).message);
});
process.stderr.on('error', () => {
  // There is no other place to tell it.
});

function failWith(failure: unknown): void {
  const { code, message } = failure as { code?: string; message: string };
  const isUsage = code?.startsWith('ERR_PARSE_ARGS') || (failure instanceof NewsError && code === 'config');
  if (isUsage) fail(EXIT.usage, message);
  else if (failure instanceof SystemError) fail(EXIT.system, message);
  else if (isSystemError(failure)) fail(EXIT.system, new SystemError(failure.syscall ?? 'go on', failure).message);
  else throw failure;
}

async function versionOf(): Promise<string> {
  const { readFile } = await import('node:fs/promises');
  const about = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(about) as { version: string }).version;
}

const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
if (!command) {
  if (['--help', '-h', 'help'].includes(name)) process.stdout.write(HELP);
  else if (name === '--version') process.stdout.write(`${await versionOf()}\n`);
  else fail(EXIT.usage, 'there is no such command; there are relay, snapshot and mcp. newsrack --help says more.');
} else {
  try {
    const code = await (await command()).run(args);
    if (!isOutputLost) process.exitCode = code;
  } catch (failure) {
    failWith(failure);
    // A configuration that was given up may have started what never ends.
    process.exit();
  }
}
