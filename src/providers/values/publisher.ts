import { hostOf } from '../../text/host.js';

/** The publisher of an article of which only the address is known: the host. */
export function publisherOf(url: string | undefined): { name: string; url: string } | undefined {
  const name = hostOf(url);
  return name === undefined ? undefined : { name, url: `${new URL(url!).origin}/` };
}
