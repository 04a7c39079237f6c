/** Decodes the `Content-Encoding` of responses, as leniently as browsers do. */
import { promisify } from 'node:util';
import { brotliDecompress, constants, gunzip, inflate, inflateRaw } from 'node:zlib';
import { tooLarge } from '../network/http-errors.js';
import { NewsError } from '../model/error.js';

type Decode = (bytes: Buffer, maxBytes: number) => Promise<Buffer>;
type Attempt = [decode: Decode, bytes: Buffer];

/** Creates a decoder that accepts truncated bodies, as browsers do. The feed parser decides whether the text is enough. */
const inflateWith = (decode: typeof gunzip): Decode => {
  const run = promisify<Buffer, object, Buffer>(decode);
  return (bytes, maxBytes) => run(bytes, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: maxBytes });
};

const fromGzip = inflateWith(gunzip);
const fromZlib = inflateWith(inflate);
const fromRaw = inflateWith(inflateRaw);

const fromBrotli: Decode = (bytes, maxBytes) =>
  promisify<Buffer, object, Buffer>(brotliDecompress)(bytes, {
    finishFlush: constants.BROTLI_OPERATION_FLUSH,
    maxOutputLength: maxBytes,
  });

/** Decoders by encoding. Servers also send charsets, `none` and other words, which are ignored as in browsers. */
const DECODERS = new Map<string, Decode>([
  ['gzip', expand],
  ['x-gzip', expand],
  ['deflate', expand],
  ['br', fromBrotli],
]);

/** Maximum number of encodings of a body. Servers apply fewer, and each takes memory. */
const MAX_ENCODINGS = 5;

/** Detects text that is not compressed: some servers forget to compress, or name one encoding twice. */
const TEXT = /^(?:\xef\xbb\xbf)?\s*(?:<[?!a-z]|\{\s*["}])/i;

/** Returns the encodings in a header, in the order of decoding. */
export const encodingsIn = (header = ''): string[] =>
  header
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => DECODERS.has(name))
    .reverse();

/**
 * Decodes a body.
 * @param maxBytes limit for the body, before and after each step
 * @throws NewsError `format` for a body that can't be decompressed, `too-large` beyond the limit
 */
export async function decodeBody(
  body: AsyncIterable<Buffer>,
  encodings: string[],
  { url, maxBytes }: { url: string; maxBytes: number },
): Promise<Buffer> {
  if (encodings.length > MAX_ENCODINGS) throw unreadable(url);
  let bytes = await collect(body, url, maxBytes);
  for (const name of encodings) {
    if (TEXT.test(bytes.toString('latin1', 0, 200))) break;
    try {
      bytes = await DECODERS.get(name)!(bytes, maxBytes);
    } catch (cause) {
      throw isTooLarge(cause) ? tooLarge(url, maxBytes) : unreadable(url, cause);
    }
  }
  return bytes;
}

async function collect(body: AsyncIterable<Buffer>, url: string, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > maxBytes) throw tooLarge(url, maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const unreadable = (url: string, cause?: unknown) =>
  new NewsError('format', `The response of ${url} can't be decompressed.`, { source: url, cause });

const isTooLarge = (error: unknown) => (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';

/**
 * Decodes `gzip` and `deflate` by content, since servers mix them up. `deflate` means the zlib format, but IIS and
 * others send the raw stream. Ignores a wrong checksum and trailing bytes, as browsers do.
 */
async function expand(bytes: Buffer, maxBytes: number): Promise<Buffer> {
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const raw = (from: number): Attempt => [fromRaw, bytes.subarray(from)];
  const attempts: Attempt[] = isGzip
    ? [[fromGzip, bytes], raw(gzipHeaderLength(bytes))]
    : isZlib(bytes)
      ? [[fromZlib, bytes], raw(2), raw(0)]
      : [raw(0)];
  let failure: unknown;
  for (const [decode, part] of attempts) {
    try {
      return await decode(part, maxBytes);
    } catch (cause) {
      if (isTooLarge(cause)) throw cause;
      failure ??= cause;
    }
  }
  throw failure;
}

/** Returns whether bytes begin with a zlib header: method 8, and two bytes that are a multiple of 31 (RFC 1950 §2.2). */
const isZlib = (bytes: Buffer) => bytes.length > 1 && (bytes[0]! & 15) === 8 && bytes.readUInt16BE(0) % 31 === 0;

/** Returns the length of a gzip header: ten bytes, and the fields named by its flags (RFC 1952 §2.3). */
function gzipHeaderLength(bytes: Buffer): number {
  const [CHECK, EXTRA, NAME, COMMENT] = [2, 4, 8, 16];
  const flags = bytes[3] ?? 0;
  let at = 10;
  if (flags & EXTRA) at += 2 + ((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8));
  for (const text of [NAME, COMMENT]) if (flags & text) at = bytes.indexOf(0, at) + 1 || bytes.length;
  return flags & CHECK ? at + 2 : at;
}
