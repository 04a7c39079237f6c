/**
 * Serves the page, the CDN and the publisher at different origins, as for most site owners. Bodies are compressed once at
 * the best level of brotli, and connections are kept alive.
 */
import { createServer } from 'node:http';
import { brotliCompressSync } from 'node:zlib';

/**
 * @param {(path: string, origins: Record<string, string>) => { type: string, body: string | Buffer } | undefined} answer
 *   returns the response for a URL: path and query
 */
export async function serve(answer) {
  const origins = {};
  const ready = new Map();
  /** Number of requests to each URL since the map was cleared. */
  const asked = new Map();
  const respond = ({ method, url, headers }, response) => {
    const open = {
      'access-control-allow-origin': '*',
      'timing-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
    };
    if (method === 'OPTIONS') {
      const allowed = { 'access-control-allow-headers': headers['access-control-request-headers'] ?? '*' };
      return response.writeHead(204, { ...open, ...allowed }).end();
    }
    asked.set(url, (asked.get(url) ?? 0) + 1);
    let found = ready.get(url);
    if (!found) {
      const { type, body } = answer(url, origins) ?? {};
      found = type ? { type, body: brotliCompressSync(body) } : { type: 'text/plain', body: '', status: 404 };
      ready.set(url, found);
    }
    const type = { 'content-type': found.type, 'content-encoding': 'br', 'cache-control': 'max-age=600' };
    response.writeHead(found.status ?? 200, found.status ? open : { ...open, ...type }).end(found.body);
  };
  const servers = {};
  for (const name of ['page', 'cdn', 'news']) {
    const server = (servers[name] = createServer({ keepAliveTimeout: 60_000 }, respond));
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    origins[name] = `http://127.0.0.1:${server.address().port}`;
  }
  return {
    origins,
    asked,
    close() {
      for (const server of Object.values(servers)) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
}
