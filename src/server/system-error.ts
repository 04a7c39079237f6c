/** Errors of the operating system that a command reports in one line: a full disk, a missing folder, a port in use. */

/** Explanations of the system's error codes. */
const MEANINGS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EAI_AGAIN: 'no name server answered',
  EADDRINUSE: 'the port is in use',
  EADDRNOTAVAIL: 'this machine does not have that address',
  ECONNREFUSED: 'the connection was refused',
  ECONNRESET: 'the connection broke off',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'the file is too large',
  EHOSTUNREACH: 'there is no route to the host',
  EISDIR: 'it is a folder',
  EIO: 'the disk failed',
  ELOOP: 'its symbolic links run in a circle',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'the name is too long',
  ENETUNREACH: 'there is no route to the host',
  ENOENT: 'the folder does not exist',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a part of the path is not a folder',
  ENOTFOUND: 'the host does not exist',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ESERVFAIL: 'no name server answered',
  ETIMEDOUT: 'the connection timed out',
  ETIMEOUT: 'no name server answered',
};

/** Returns what a code of the system, of DNS or of TLS means; `undefined` if it is not known. */
export const meaningOf = (code: string): string | undefined =>
  Object.hasOwn(MEANINGS, code)
    ? MEANINGS[code]
    : /CERT|SIGNATURE/.test(code)
      ? 'the certificate of the host is not valid'
      : undefined;

/** An action that the operating system rejected. Its message is one line. */
export class SystemError extends Error {
  constructor(what: string, cause: unknown, meaning?: string) {
    // Modules may throw any value, including null.
    const { code = '', message = String(cause) } = (cause ?? {}) as Partial<NodeJS.ErrnoException>;
    const why = meaning ?? meaningOf(code) ?? firstLine(message);
    super(`Can't ${what}: ${why}${code && !why.includes(code) ? ` (${code})` : ''}.`, { cause });
  }
}

/** Returns whether an exception comes from the operating system. */
export const isSystemError = (failure: unknown): failure is NodeJS.ErrnoException =>
  failure instanceof Error &&
  'syscall' in failure &&
  /^E[A-Z0-9]+$/.test(String((failure as NodeJS.ErrnoException).code));

export const firstLine = (text: string): string => /^[^\r\n]*/.exec(text)![0].replace(/\.$/, '');
