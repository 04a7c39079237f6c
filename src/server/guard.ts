import { sentTags } from './entity-tags.js';
import { notText } from './text-only.js';

/** Which addresses a relay asks, and how. Every redirect is an address of its own. */

const MAX_REDIRECTS = 5;
const REDIRECTS = [301, 302, 303, 307, 308];

const ACCEPT =
  'application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, application/json;q=0.9, text/*;q=0.5';

/** Types that hold no feed, and much else to download. Any other may be wrong, or missing: the content decides. */
const MEDIA = /^\s*(?:image|audio|video|font)\//i;

/** Why an address is not asked. */
export type Rule =
  'malformed' | 'scheme' | 'credentials' | 'ip-literal' | 'port' | 'host' | 'private-address' | 'redirects';

/** An address that a relay does not ask. */
export class Refused extends Error {
  constructor(readonly rule: Rule) {
    super(`Not asked: ${rule}.`);
  }
}

/** Whom a relay may ask. */
export interface Limits {
  /** Exact names, as `hostKey` makes them. */
  hosts: ReadonlySet<string>;
  /** Origins of the owner's own machine or network, for which neither scheme nor port nor address counts. */
  local: ReadonlySet<string>;
  /** Whether `http:` is asked too. */
  http: boolean;
}

/** The same for a name with and without `www.`, and with the dot that complete names end with. */
export const hostKey = (hostname: string): string => hostname.replace(/\.$/, '').replace(/^www\./, '');

/**
 * An address that may be asked. `URL` has brought it into one form before: an IP address in any notation (decimal,
 * octal, short) is four numbers or stands in brackets, a name is in lower case and in Punycode, a default port is gone.
 * @throws Refused
 */
export function permitted(address: string, { hosts, local, http }: Limits, base?: string): URL {
  if (!URL.canParse(address, base)) throw new Refused('malformed');
  const url = new URL(address, base);
  url.hash = '';
  if (!/^https?:$/.test(url.protocol)) throw new Refused('scheme');
  if (url.username || url.password) throw new Refused('credentials');
  const isLocal = local.has(url.origin);
  if (!isLocal) {
    if (url.protocol === 'http:' && !http) throw new Refused('scheme');
    if (/^\[|^[\d.]+$/.test(url.hostname)) throw new Refused('ip-literal');
    if (url.port) throw new Refused('port');
  }
  if (!hosts.has(hostKey(url.hostname))) throw new Refused('host');
  return url;
}

/** What a host gives to ask later whether anything has changed. They hold for one address, after redirects. */
export interface Validators {
  url: string;
  etag?: string | undefined;
  modified?: string | undefined;
}

export interface Guard {
  limits: Limits;
  userAgent: string;
  /** Fetches from hosts of the world in place of the platform's `fetch`. */
  fetch: typeof fetch | undefined;
  /** From an earlier answer. */
  validators?: Validators | undefined;
  /** Told what came with an answer. */
  onAnswer?: (validators: Validators) => void;
  /** Told of a redirect for good. */
  onMoved?: (to: URL) => void;
}

/** Fetches what `limits` permit: no cookies, no headers of clients, at most five redirects, no media. */
export const guarded = (guard: Guard): typeof fetch =>
  (async (input: string, { signal }: RequestInit) => {
    let url = permitted(input, guard.limits);
    for (let redirects = 0; ; redirects++) {
      const isLocal = guard.limits.local.has(url.origin);
      const response = await ((!isLocal && guard.fetch) || fetch)(url.href, {
        redirect: 'manual',
        headers: headersFor(url.href, guard),
        ...(signal && { signal }),
      });
      const to = REDIRECTS.includes(response.status) && locationOf(response);
      if (!to) return checked(response, url.href, guard);
      discard(response);
      if (redirects === MAX_REDIRECTS) throw new Refused('redirects');
      url = permitted(to, guard.limits, url.href);
      if (response.status === 301 || response.status === 308) guard.onMoved?.(url);
    }
  }) as typeof fetch;

/** The address that a redirect leads to. Platforms give the bytes of raw UTF-8 one by one; browsers read the text. */
function locationOf({ headers }: Response): string | null {
  const written = headers.get('location');
  if (!written || !/^[\0-\xff]*$/.test(written)) return written;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(written, (char) => char.charCodeAt(0)));
  } catch {
    // Latin-1, or text already.
    return written;
  }
}

function headersFor(url: string, { userAgent, validators }: Guard): Record<string, string> {
  const { etag, modified } = validators?.url === url ? validators : {};
  return {
    Accept: ACCEPT,
    'User-Agent': userAgent,
    ...(etag && { 'If-None-Match': sentTags(etag) }),
    ...(modified && { 'If-Modified-Since': modified }),
  };
}

function checked(response: Response, url: string, { onAnswer }: Guard): Response {
  const { ok, status, headers, body } = response;
  if (!ok) discard(response);
  else if (MEDIA.test(headers.get('content-type') ?? '')) {
    discard(response);
    throw notText(url);
  } else {
    onAnswer?.({ url, etag: headers.get('etag') ?? undefined, modified: headers.get('last-modified') ?? undefined });
  }
  // Where redirects are followed by hand, `response.url` is not for the platform to know.
  const [arrayBuffer, text] = [response.arrayBuffer?.bind(response), response.text?.bind(response)];
  return { ok, status, headers, body, url, arrayBuffer, text } as Response;
}

/** Nobody wants the rest of it; a connection that has broken already is no further loss. */
function discard({ body }: Response): void {
  body?.cancel?.().catch(() => undefined);
}
