/** Reads the head of a page from a response, and no more of it. */
import { decode } from '../../providers/formats/charset.js';

/** Maximum number of bytes of a page that are read. */
export const MAX_HEAD = 128 * 1024;

const END = /<\/head[\s>]|<body[\s>]/i;

/** Number of characters of `</head>` that may stand in the piece before. */
const OVERLAP = 7;

/** Returns the text of a page up to the end of its head, at most 128 KB. Cancels the rest. */
export async function readHead({ body, headers }: Response): Promise<string> {
  const bytes = await firstBytes(body);
  const type = headers.get('content-type') ?? '';
  return decode(bytes, /charset\s*=/i.test(type) ? type : charsetIn(bytes));
}

/** Pages declare their charset within the first 1,024 bytes, says HTML. Returns the declaration. */
function charsetIn(bytes: Uint8Array): string {
  const start = String.fromCharCode(...bytes.subarray(0, 1024));
  return /<meta[^<>]{0,200}?charset\s*=\s*["']?[\w:.-]+/i.exec(start)?.[0] ?? '';
}

async function firstBytes(body: Response['body']): Promise<Uint8Array> {
  const reader = body?.getReader();
  if (!reader) return new Uint8Array();
  const bytes = new Uint8Array(MAX_HEAD);
  let size = 0;
  try {
    for (let tail = ''; size < MAX_HEAD;) {
      const { done, value } = await reader.read();
      if (done) break;
      const part = (value as Uint8Array).subarray(0, MAX_HEAD - size);
      bytes.set(part, size);
      size += part.length;
      const text = tail + latin1(part);
      if (END.test(text)) break;
      tail = text.slice(-OVERLAP);
    }
  } finally {
    reader.cancel().catch(() => undefined);
  }
  return bytes.subarray(0, wholeCharacters(bytes, size));
}

const latin1 = (bytes: Uint8Array): string => new TextDecoder('latin1').decode(bytes);

/** Returns the size without a character of UTF-8 that is cut off at the end. */
function wholeCharacters(bytes: Uint8Array, size: number): number {
  let start = size;
  while (start > size - 4 && start > 0 && (bytes[start - 1]! & 0xc0) === 0x80) start--;
  const lead = bytes[start - 1] ?? 0;
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
  return start - 1 + length > size ? start - 1 : size;
}
