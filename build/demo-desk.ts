/** Serves tag pages at `/desk/`, over the demo's feeds, which reach back for more than three weeks. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toNodeHandler } from 'srvx/node';
import type { Plugin, ViteDevServer } from 'vite';
import { memoryArchive } from '../demo/desk/memory-archive.js';
import { freshen } from '../demo/freshen.js';
import type { Archive } from '../src/server/archive/archive-types.js';

const FEEDS = ['meridian.rss.xml', 'northern-ledger.atom.xml', 'harbour-wire.rdf.xml', 'evening-courier.feed.json'];

/** Milliseconds after which the articles are read again, so that their dates stay fresh. */
const FRESH_FOR = 36e5;

export function demoDesk(root: string): Plugin {
  return {
    name: 'newsrack-demo-desk',
    // Only this server has the pages: the published site is static.
    transformIndexHtml: (html) => html.replace('<a href="trouble.html">', '<a href="/desk/">A tag site</a>\n$&'),
    configureServer(server) {
      let started: { at: number; handler: ReturnType<typeof start> } | undefined;
      server.middlewares.use((request, response, next) => {
        if (!request.url?.startsWith('/desk')) return next();
        if (!started || Date.now() - started.at > FRESH_FOR) started = { at: Date.now(), handler: start(server, root) };
        // By its type, Vite's server may use HTTP/2.
        started.handler.then((answer) => answer(request as never, response as never)).catch(next);
      });
    },
  };
}

async function start(server: ViteDevServer, root: string) {
  const { createPages } = await load<typeof import('../src/server/node.js')>(server, 'server/node');
  const { origin } = new URL(server.resolvedUrls!.local[0]!);
  const archive = await archiveOf(server, root, origin);
  const pages = createPages({
    archive: archive as Archive,
    baseUrl: `${origin}/desk/`,
    title: 'The Meridian',
    pageSize: 8,
    logo: { url: '/demo/feeds/logo-meridian.svg' },
    banner: {
      heading: 'Download the app',
      text: 'Every story on this tag, offline, without a sign-up.',
      appStore: 'https://apps.example/meridian',
      googlePlay: 'https://play.example/meridian',
    },
    about: [{ text: 'What is newsrack?', url: '/demo/' }],
    script: '/dist/cdn/newsrack.js',
    feeds: Object.fromEntries(FEEDS.map((name) => [name.split('.')[0]!, { sources: [name] }])),
    feedLinks: false,
  });
  return toNodeHandler(async (request) => {
    const response = (await pages(request)) ?? new Response('Not found', { status: 404 });
    return withOwnPictures(response, origin);
  });
}

async function archiveOf(server: ViteDevServer, root: string, origin: string) {
  const { parseFeed } = await load<typeof import('../src/providers/parse-feed.js')>(server, 'providers/parse-feed');
  const { slugOf } = await load<typeof import('../src/text/slug.js')>(server, 'text/slug');
  const { NewsError } = await load<typeof import('../src/model/error.js')>(server, 'model/error');
  const sources = FEEDS.map((name) => {
    const body = freshen(readFileSync(join(root, 'demo/feeds', name), 'utf8'));
    return [name, parseFeed({ body, url: `${origin}/demo/feeds/${name}` }).articles] as const;
  });
  return memoryArchive(Object.fromEntries(sources), {
    slugOf,
    failure: () => new NewsError('config', 'The cursor is unknown.'),
  });
}

const load = <T>(server: ViteDevServer, path: string): Promise<T> =>
  server.ssrLoadModule(`/src/${path}.ts`) as Promise<T>;

/** Pages load pictures over `https:` only, which this server does not speak. */
async function withOwnPictures(response: Response, origin: string): Promise<Response> {
  if (!response.headers.get('content-type')?.startsWith('text/html')) return response;
  const html = await response.text();
  const { status, headers } = response;
  return new Response(html.replaceAll(origin.replace('http:', 'https:'), origin), { status, headers });
}
