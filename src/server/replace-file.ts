/** Replaces a file as a whole, and leaves it what it was: its mode, its owner, a symbolic link. Node only. */
import { randomBytes } from 'node:crypto';
import {
  type FileHandle,
  access,
  constants,
  open,
  readFile,
  readlink,
  realpath,
  rename,
  rm,
  stat,
} from 'node:fs/promises';
import type { Stats } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { SystemError, isSystemError } from './system-error.js';

/** Symbolic links that lead on to one another, as many as Linux follows. */
const MAX_LINKS = 40;

/** Characters of a file's name that the file beside it is called by: with all of them, a long name would become too long. */
const NAME_SHOWN = 50;

/** The text in a file; `undefined` where there is no file yet. Throws before anything is fetched where none can be written. */
export async function readReplaceable(file: string): Promise<string | undefined> {
  try {
    const target = await targetOf(file);
    const known = await statOf(target);
    if (known && !known.isFile() && !known.isDirectory()) return undefined;
    if (!known?.isDirectory()) await access(dirname(target), constants.W_OK);
    return known && (await readFile(target, 'utf8'));
  } catch (cause) {
    throw namedError(`write ${file}`, cause);
  }
}

/** Replaces the file, or makes it. A process that reads it meanwhile gets the old content or the new one. */
export async function replaceFile(file: string, content: string): Promise<void> {
  try {
    const target = await targetOf(file);
    const known = await statOf(target);
    // A pipe or a terminal, such as /dev/stdout, can't be replaced.
    if (known && !known.isFile() && !known.isDirectory()) await writeInto(await open(target, 'w'), content);
    else await writeBeside(target, content, known);
  } catch (cause) {
    throw namedError(`write ${file}`, cause);
  }
}

async function writeBeside(target: string, content: string, known: Stats | undefined): Promise<void> {
  // A name that is not foreseen, and must be free: others may put links into a shared folder.
  const name = `${basename(target).slice(0, NAME_SHOWN)}.${randomBytes(6).toString('hex')}.tmp`;
  const beside = join(dirname(target), name);
  try {
    const handle = await open(beside, 'wx', known ? 0o600 : 0o666);
    await writeInto(handle, content, known);
    await rename(beside, target);
  } catch (cause) {
    await rm(beside, { force: true }).catch(() => {
      // The first error says why.
    });
    throw cause;
  }
}

async function writeInto(handle: FileHandle, content: string, known?: Stats): Promise<void> {
  try {
    await handle.writeFile(content);
    if (known) await keepOwnership(handle, known);
  } finally {
    await handle.close();
  }
}

async function keepOwnership(handle: FileHandle, { mode, uid, gid }: Stats): Promise<void> {
  const made = await handle.stat();
  // Only the system's administrator may give files away; for all others, the content counts.
  if (made.uid !== uid || made.gid !== gid) await handle.chown(uid, gid).catch(() => undefined);
  await handle.chmod(mode & 0o7777);
}

/** The file at the end of symbolic links, be it there or not. */
async function targetOf(file: string): Promise<string> {
  let target = resolve(file);
  for (let links = 0; links < MAX_LINKS; links++) {
    const found = await realpath(target).catch(ignoreMissing);
    if (found !== undefined) return found;
    const link = await readlink(target).catch(ignoreNoLink);
    // The system's own links, such as /dev/stdout, may lead to what has no path.
    if (link === undefined || /^\w+:\[/.test(link)) return target;
    target = resolve(await realpath(dirname(target)), link);
  }
  return target;
}

const statOf = (path: string): Promise<Stats | undefined> => stat(path).catch(ignoreMissing);

function ignoreMissing(cause: unknown): undefined {
  if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
}

const ignoreNoLink = (cause: unknown): undefined =>
  (cause as NodeJS.ErrnoException).code === 'EINVAL' ? undefined : ignoreMissing(cause);

const namedError = (what: string, cause: unknown): unknown =>
  isSystemError(cause) ? new SystemError(what, cause) : cause;
