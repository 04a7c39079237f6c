#!/usr/bin/env node
import { NewsError } from '../model/error.js';
import { SystemError, isSystemError } from './system-error.js';

/** The command `newsrack`. Loads the module of a subcommand when it is called. Each parses its own options. */

const HELP = `newsrack relay     runs a server that fetches feeds for pages that can't
newsrack snapshot  writes news to a file, for pages to read
newsrack archive   copies, prunes and removes the articles that a relay keeps
newsrack mcp       offers the docs, snippets and feed checks to agents

newsrack COMMAND --help prints the options of a command; newsrack --version prints the version.
`;

/** Exit codes for failures; see `docs/server.md`. */
const EXIT = {
  /** The command or an option is invalid. */
  usage: 2,
  /** A system error: a full disk, a missing folder, a port in use, a configuration that can't be loaded. */
  system: 3,
} as const;

const COMMANDS: Record<string, () => Promise<{ run(args: string[]): Promise<number | undefined> }>> = {
  relay: () => import('./relay-command.js'),
  snapshot: () => import('./snapshot-command.js'),
  archive: () => import('./archive-command.js'),
  mcp: () => import('./mcp-command.js'),
};

const [name = '', ...args] = process.argv.slice(2);

/** Sets the exit code and prints the reason in one line. */
function fail(code: number, message: string): void {
  // Some messages of the system span several lines.
  process.stderr.write(`newsrack${name && ` ${name}`}: ${message.trim().replace(/\s*\n\s*/g, ' ')}\n`);
  process.exitCode = code;
}

let isOutputLost = false;

process.stdout.on('error', (cause: NodeJS.ErrnoException) => {
  // EPIPE means that the program which reads the output has ended, such as `head`. Other failures are reported once.
  if (cause.code === 'EPIPE' || isOutputLost) return;
  isOutputLost = true;
  fail(EXIT.system, new SystemError('write the output', cause).message);
});
process.stderr.on('error', () => {
  // Nowhere else could the failure be reported.
});

function failWith(failure: unknown): void {
  const { code, message } = failure as { code?: string; message: string };
  if (failure instanceof NewsError && code === 'config') fail(EXIT.usage, message);
  else if (failure instanceof SystemError || failure instanceof NewsError) fail(EXIT.system, message);
  else if (isSystemError(failure)) fail(EXIT.system, new SystemError(failure.syscall ?? 'continue', failure).message);
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
  else if (!name) {
    process.stderr.write(HELP);
    process.exitCode = EXIT.usage;
  } else fail(EXIT.usage, 'Unknown command. Expected one of: relay, snapshot, archive, mcp. See newsrack --help.');
} else {
  try {
    const code = await (await command()).run(args);
    if (!isOutputLost) process.exitCode = code;
  } catch (failure) {
    failWith(failure);
    // A configuration that failed to load may have started timers or servers that would keep the process alive.
    process.exit();
  }
}
