/** Reads the name of an author in XML feeds. */
import type { Decoders } from '../values/decoders.js';
import { htmlText } from '../../text/coerce.js';

/** Returns the name in `mail@example.org (Name)`, the format of RSS. A mail address alone has no name. */
export function authorName(written: string | undefined, decoders: Decoders): string | undefined {
  const name = htmlText(written, decoders);
  if (!name?.includes('@')) return name;
  const found = /^[^\s@]+@[^\s(]+(?:\s+\((.+)\))?$/.exec(name);
  if (found) return found[1];
  decoders.needsFull ||= true;
  return decoders.author ? decoders.author(name) : name;
}
