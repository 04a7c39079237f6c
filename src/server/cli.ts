#!/usr/bin/env node
import { NewsError } from '../model/error.js';

/** The command `newsrack`. Each command reads its own options, and is loaded when it is called. */

const HELP = `newsrack relay     fetches feeds for pages that can't, as a server
newsrack snapshot  writes news to a file, for pages to read

newsrack relay --help and newsrack snapshot --help say more.
`;

/** Something is wrong with what was typed. */
const USAGE = 2;

const COMMANDS: Record<string, () => Promise<{ run(args: string[]): Promise<number | undefined> }>> = {
  relay: () => import('./relay-command.js'),
  snapshot: () => import('./snapshot-command.js'),
};

const [name = '', ...args] = process.argv.slice(2);
const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
if (!command) {
  const isAsked = ['--help', '-h', 'help'].includes(name);
  process[isAsked ? 'stdout' : 'stderr'].write(HELP);
  process.exitCode = isAsked ? 0 : USAGE;
} else {
  try {
    process.exitCode = await (await command()).run(args);
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    // Of parseArgs, or ours.
    if (!code?.startsWith('ERR_PARSE_ARGS') && !(error instanceof NewsError && code === 'config')) throw error;
    process.stderr.write(`newsrack ${name}: ${message}\n`);
    process.exitCode = USAGE;
  }
}
