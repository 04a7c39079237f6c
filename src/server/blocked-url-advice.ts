/** Says how the owner of a server can allow a URL that it may not request. Only for logs and the owner's terminal. */
import { type BlockedUrlError, isOwnNetwork } from './ssrf-guard.js';

/**
 * Returns sentences to append to a message; empty if no option allows the URL.
 * @param nameOf returns the name of an option as the owner writes it: `local`, or `--local` in commands
 */
export function adviceFor(
  { rule, origin, isRedirect }: BlockedUrlError,
  nameOf: (option: string) => string = (option) => option,
): string {
  if (!/^https?:/.test(origin)) return '';
  const add = (option: string, value: string) => {
    const name = nameOf(option);
    return name.startsWith('-') ? `set ${name} ${value}` : `add "${value}" to ${name}`;
  };
  const seen = isRedirect ? ` It redirects to ${origin}.` : '';
  if (rule === 'host') return `${seen} If you trust that host, ${add('allow', new URL(origin).hostname)}.`;
  // Such a URL is allowed by `local` alone: `http` would still leave the port or the address blocked.
  const isLocal = isOwnNetwork(origin) || new URL(origin).port !== '';
  if (rule === 'scheme' && !isLocal) {
    const name = nameOf('http');
    return `${seen} To allow http:, set ${name}${name.startsWith('-') ? '' : ': true'}.`;
  }
  if (!['scheme', 'port', 'ip-literal', 'private-address'].includes(rule)) return seen;
  // A redirect never reaches the owner's network, so that no source can lead there.
  return isRedirect
    ? `${seen} If that is your own server, name its URL as the source, and ${add('local', origin)}.`
    : ` If it is your own server, ${add('local', origin)}.`;
}
