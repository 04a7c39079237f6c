/** The name of an author as feeds in XML write it. */
import type { Decoders } from '../values/decoders.js';
import { htmlText } from '../../text/coerce.js';

/** `mail@example.org (Name)`, as RSS wants authors; a mail address alone names nobody. */
export function authorName(written: string | undefined, decoders: Decoders): string | undefined {
  const name = htmlText(written, decoders);
  if (!name?.includes('@')) return name;
  const found = /^[^\s@]+@[^\s(]+(?:\s+\((.+)\))?$/.exec(name);
  if (found) return found[1];
  decoders.needsFull ||= true;
  return decoders.author ? decoders.author(name) : name;
}
