import { toNodeHandler } from 'srvx/node';
import type { Plugin } from 'vite';

/**
 * Serves a relay at `/relay`: `/relay/demo` returns the demo's feeds as one, `/relay?url=` any of them, and feeds of the hosts
 * in the environment variable `RELAY_ALLOW`, separated by spaces. Fetching from this server, over `http:` and on a port,
 * is an exception for the demo.
 */
export function demoRelay(): Plugin {
  return {
    name: 'newsrack-demo-relay',
    configureServer(server) {
      async function start() {
        const { createRelay } = (await server.ssrLoadModule(
          '/src/server/node.ts',
        )) as typeof import('../src/server/node.js');
        const { origin, hostname } = new URL(server.resolvedUrls!.local[0]!);
        const names = [
          'meridian.rss.xml',
          'northern-ledger.atom.xml',
          'harbour-wire.rdf.xml',
          'evening-courier.feed.json',
        ];
        const relay = createRelay({
          feeds: { demo: { src: names.map((name) => `${origin}/demo/feeds/${name}`), title: 'All feeds of the demo' } },
          allow: [hostname, ...(process.env.RELAY_ALLOW?.split(/\s+/).filter(Boolean) ?? [])],
          local: [origin],
        });
        return toNodeHandler((request) => relay(request));
      }
      let handler: ReturnType<typeof start> | undefined;
      server.middlewares.use('/relay', (request, response, next) => {
        handler ??= start();
        // By its type, Vite's server may use HTTP/2.
        handler.then((answer) => answer(request as never, response as never)).catch(next);
      });
    },
  };
}
