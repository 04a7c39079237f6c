/** Replaces a file atomically, and keeps its mode, its owner and symbolic links to it. Node only. */
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
import { basename, dirname, join, resolve, sep } from 'node:path';
import { SystemError, isSystemError } from './system-error.js';

/** Maximum number of symbolic links to follow, as in Linux. */
const MAX_LINKS = 40;

/** Number of characters of the target's name in the name of the temporary file, which must not become too long. */
const NAME_PREFIX = 50;

/**
 * Returns the text of a file; `undefined` if there is none yet.
 * @throws if the file can't be written later, so that a command fails before it requests anything
 */
export async function readReplaceable(file: string): Promise<string | undefined> {
  try {
    const target = await targetOf(file);
    const known = await statOf(target);
    if (known && !known.isFile() && !known.isDirectory()) return undefined;
    if (!known?.isDirectory()) await access(dirname(target), constants.W_OK);
    // Renaming would replace a read-only file too, which its owner does not expect.
    if (known?.isFile()) await access(target, constants.W_OK);
    return known && (await readFile(target, 'utf8'));
  } catch (cause) {
    throw namedError(`write ${file}`, cause);
  }
}

/** Replaces or creates a file. A process that reads it at the same time gets either the old content or the new one. */
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
  // An unpredictable name that must not exist: other users may create links in a shared folder.
  const name = `${basename(target).slice(0, NAME_PREFIX)}.${randomBytes(6).toString('hex')}.tmp`;
  const beside = join(dirname(target), name);
  try {
    const handle = await open(beside, 'wx', known ? 0o600 : 0o666);
    await writeInto(handle, content, known);
    await rename(beside, target);
  } catch (cause) {
    await rm(beside, { force: true }).catch(() => {
      // The first error is the one to report.
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
  // Only root may change the owner of a file. For other users, writing the content is enough.
  if (made.uid !== uid || made.gid !== gid) await handle.chown(uid, gid).catch(() => undefined);
  await handle.chmod(mode & 0o7777);
}

/** Follows symbolic links to the file itself, which may not exist yet. */
async function targetOf(file: string): Promise<string> {
  // `resolve` drops a last slash, which says that this is a folder: fails if there is none.
  if (file.endsWith('/') || file.endsWith(sep)) await realpath(file);
  let target = resolve(file);
  for (let links = 0; links < MAX_LINKS; links++) {
    const found = await realpath(target).catch(ignoreMissing);
    if (found !== undefined) return found;
    const link = await readlink(target).catch(ignoreNoLink);
    // Links of the system, such as /dev/stdout, may point to something without a path.
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
