/** The name of an author as feeds in XML write it. */
import { rare } from '../values/rarities.js';
import { htmlText } from '../values/tolerant.js';

/** `mail@example.org (Name)`, as RSS wants authors; a mail address alone names nobody. */
export function authorName(written: string | undefined): string | undefined {
  const name = htmlText(written);
  if (!name?.includes('@')) return name;
  const found = /^[^\s@]+@[^\s(]+(?:\s+\((.+)\))?$/.exec(name);
  if (found) return found[1];
  rare.isMissed = true;
  return rare.author ? rare.author(name) : name;
}
