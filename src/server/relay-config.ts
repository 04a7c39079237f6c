/** Loads the file of `newsrack relay --config`. Node only. */
import { spawnSync } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { NewsError } from '../model/error.js';
import { owned } from '../model/owned.js';
import { attributeName } from '../model/values.js';
import { booleanOption, checkOptions, isObject, option, optionsSchema, textOption } from './check-options.js';
import type { PagesConfig } from './pages/mount-pages.js';
import { RELAY_OPTIONS, type RelayOptions, readOptions } from './relay-options.js';
import { SystemError, firstLine, isSystemError } from './system-error.js';

/** The options in a file: those of the relay, of its pages, and of its crawler. */
export type Config = RelayOptions & { pages?: PagesConfig | boolean; pictures?: boolean; key?: string };

const CONFIG_OPTIONS = optionsSchema({
  ...RELAY_OPTIONS.shape,
  pages: option((value) => typeof value === 'boolean' || isObject(value), 'true, false or an object of options'),
  pictures: booleanOption,
  key: textOption,
});

/** Options that only the command line has. */
const FLAGS_ONLY = ['opml', 'port', 'host', 'perMinute', 'proxy', 'baseUrl', 'title'];

/**
 * Returns the options in a file.
 * @throws NewsError `config` for invalid options
 * @throws SystemError for a file that can't be read or loaded
 */
export async function configIn(file: string): Promise<Config> {
  const all = owned((await objectIn(file)) as Config);
  const flag = FLAGS_ONLY.find((name) => name in all);
  if (flag) throw new NewsError('config', `Invalid ${flag} in --config. Set it as --${attributeName(flag)}.`);
  // Without the value, which may be the key itself.
  if (all.key !== undefined && (typeof all.key !== 'string' || !all.key))
    throw new NewsError('config', 'Invalid key in --config. Expected: the name of a file.');
  const { pages, pictures, key, ...given } = checkOptions<Config>(all, CONFIG_OPTIONS, { by: '--config' });
  const options: RelayOptions = given;
  // Checks the values too, so that messages name the file. The relay itself logs its advice later.
  readOptions({ ...options, log: () => {} }, { by: '--config' });
  return {
    ...options,
    ...(pages !== undefined && { pages }),
    ...(pictures !== undefined && { pictures }),
    ...(key !== undefined && { key }),
  };
}

async function objectIn(file: string): Promise<object> {
  const given = await defaultOf(file);
  if (!isObject(given)) {
    throw new NewsError('config', 'Invalid --config. Expected: a module whose default export is an object of options.');
  }
  return given;
}

/** Time limit for loading a configuration, in milliseconds. */
const LOAD_TIMEOUT = 10_000;

/**
 * Rejects when a module does not load in time, or when the event loop is empty before it has loaded. Prints a message
 * when the module ends the process.
 */
function watchLoading(file: string): { failed: Promise<never>; stop: () => void } {
  let stop = () => {};
  const failed = new Promise<never>((_resolve, reject) => {
    const giveUp = () => reject(new SystemError(`load ${file}`, undefined, 'it never finishes'));
    const reportExit = () => {
      process.exitCode = 3;
      process.stderr.write(`newsrack relay: Can't load ${file}: it ended the process.\n`);
    };
    const timer = setTimeout(giveUp, LOAD_TIMEOUT).unref();
    process.once('beforeExit', giveUp).once('exit', reportExit);
    stop = () => {
      clearTimeout(timer);
      process.off('beforeExit', giveUp).off('exit', reportExit);
    };
  });
  // The promise may reject before anything awaits it.
  failed.catch(() => {});
  return { failed, stop };
}

/** Returns the default export of a module, with its getters evaluated here: a module may throw any value. */
async function defaultOf(file: string): Promise<unknown> {
  const path = resolve(file);
  const { failed, stop } = watchLoading(file);
  try {
    await access(path, constants.R_OK);
    const module = (await Promise.race([import(pathToFileURL(path).href), failed])) as { default?: unknown };
    return isObject(module.default) ? { ...module.default } : module.default;
  } catch (cause) {
    if (cause instanceof SystemError) throw cause;
    if (isSystemError(cause)) throw new SystemError(`read ${file}`, cause, READ_MEANINGS[cause.code ?? '']);
    const why = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
    const line = cause instanceof SyntaxError ? lineOf(path) : '';
    throw new SystemError(`load ${file}${line && `, line ${line}`}`, cause, firstLine(why));
  } finally {
    stop();
  }
}

/** Returns the line of an error of syntax; empty if it is in another file. `import()` keeps it to itself, another process prints it. */
function lineOf(path: string): string {
  const { stderr } = spawnSync(process.execPath, ['--check', path], { encoding: 'utf8', timeout: LOAD_TIMEOUT });
  return /^[^\n]*:(\d+)\n/.exec(stderr)?.[1] ?? '';
}

/** Meanings of error codes for files that are read, where they differ from those for files that are written. */
const READ_MEANINGS: Readonly<Record<string, string | undefined>> = { ENOENT: 'there is no such file' };
