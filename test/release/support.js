/** Pages with the file to paste on a server where single files of newsrack can fail, as CDNs, blockers and networks make them. */
import { readFileSync, readdirSync } from 'node:fs';
import { serve, startChromium } from '../support/chromium.js';
import { startServices } from '../services/server/server.js';

const root = new URL('../../', import.meta.url);
const built = new URL('dist/cdn/', root);

export const { version } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'));

/** The names of all chunks, without what a build adds to them. */
export const CHUNKS = readdirSync(new URL('chunks/', built)).map((file) => file.replace(/-[\w-]{8}\.js$/, ''));

/** In milliseconds, for the first warning. */
const PATIENCE = 30_000;

const TYPES = { js: 'text/javascript', css: 'text/css', json: 'application/json' };

/** Ways in which a file can fail. */
export const FAULTS = {
  'is missing': (response) => response.writeHead(404).end(),
  'is a page of HTML': (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html>'),
  'is HTML that calls itself a script': (response) =>
    response.writeHead(200, { 'content-type': 'text/javascript' }).end('<!doctype html><title>Log in</title>'),
  'breaks off': (response) => response.destroy(),
  'never answers': () => {},
  'is empty': (response) => response.writeHead(200, { 'content-type': 'text/javascript' }).end(),
};

const rss = (title) =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>Paper</title>${[1, 2, 3]
    .map(
      (n) => `<item><title>${title} ${n}</title><link>https://paper.example/${n}</link><category>World</category>
      <pubDate>${new Date(Date.now() - n * 36e5).toUTCString()}</pubDate></item>`,
    )
    .join('')}</channel></rss>`;

const FEEDS = {
  '/feed.xml': rss('Rain'),
  '/latin.xml': rss('Rain').replace('?>', ' encoding="iso-8859-1"?>'),
  '/odd-dates.xml': rss('Rain').replace(/(?<=<pubDate>).*?(?=<)/g, '12 Mai 2026'),
  '/atom.xml': `<feed xmlns="http://www.w3.org/2005/Atom"><title>Paper</title><entry><id>a:1</id><title>Fog</title>
    <link href="https://paper.example/1"/><updated>2026-05-01T00:00:00Z</updated></entry></feed>`,
  '/feed.json': JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: 'Paper',
    items: [{ id: '1', url: 'https://paper.example/1', title: 'Snow', date_published: '2026-05-01T00:00:00Z' }],
  }),
};

/**
 * Starts the server and a browser.
 * @returns `visit(html, options)` opens a page, each under a host name of its own, so that several can be open at a time
 */
export async function startRelease() {
  const services = await startServices();
  const visits = new Map();
  const server = await serve((request, response) => {
    const { pathname, hostname } = new URL(request.url, `http://${request.headers.host}`);
    const { html, isFailing, requested } = visits.get(request.headers['x-visit'] ?? hostname);
    const send = (type, body) =>
      response
        .writeHead(200, { 'content-type': type, 'access-control-allow-origin': '*', 'cache-control': 'no-store' })
        .end(body);
    if (pathname === '/') return send('text/html', html);
    if (FEEDS[pathname]) return send(pathname.endsWith('json') ? TYPES.json : 'text/xml', FEEDS[pathname]);
    const [, folder, file] = /^\/(.*?)dist\/cdn\/(.*)$/.exec(pathname) ?? [];
    if (!file) return FAULTS['is missing'](response);
    const name = file.replace(/^chunks\/|-[\w-]{8}\.js$/g, '');
    const before = requested.filter((one) => one.file === file).length;
    requested.push({ folder, file, name });
    const fault = isFailing({ folder, file, name, before });
    if (fault) return FAULTS[fault](response);
    try {
      const body = readFileSync(new URL(file, built), 'utf8');
      send(TYPES[file.split('.').at(-1)], file.startsWith('chunks/') ? counted(body, name) : body);
    } catch {
      FAULTS['is missing'](response);
    }
  });
  const { port } = server;
  const browser = await startChromium();
  return {
    /**
     * @param isFailing called with each file of newsrack that is requested: its `folder`, `file`, `name`, and how often it
     * was requested `before`; returns one of `FAULTS`, or nothing
     * @param prepare called with the tab before it opens the page
     */
    async visit(html, { isFailing = () => undefined, prepare = () => {} } = {}) {
      const host = `visit-${visits.size}.localhost`;
      const origin = `http://${host}:${port}`;
      const requested = [];
      visits.set(host, { html, isFailing, requested });
      const context = await browser.createBrowserContext();
      const tab = await context.newPage();
      // Puppeteer tells of promises that were rejected unseen as of errors.
      const said = { warnings: [], errors: [] };
      said.firstWarning = new Promise((resolve, reject) => {
        tab.on('console', (message) => message.type() === 'warn' && resolve(said.warnings.push(message.text())));
        AbortSignal.timeout(PATIENCE).onabort = () => reject(new Error('The console shows no warning.'));
      });
      // Most visits don't wait for one.
      said.firstWarning.catch(() => {});
      tab.on('pageerror', (error) => said.errors.push(String(error)));
      if (/provider=|src="https:/.test(html)) {
        await tab.setRequestInterception(true);
        tab.on('request', (request) => void answer(request, origin, port, services.origin));
      }
      await prepare(tab);
      await tab.goto(origin, { waitUntil: 'domcontentloaded' });
      return { tab, said, requested, leave: () => context.close() };
    },
    async stop() {
      await browser.close();
      await server.stop();
      await services.stop();
    },
  };
}

/** Responses of other hosts: the server of their tests plays services, and this one CDNs. */
async function answer(request, origin, port, services) {
  const url = new URL(request.url());
  if (url.origin === origin || !/^https?:$/.test(url.protocol)) return request.continue();
  const address = url.pathname.includes('/dist/cdn/')
    ? `http://127.0.0.1:${port}${url.pathname}${url.search}`
    : `${services}/ok/${url.host}${url.pathname}${url.search}`;
  try {
    const reply = await fetch(address, { headers: { origin, 'x-visit': new URL(origin).hostname } });
    const type = reply.headers.get('content-type') ?? '';
    const body = Buffer.from(await reply.arrayBuffer());
    const headers = { 'content-type': type, 'access-control-allow-origin': '*' };
    await request.respond({ status: reply.status, headers, body });
  } catch {
    // It broke off, or the page was left meanwhile.
    await request.abort().catch(() => {});
  }
}

/** A chunk that notes each time that it comes to life. */
function counted(code, name) {
  const end = code.lastIndexOf(';return{');
  return `${code.slice(0, end)};(globalThis.made??=[]).push("${name}")${code.slice(end)}`;
}
