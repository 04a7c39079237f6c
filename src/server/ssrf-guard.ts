/** Fetches only URLs that a server may request. Each redirect is checked like the first URL. */
import { sentTags } from './entity-tags.js';
import { notText } from './text-only.js';
import { owned } from '../model/owned.js';
import { hostKey } from '../text/host.js';

const MAX_REDIRECTS = 5;
const REDIRECTS = [301, 302, 303, 307, 308];
const PERMANENT = [301, 308];

const ACCEPT =
  'application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, application/json;q=0.9, text/*;q=0.5';

/** Types that are never a feed, and are large. Other types may be wrong or missing, so the content decides. */
const MEDIA = /^\s*(?:image|audio|video|font)\//i;

/** The rule that blocks a URL. */
export type Rule =
  'malformed' | 'scheme' | 'credentials' | 'ip-literal' | 'port' | 'host' | 'private-address' | 'redirects';

/** Thrown for a URL that the server may not request. */
export class BlockedUrlError extends Error {
  constructor(
    readonly rule: Rule,
    /** The blocked URL without its path and query, which may be secret. */
    readonly origin = '',
    /** True if the URL is the target of a redirect. */
    readonly isRedirect = false,
  ) {
    super(`Blocked: ${rule}.`);
  }
}

/** Limits on the URLs that may be requested for one source. */
export interface Limits {
  /** Exact host names, as returned by `hostKey`; `any` for every host with a public address. */
  hosts: ReadonlySet<string> | 'any';
  /** Origins of the owner's own machine or network that this source names. Any scheme, port and address is allowed. */
  local: ReadonlySet<string>;
  /** Origins that the owner names for this source. Any scheme and port is allowed; the address must be public. */
  named?: ReadonlySet<string>;
  /** True if `http:` URLs are allowed too. */
  http: boolean;
}

const IP_ADDRESS = /^\[|^[\d.]+$/;

/** Names of local networks (RFC 6761, RFC 6762, RFC 8375, and names that routers assign). */
const OWN_NETWORK = /^[^.]+$|\.(?:localhost|local|internal|lan|home|intranet|corp|home\.arpa|test)$/;

/** Returns whether a host has a name of a local network, or a literal IP address. */
export function isOwnNetwork(origin: string): boolean {
  const name = new URL(origin).hostname.replace(/\.$/, '');
  return IP_ADDRESS.test(name) || OWN_NETWORK.test(name);
}

/** Returns the limits for a URL that the owner typed: any origin for the URL itself, only the public web after redirects. */
export function ownerLimits(address: string): Limits {
  const none: Limits = { hosts: 'any', local: new Set(), http: true };
  if (!URL.canParse(address)) return none;
  const { origin } = new URL(address);
  return isOwnNetwork(origin) ? { ...none, local: new Set([origin]) } : { ...none, named: new Set([origin]) };
}

/**
 * Parses and returns a URL that may be requested. `URL` normalizes it first: an IP address in any notation (decimal,
 * octal, short) becomes four numbers or stands in brackets, a name is in lower case and in Punycode, a default port is
 * dropped.
 * @param base the URL that redirects to `address`
 * @throws BlockedUrlError if it may not
 */
export function assertAllowed(address: string, { hosts, local, named, http }: Limits, base?: string): URL {
  const isRedirect = base !== undefined;
  if (!URL.canParse(address, base)) throw new BlockedUrlError('malformed', '', isRedirect);
  const url = new URL(address, base);
  url.hash = '';
  const blocked = (rule: Rule) => new BlockedUrlError(rule, url.origin, isRedirect);
  if (!/^https?:$/.test(url.protocol)) throw blocked('scheme');
  if (url.username || url.password) throw blocked('credentials');
  if (!local.has(url.origin) && !named?.has(url.origin)) {
    if (url.protocol === 'http:' && !http) throw blocked('scheme');
    if (IP_ADDRESS.test(url.hostname)) throw blocked('ip-literal');
    if (url.port) throw blocked('port');
  }
  if (hosts !== 'any' && !hosts.has(hostKey(url.hostname))) throw blocked('host');
  return url;
}

/** Validators of a response, for a later conditional request. They hold for one URL, after redirects. */
export interface Validators {
  url: string;
  etag?: string | undefined;
  modified?: string | undefined;
}

export interface Guard {
  limits: Limits;
  userAgent: string;
  /** Headers beside `User-Agent`. Default: an `Accept` header with the types of feeds. */
  headers?: Record<string, string> | undefined;
  /** Fetches from public hosts in place of the platform's `fetch`. */
  fetch: typeof fetch | undefined;
  /** Fetches from the origins of `limits.local`. Default: the platform's `fetch`. */
  localFetch?: typeof fetch | undefined;
  /** Validators from an earlier response. */
  validators?: Validators | undefined;
  /** Called before each request, redirects included. The request waits for the promise. */
  beforeRequest?: (url: URL) => Promise<void>;
  /** Called with each response that is not a redirect. */
  onResponse?: (response: Response, url: URL) => void;
  /** Called with the validators of a response. */
  onValidators?: (validators: Validators) => void;
  /** Called with the target of each permanent redirect until the first temporary one. */
  onMoved?: (to: URL) => void;
}

/** Returns a `fetch` for URLs within `limits`: no cookies, no headers of clients, at most five redirects, no media. */
export const guardedFetch = (guard: Guard): typeof fetch =>
  (async (input: string, { signal }: RequestInit) => {
    let url = assertAllowed(input, guard.limits);
    let isPermanent = true;
    for (let redirects = 0; ; redirects++) {
      await guard.beforeRequest?.(url);
      const response = await fetchOnce(url, guard, signal, redirects > 0);
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

async function fetchOnce(
  url: URL,
  guard: Guard,
  signal: AbortSignal | null | undefined,
  isRedirect: boolean,
): Promise<Response> {
  const isLocal = guard.limits.local.has(url.origin);
  const send = (isLocal ? guard.localFetch : guard.fetch) ?? fetch;
  const options = { redirect: 'manual', headers: headersFor(url.href, guard), ...(signal && { signal }) } as const;
  let response: Response;
  try {
    response = await send(url.href, options);
  } catch (cause) {
    // A `fetch` that checks IP addresses knows the rule, but not whether the URL is the target of a redirect.
    throw cause instanceof BlockedUrlError ? new BlockedUrlError(cause.rule, url.origin, isRedirect) : cause;
  }
  // The owner's own `fetch` may have followed redirects despite `redirect: 'manual'`.
  if (!isLocal && response.url) assertAllowed(response.url, guard.limits, url.href);
  return response;
}

/** Returns the target of a redirect. Platforms expose raw UTF-8 as one character per byte; it is decoded as in browsers. */
function locationOf({ headers }: Response): string | null {
  const written = headers.get('location');
  if (!written || !/^[\0-\xff]*$/.test(written)) return written;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(written, (char) => char.charCodeAt(0)));
  } catch {
    // The header is Latin-1, or decoded already.
    return written;
  }
}

function headersFor(
  url: string,
  { userAgent, validators, headers = { Accept: ACCEPT } }: Guard,
): Record<string, string> {
  const { etag, modified } = owned(validators?.url === url ? validators : undefined);
  return {
    ...headers,
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
  // `response.url` of the platform does not include the redirects that were followed here.
  const [arrayBuffer, text] = [response.arrayBuffer?.bind(response), response.text?.bind(response)];
  return { ok, status, headers, body, url, arrayBuffer, text } as Response;
}

/** Cancels a response whose body is not needed. Failures of a connection that has broken already are ignored. */
function discard({ body }: Response): void {
  body?.cancel?.().catch(() => undefined);
}
