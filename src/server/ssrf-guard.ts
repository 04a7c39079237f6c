/** Decides which addresses a server may request, and requests them. Every redirect is an address of its own. */
import { sentTags } from './entity-tags.js';
import { notText } from './text-only.js';
import { hostKey } from '../text/host.js';

const MAX_REDIRECTS = 5;
const REDIRECTS = [301, 302, 303, 307, 308];
const PERMANENT = [301, 308];

const ACCEPT =
  'application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, application/json;q=0.9, text/*;q=0.5';

/** Types that hold no feed, and much else to download. Any other may be wrong, or missing: the content decides. */
const MEDIA = /^\s*(?:image|audio|video|font)\//i;

/** Why an address is not requested. */
export type Rule =
  'malformed' | 'scheme' | 'credentials' | 'ip-literal' | 'port' | 'host' | 'private-address' | 'redirects';

/** An address that the server may not request. */
export class BlockedUrlError extends Error {
  constructor(readonly rule: Rule) {
    super(`Blocked: ${rule}.`);
  }
}

/** Where requests for one source may go. */
export interface Limits {
  /** Exact names, as `hostKey` makes them; `any` for every host with a public address. */
  hosts: ReadonlySet<string> | 'any';
  /** Origins of the owner's own machine or network that this very source names: scheme, port and address are free. */
  local: ReadonlySet<string>;
  /** Origins that the owner names for this source: scheme and port are free, the address must be public. */
  named?: ReadonlySet<string>;
  /** Whether `http:` addresses are allowed too. */
  http: boolean;
}

const IP_ADDRESS = /^\[|^[\d.]+$/;

/** Names that only exist in a network of one's own (RFC 6761, RFC 6762, RFC 8375, and what routers hand out). */
const OWN_NETWORK = /^[^.]+$|\.(?:localhost|local|internal|lan|home|intranet|corp|home\.arpa|test)$/;

/** Limits for an address that the owner typed: to that origin whatever it is, and to the public web after redirects. */
export function ownerLimits(address: string): Limits {
  const none: Limits = { hosts: 'any', local: new Set(), http: true };
  if (!URL.canParse(address)) return none;
  const { origin, hostname } = new URL(address);
  const name = hostname.replace(/\.$/, '');
  const isOwn = IP_ADDRESS.test(name) || OWN_NETWORK.test(name);
  return isOwn ? { ...none, local: new Set([origin]) } : { ...none, named: new Set([origin]) };
}

/**
 * An address that may be requested. `URL` has brought it into one form before: an IP address in any notation (decimal,
 * octal, short) is four numbers or stands in brackets, a name is in lower case and in Punycode, a default port is gone.
 * @throws BlockedUrlError
 */
export function assertAllowed(address: string, { hosts, local, named, http }: Limits, base?: string): URL {
  if (!URL.canParse(address, base)) throw new BlockedUrlError('malformed');
  const url = new URL(address, base);
  url.hash = '';
  if (!/^https?:$/.test(url.protocol)) throw new BlockedUrlError('scheme');
  if (url.username || url.password) throw new BlockedUrlError('credentials');
  if (!local.has(url.origin) && !named?.has(url.origin)) {
    if (url.protocol === 'http:' && !http) throw new BlockedUrlError('scheme');
    if (IP_ADDRESS.test(url.hostname)) throw new BlockedUrlError('ip-literal');
    if (url.port) throw new BlockedUrlError('port');
  }
  if (hosts !== 'any' && !hosts.has(hostKey(url.hostname))) throw new BlockedUrlError('host');
  return url;
}

/** What a host gives to find out later whether anything has changed. They hold for one address, after redirects. */
export interface Validators {
  url: string;
  etag?: string | undefined;
  modified?: string | undefined;
}

export interface Guard {
  limits: Limits;
  userAgent: string;
  /** Fetches from public hosts in place of the platform's `fetch`. */
  fetch: typeof fetch | undefined;
  /** From an earlier response. */
  validators?: Validators | undefined;
  /** Called before each request, redirects included; the request is made when it has resolved. */
  beforeRequest?: (url: URL) => Promise<void>;
  /** Called with each response that is no redirect. */
  onResponse?: (response: Response, url: URL) => void;
  /** Called with what came with a response. */
  onValidators?: (validators: Validators) => void;
  /** Called with the target of a permanent redirect, as long as only permanent ones came before it. */
  onMoved?: (to: URL) => void;
}

/** Fetches what `limits` allow: no cookies, no headers of clients, at most five redirects, no media. */
export const guardedFetch = (guard: Guard): typeof fetch =>
  (async (input: string, { signal }: RequestInit) => {
    let url = assertAllowed(input, guard.limits);
    let isPermanent = true;
    for (let redirects = 0; ; redirects++) {
      await guard.beforeRequest?.(url);
      const response = await fetchOnce(url, guard, signal);
      const to = REDIRECTS.includes(response.status) && locationOf(response);
      if (!to) {
        guard.onResponse?.(response, url);
        return checked(response, url.href, guard);
      }
      discard(response);
      if (redirects === MAX_REDIRECTS) throw new BlockedUrlError('redirects');
      url = assertAllowed(to, guard.limits, url.href);
      isPermanent &&= PERMANENT.includes(response.status);
      if (isPermanent) guard.onMoved?.(url);
    }
  }) as typeof fetch;

async function fetchOnce(url: URL, guard: Guard, signal: AbortSignal | null | undefined): Promise<Response> {
  const own = guard.limits.local.has(url.origin) ? undefined : guard.fetch;
  const response = await (own ?? fetch)(url.href, {
    redirect: 'manual',
    headers: headersFor(url.href, guard),
    ...(signal && { signal }),
  });
  // A `fetch` of the owner's may have followed redirects all the same.
  if (own && response.url) assertAllowed(response.url, guard.limits);
  return response;
}

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

function checked(response: Response, url: string, { onValidators }: Guard): Response {
  const { ok, status, headers, body } = response;
  if (!ok) discard(response);
  else if (MEDIA.test(headers.get('content-type') ?? '')) {
    discard(response);
    throw notText(url);
  } else {
    const [etag, modified] = [headers.get('etag') ?? undefined, headers.get('last-modified') ?? undefined];
    onValidators?.({ url, etag, modified });
  }
  // Where redirects are followed by hand, `response.url` is not for the platform to know.
  const [arrayBuffer, text] = [response.arrayBuffer?.bind(response), response.text?.bind(response)];
  return { ok, status, headers, body, url, arrayBuffer, text } as Response;
}

/** Ends a response whose body is not wanted; a connection that has broken already is no further loss. */
function discard({ body }: Response): void {
  body?.cancel?.().catch(() => undefined);
}
