/** Detects the charset of a document. */
import { asWindows1252 } from '../values/windows-1252.js';

/** Decodes bytes (`Response.text()` would decode all as UTF-8). */
export function decode(bytes: Uint8Array, contentType: string): string {
  const head = String.fromCharCode(...bytes.subarray(0, 200));
  const mark = /^(?:(\xef\xbb\xbf)|(\xff\xfe)|\xfe\xff)/.exec(head);
  const marked = mark ? (mark[1] ? 'utf-8' : mark[2] ? 'utf-16le' : 'utf-16be') : unmarked16(head);
  const fromHeader = /charset\s*=\s*["']?([\w:.-]+)/i.exec(contentType)?.[1];
  const declared = /<\?xml[^>]*\sencoding\s*=\s*["']([\w:.-]+)/i.exec(head)?.[1];
  // A declaration that is readable as single bytes can't be in UTF-16, even if it says so.
  for (const label of [marked, fromHeader, declared?.replace(/^utf-?16.*/i, 'utf-8')]) {
    const decoder = label && decoderFor(label);
    if (decoder && !isMostlyWrong(decoder, bytes)) return decodeWith(decoder, bytes);
  }
  // Without any declaration, documents that are not UTF-8 are in practice windows-1252.
  return decodeWith(decoderFor('utf-8', bytes) ?? new TextDecoder('windows-1252'), bytes);
}

/** UTF-16 without a byte order mark: every second byte of markup is 0. */
const unmarked16 = (head: string) =>
  /^(?:[<{]\0[^\0]\0)/.test(head) ? 'utf-16le' : /^\0[<{]\0[^\0]/.test(head) ? 'utf-16be' : undefined;

/** Returns whether bytes declared as UTF-8 hold more invalid sequences than letters beyond ASCII. Then the declaration is wrong. */
function isMostlyWrong({ encoding }: TextDecoder, bytes: Uint8Array): boolean {
  if (encoding !== 'utf-8') return false;
  const beyond = new TextDecoder().decode(bytes).match(/[^\0-\x7f]/gu) ?? [];
  const wrong = beyond.filter((character) => character === '\ufffd').length;
  // A single invalid sequence is ignored.
  return wrong > 1 && wrong > beyond.length / 2;
}

function decodeWith(decoder: TextDecoder, bytes: Uint8Array): string {
  const text = decoder.decode(bytes);
  return decoder.encoding === 'windows-1252' ? asWindows1252(text) : text;
}

/** A decoder for a charset, if there is one; with `bytes`, only if they are in that charset. */
function decoderFor(label: string, bytes?: Uint8Array): TextDecoder | undefined {
  try {
    if (bytes) new TextDecoder(label, { fatal: true }).decode(bytes);
    return new TextDecoder(label);
  } catch {
    // An unknown charset, or another: the next clue decides.
    return undefined;
  }
}
