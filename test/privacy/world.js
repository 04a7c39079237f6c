/** All hosts of the world, played by one server over HTTPS: a page, newsrack's files, services, pictures, a relay. */
import { readFileSync, readdirSync } from 'node:fs';
import { X509Certificate, createHash } from 'node:crypto';
import { createServer } from 'node:https';
import { startServices } from '../services/server/server.js';

const built = new URL('../../dist/cdn/', import.meta.url);
const certificate = readFileSync(new URL('certificate.pem', import.meta.url));

const PICTURE =
  '<svg xmlns="http://www.w3.org/2000/svg" width="16" height="9"><path d="M0 0h16v9H0z" fill="#999"/></svg>';

export const PAGE_HOST = 'page.example';

/** Host of newsrack on the pages, as in the snippet to paste. */
export const FILES_HOST = 'cdn.jsdelivr.net';
export const FILES = `https://${FILES_HOST}/npm/newsrack@1/dist/cdn/`;

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));

/** Everybody tries to leave a cookie. */
const COOKIE = 'visitor=1; Secure; SameSite=None';

/** Headers with which browsers revalidate a copy. */
const DATED = { etag: '"1"', 'last-modified': 'Mon, 01 Jun 2026 08:00:00 GMT' };

/**
 * Starts it on a free port. Every host name must be led there.
 * @returns `port`, `fingerprint`; `seen`: each request that came, with all its headers; `page` and `policy`: the HTML
 * that the page's host answers with, and its content security policy; `isDown`: whether no source can be reached
 */
export async function startWorld() {
  // All at once: a build in between would give them other names.
  const names = readdirSync(built, { recursive: true }).filter((name) => name.endsWith('.js'));
  const files = new Map(names.map((name) => [FILES + name.replaceAll('\\', '/'), readFileSync(new URL(name, built))]));
  const services = await startServices();
  const world = { seen: [], page: '', policy: '', isDown: false, port: 0 };
  const server = createServer({ key: certificate, cert: certificate }, async (request, response) => {
    const { headers, method } = request;
    let url = new URL(request.url, `https://${headers.host}`);
    world.seen.push({ host: url.host, path: url.pathname + url.search, method, headers });
    const send = (type, body, more = {}) => response.writeHead(200, { 'content-type': type, ...more }).end(body);
    if (url.host === FILES_HOST) {
      const file = files.get(url.href.replace(`@${version}/`, '@1/'));
      if (!file) return response.writeHead(404).end();
      return send('text/javascript', file, { 'access-control-allow-origin': '*', 'set-cookie': COOKIE });
    }
    if (url.host === PAGE_HOST) {
      if (url.pathname === '/') {
        return send('text/html; charset=utf-8', world.page, { 'content-security-policy': world.policy });
      }
      if (url.pathname !== '/rss.xml') return response.writeHead(404).end();
      url = new URL('https://feeds.tidewater.example/rss.xml');
    }
    if (url.pathname.startsWith('/missing')) return response.writeHead(404).end();
    if (/\.(?:jpe?g|png|svg|webp)$/.test(url.pathname)) {
      return send('image/svg+xml', PICTURE, { ...DATED, 'cache-control': 'no-cache', 'set-cookie': COOKIE });
    }
    if (world.isDown) return response.destroy();
    const target = url.searchParams.has('url') ? new URL(url.searchParams.get('url')) : url;
    const origin = headers.origin ?? `https://${PAGE_HOST}`;
    const local = `${services.origin}/ok/${target.host}${target.pathname}${target.search}`;
    const answer = await fetch(local, { headers: { origin } }).catch(() => undefined);
    // The test has ended.
    if (!answer) return response.destroy();
    response.writeHead(answer.status, {
      'content-type': answer.headers.get('content-type') ?? '',
      'access-control-allow-origin': '*',
      ...DATED,
      'cache-control': 'max-age=60',
      'set-cookie': COOKIE,
    });
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(world, {
    port: server.address().port,
    /** Hash of the key, for a browser that is to trust it. */
    fingerprint: createHash('sha256')
      .update(new X509Certificate(certificate).publicKey.export({ type: 'spki', format: 'der' }))
      .digest('base64'),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await services.stop();
    },
  });
}
