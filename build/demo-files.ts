import { readFileSync } from 'node:fs';
import { extname, join, normalize } from 'node:path';
import type { Plugin } from 'vite';
import { freshen } from '../demo/freshen.js';

const TYPES: Record<string, string> = {
  '.xml': 'application/xml; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.map': 'application/json',
};

/** Serves the embedded feeds with fresh dates, and the built CDN files as the demo's pages load them. */
export function demoFiles(root: string): Plugin {
  return {
    name: 'newsrack-demo-files',
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://demo').pathname));
        if (path === '/') {
          response.writeHead(302, { Location: '/demo/' }).end();
          return;
        }
        const feed = /^\/(?:demo\/)?(feeds\/.*)/.exec(path)?.[1];
        const file = feed ? join(root, 'demo', feed) : path.startsWith('/dist/cdn/') ? join(root, path) : '';
        const type = TYPES[extname(file)];
        if (!file || !type) return next();
        try {
          const body = readFileSync(file);
          response.setHeader('Content-Type', type);
          response.end(/\.(?:xml|json)$/.test(file) ? freshen(body.toString()) : body);
        } catch {
          // There is no such file. The server sends its own 404.
          next();
        }
      });
    },
  };
}
