import { expect } from 'chai';
import { writeTimestamp } from '../../src/network/lock.js';
import { settings } from '../../src/network/settings.js';

/**
 * The services in a page: every address but those of the page's own host is asked for at the local server that answers
 * as the real one does (`test/services/server/`). What there is to play, `scenarios.js` there says in a table.
 */

/** A request that reached the server. */
export interface SeenRequest {
  method: string;
  scenario: string;
  host: string;
  /** Without the query. */
  path: string;
  /** As the library asked for it. */
  address: string;
  headers: Record<string, string>;
  isPreflight: boolean;
  /** Missing while no answer was sent, and where none was. */
  status?: number;
  /** True if the whole answer was sent. */
  isComplete: boolean;
}

const { origin } = (await (await fetch('/services.json')).json()) as { origin: string };

// Requests are filed under a run, so that a late one of an earlier test is none of the next.
const newRun = () => Math.random().toString(36).slice(2);
let run = newRun();

/** Returns the address of the server that stands in for another address. */
function localAddress(address: string, scenario: string): string {
  const { host, pathname, search } = new URL(address);
  return `${origin}/${encodeURIComponent(`${scenario}~${run}`)}/${host}${pathname}${search}`;
}

/** The address that the server answered for: another than was asked for, after a redirect. */
const addressBehind = (local: string) => local.replace(/^http:\/\/[^/]+\/[^/]+\//, 'https://');

/**
 * From now on, requests of `loadFeed` and all elements meet a scenario; `byHost` names others for some hosts.
 * `restoreServices` ends that.
 */
export function useServices(scenario = 'ok', byHost: Record<string, string> = {}): void {
  settings.fetch = async (input, init) => {
    const address = new URL(input instanceof Request ? input.url : input, document.baseURI);
    if (address.origin === location.origin) return fetch(input, init);
    const response = await fetch(localAddress(address.href, byHost[address.host] ?? scenario), init);
    return Object.defineProperty(response, 'url', { value: addressBehind(response.url) });
  };
}

/** Forgets what was seen, and that services were asked a moment ago or turned anybody away. */
export function reset(): void {
  run = newRun();
  for (const name of ['turn:gdelt', 'rest:gdelt']) writeTimestamp(name, 0);
}

export function restoreServices(): void {
  settings.fetch = undefined;
  reset();
}

const seen = async (option = ''): Promise<SeenRequest[]> =>
  (await fetch(`${origin}/-/requests?run=${run}${option}`)).json();

/** All requests since the last `reset` or `restoreServices`, in order. */
export const requestsSeen = (): Promise<SeenRequest[]> => seen();

/** The same, as soon as none of them is open: answered, cut off, or given up by the page. */
export const requestsEnded = (): Promise<SeenRequest[]> => seen('&ended');

/** Returns the requested addresses, legibly. */
export const addressesSeen = async (): Promise<string[]> =>
  (await seen()).map(({ address }) => decodeURIComponent(address));

// What browsers send with every request.
const OF_BROWSERS =
  /^(?:host|connection|origin|referer|user-agent|accept|accept-encoding|accept-language|cache-control|pragma|priority|sec-.*)$/;

/** Expects requests that a browser sends without asking first, and that say nothing of who is in front of it. */
export async function expectPlainRequests(): Promise<void> {
  for (const { method, headers, isPreflight } of await seen()) {
    expect(method).to.equal('GET');
    expect(isPreflight).to.equal(false);
    expect(headers.origin).to.equal(location.origin);
    expect(Object.keys(headers).filter((name) => !OF_BROWSERS.test(name))).to.deep.equal([]);
  }
}

/** Each test of a file meets the services as they are on a good day, and must leave nothing but plain requests behind. */
export function inEachTest(): void {
  beforeEach(() => {
    reset();
    useServices();
  });
  afterEach(async () => {
    await expectPlainRequests();
    restoreServices();
  });
}
