/** Key files of `newsrack relay --key` and `--make-key`. */
import {
  type JsonWebKey,
  type KeyObject,
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
} from 'node:crypto';
import { readFile, stat, unlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { NewsError } from '../model/error.js';
import { directoryOf } from './signing/bot-signatures.js';
import type { SigningKey } from './signing/signature.js';
import { SystemError } from './system-error.js';

/** Name of the file that hosts read, as its address demands. */
const DIRECTORY = 'http-message-signatures-directory';

/** Permissions of a file that only its owner may read. */
const PRIVATE = 0o600;

const MEANINGS: Readonly<Record<string, string | undefined>> = {
  ENOENT: 'there is no such file',
  EEXIST: 'it exists already',
};

/**
 * Reads a private key: a JWK as `--make-key` writes it, or PEM (PKCS 8) as OpenSSL does.
 * @throws SystemError if there is no such file
 * @throws NewsError `config` for a file that is no private Ed25519 key. The message holds nothing of it
 */
export async function readKey(file: string): Promise<SigningKey> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => fail(`read ${file}`, cause));
  const key = parseKey(text);
  if (!key)
    throw new NewsError('config', `${file} is no private Ed25519 key. Make one with newsrack relay --make-key.`);
  return key;
}

/** Returns whether other users of the machine may read a file. Windows has no such permissions. */
export async function isPublicFile(file: string): Promise<boolean> {
  const { mode } = await stat(file);
  return process.platform !== 'win32' && (mode & 0o077) !== 0;
}

/** Returns the key in a text; `undefined` for any other text. */
export function parseKey(text: string): SigningKey | undefined {
  try {
    const key = text.trimStart().startsWith('{')
      ? createPrivateKey({ key: JSON.parse(text) as JsonWebKey, format: 'jwk' })
      : createPrivateKey(text);
    return key.asymmetricKeyType === 'ed25519' ? signingKey(key) : undefined;
  } catch {
    // Messages of parsers may quote the key.
    return undefined;
  }
}

function signingKey(key: KeyObject): SigningKey {
  const { x } = createPublicKey(key).export({ format: 'jwk' }) as { x: string };
  const jwk = { kty: 'OKP', crv: 'Ed25519', x } as const;
  return { id: thumbprint(x), jwk, sign: (text) => sign(null, Buffer.from(text), key).toString('base64') };
}

/** The hash of the members that a key must have, in the order of their names (RFC 7638 §3, RFC 8037 §2). */
const thumbprint = (x: string): string =>
  createHash('sha256').update(`{"crv":"Ed25519","kty":"OKP","x":"${x}"}`).digest('base64url');

/**
 * Makes a key, and writes it and the directory beside it. Never overwrites a file.
 * @returns the text that tells the owner what to do with both
 * @throws SystemError if a file can't be written
 */
export async function makeKey(file: string): Promise<string> {
  const directory = join(dirname(file), DIRECTORY);
  const { privateKey } = generateKeyPairSync('ed25519');
  const key = signingKey(privateKey);
  await writeNew(file, `${JSON.stringify(privateKey.export({ format: 'jwk' }))}\n`, PRIVATE);
  try {
    await writeNew(directory, directoryOf(key), 0o644);
  } catch (cause) {
    // A key without its directory is of no use.
    await unlink(file).catch(() => undefined);
    throw cause;
  }
  return `Made the key ${key.id}.

${file} is the private key. Keep it secret, and start the relay with --key ${file}.
${directory} holds the public key. A relay with --key and --base-url serves it by itself, signed, at
/.well-known/${DIRECTORY}. Any other server of the same address must answer there with this file, as
application/http-message-signatures-directory+json over HTTPS.
Then tell the services that guard your sources the address of the directory.
`;
}

const writeNew = (file: string, text: string, mode: number): Promise<void> =>
  writeFile(file, text, { flag: 'wx', mode }).catch((cause: unknown) => fail(`write ${file}`, cause));

function fail(what: string, cause: unknown): never {
  throw new SystemError(what, cause, MEANINGS[(cause as NodeJS.ErrnoException).code ?? '']);
}
