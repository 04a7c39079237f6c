/**
 * A server that stands for the services that newsrack reads: `/{scenario}/{host}{path}` is what `https://{host}{path}`
 * answers in that scenario (`scenarios.js`). It listens on another origin than the test pages, so that the browser's own
 * checks decide what these may read.
 *
 * `{scenario}~{run}` files the request under a run; `/-/requests?run={run}` gives what a run has asked so far, and with
 * `&ended` as soon as no request of it is open.
 */
import { createServer } from 'node:http';
import { feeds } from './feeds.js';
import { forem } from './forem.js';
import { gdelt } from './gdelt.js';
import { ghost } from './ghost.js';
import { guardian } from './guardian.js';
import { hackerNews } from './hacker-news.js';
import { mastodon } from './mastodon.js';
import { answerOf } from './scenarios.js';
import { spaceflightNews } from './spaceflight-news.js';
import { STORIES } from './stories.js';
import { wordpressCom } from './wordpress-com.js';
import { wordpress } from './wordpress.js';

/**
 * Each has `name`, `serves(host)`, `answer(request, stories)` → `{ status?, type?, headers?, body }` with a body of text
 * or what is sent as JSON, `error(status, request)` → the same, `cors(request, status)` → headers, and `scenarios`.
 */
const SERVICES = [feeds, forem, gdelt, ghost, guardian, hackerNews, mastodon, spaceflightNews, wordpressCom, wordpress];

const MAX_KEPT = 2000;

/** Starts the server on a free port. */
export async function startServices() {
  const kept = [];
  const server = createServer((incoming, outgoing) => {
    // A connection that was used before is tried twice when it breaks; one request is to be one request.
    outgoing.shouldKeepAlive = false;
    const url = new URL(incoming.url, 'http://services.invalid');
    if (url.pathname === '/-/requests') return void report(kept, url.searchParams, outgoing);
    const request = readRequest(incoming, url);
    kept.push(entryOf(request, incoming, outgoing));
    if (kept.length > MAX_KEPT) kept.shift();
    respond(request, outgoing);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      // Some may be waiting for an answer that never comes.
      server.closeAllConnections();
      await closed;
    },
  };
}

function readRequest({ method, headers }, { pathname, search, searchParams }) {
  const [, first = '', host = '', path = '/'] = /^\/([^/]*)\/([^/]*)(\/.*)?$/.exec(pathname) ?? [];
  const [scenario, run = ''] = decodeURIComponent(first).split('~');
  const isPreflight = method === 'OPTIONS' && 'access-control-request-method' in headers;
  return {
    ...{ method, headers, scenario, run, host, path, isPreflight },
    query: searchParams,
    origin: headers.origin,
    address: `https://${host}${path}${search}`,
    local: (address) => address.replace(/^https:\//, `/${first}`),
  };
}

/** Record of a request. `ended` settles when nothing more will come of it. */
function entryOf({ method, scenario, run, host, path, address, isPreflight }, { headers }, outgoing) {
  const seen = { method, scenario, host, path, address, headers, isPreflight, status: undefined, isComplete: false };
  const ended = new Promise((resolve) => {
    outgoing.on('finish', () => Object.assign(seen, { status: outgoing.statusCode, isComplete: true }));
    outgoing.on('close', resolve);
  });
  return { run, seen, ended };
}

async function report(kept, query, outgoing) {
  const ofRun = () => kept.filter(({ run }) => run === query.get('run'));
  if (query.has('ended')) await Promise.all(ofRun().map(({ ended }) => ended));
  outgoing.writeHead(200, { 'access-control-allow-origin': '*', 'content-type': 'application/json' });
  outgoing.end(JSON.stringify(ofRun().map(({ seen }) => seen)));
}

function respond(request, outgoing) {
  const service = SERVICES.find(({ serves }) => serves(request.host));
  // A host that nobody has heard of.
  if (!service) return outgoing.destroy();
  try {
    send(
      request.isPreflight ? preflight(service, request) : answerOf(request.scenario, service, request, STORIES),
      request,
      outgoing,
    );
  } catch (error) {
    // A mistake in the test or in here. No scenario has this status.
    outgoing.writeHead(501, { 'access-control-allow-origin': '*', 'content-type': 'text/plain' }).end(String(error));
  }
}

/** Nobody is known to permit the headers that would need it, and Forem permits none. */
const preflight = (service, request) => ({
  status: 204,
  type: 'text/plain',
  headers: service.cors(request, 204),
  bytes: Buffer.alloc(0),
});

function send({ status, type, headers, bytes, delivery = 'whole' }, request, outgoing) {
  if (delivery === 'never') return;
  if (delivery === 'none') return outgoing.destroy();
  const { location } = headers;
  outgoing.writeHead(status, {
    'content-type': type,
    // What one test gets must not be the answer to the next.
    'cache-control': 'no-store',
    ...headers,
    ...(location && { location: request.local(location) }),
    ...(status !== 204 && { 'content-length': bytes.length }),
  });
  if (delivery === 'whole') return outgoing.end(bytes);
  outgoing.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => outgoing.destroy());
}
