/** All hosts of the world, played by one server over HTTPS: a page, newsrack's files, services, pictures, a relay. */
import { readFileSync } from 'node:fs';
import { X509Certificate, createHash } from 'node:crypto';
import { createServer } from 'node:https';
import { extname } from 'node:path';
import { startServices } from '../services/server/server.js';

const root = new URL('../../', import.meta.url);
const certificate = readFileSync(new URL('certificate.pem', import.meta.url));

const TYPES = { '.js': 'text/javascript', '.svg': 'image/svg+xml' };
const PICTURE =
  '<svg xmlns="http://www.w3.org/2000/svg" width="16" height="9"><path d="M0 0h16v9H0z" fill="#999"/></svg>';

export const PAGE_HOST = 'page.example';

/**
 * Starts it on a free port. Every host name must be led there.
 * @returns `port`, `fingerprint`, `seen`: each request that came, with all its headers; `page`: the HTML that the page's host answers with
 */
export async function startWorld() {
  const services = await startServices();
  const world = { seen: [], page: '', port: 0 };
  const server = createServer({ key: certificate, cert: certificate }, async (request, response) => {
    const { headers, method } = request;
    const url = new URL(request.url, `https://${headers.host}`);
    world.seen.push({ host: url.host, path: url.pathname + url.search, method, headers });
    const send = (type, body, more = {}) => response.writeHead(200, { 'content-type': type, ...more }).end(body);
    if (url.host === PAGE_HOST) {
      if (url.pathname === '/') return send('text/html; charset=utf-8', world.page);
      if (url.pathname.startsWith('/dist/cdn/')) {
        return send(TYPES[extname(url.pathname)], readFileSync(new URL(url.pathname.slice(1), root)));
      }
      return response.writeHead(404).end();
    }
    if (/\.(?:jpe?g|png|svg|webp)$/.test(url.pathname)) return send('image/svg+xml', PICTURE);
    const target = url.searchParams.has('url') ? new URL(url.searchParams.get('url')) : url;
    const origin = headers.origin ?? `https://${PAGE_HOST}`;
    const local = `${services.origin}/ok/${target.host}${target.pathname}${target.search}`;
    const answer = await fetch(local, { headers: { origin } }).catch(() => undefined);
    // The test has ended.
    if (!answer) return response.destroy();
    const cors = { 'access-control-allow-origin': '*', etag: '"1"', 'cache-control': 'max-age=60' };
    response.writeHead(answer.status, {
      'content-type': answer.headers.get('content-type') ?? '',
      ...cors,
      'set-cookie': 'visitor=1; Secure; SameSite=None',
    });
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(world, {
    port: server.address().port,
    /** Of the key, for a browser that is to trust it. */
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
