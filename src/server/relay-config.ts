/** Loads the file of `newsrack relay --config`. Node only. */
import { access, constants } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { NewsError } from '../model/error.js';
import { owned } from '../model/owned.js';
import { checkOptions, isObject } from './check-options.js';
import type { PagesConfig } from './pages/mount-pages.js';
import { RELAY_OPTIONS, type RelayOptions, readOptions } from './relay-options.js';
import { SystemError, firstLine, isSystemError } from './system-error.js';

/** The options in a file: those of the relay, of its pages, and of its crawler. */
export type Config = RelayOptions & { pages?: PagesConfig; pictures?: boolean; key?: string };

/**
 * Returns the options in a file.
 * @throws NewsError `config` for invalid options
 * @throws SystemError for a file that can't be read or loaded
 */
export async function configIn(file: string): Promise<Config> {
  const { pages, pictures, key, ...given } = owned((await objectIn(file)) as Config);
  if (pictures !== undefined && typeof pictures !== 'boolean')
    throw new NewsError('config', 'Invalid pictures in --config. Expected: true or false.');
  if (key !== undefined && (typeof key !== 'string' || !key))
    throw new NewsError('config', 'Invalid key in --config. Expected: the name of a file.');
  const options = checkOptions<RelayOptions>(given, RELAY_OPTIONS, { by: '--config' });
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
    throw new SystemError(`load ${file}`, cause, firstLine(why));
  } finally {
    stop();
  }
}

/** Meanings of error codes for files that are read, where they differ from those for files that are written. */
const READ_MEANINGS: Readonly<Record<string, string | undefined>> = { ENOENT: 'there is no such file' };
