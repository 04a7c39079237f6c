import { readFileSync } from 'node:fs';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Plugin, type UserConfig, defineConfig } from 'vite';
import { freshen } from './demo/freshen.js';
import { validatorSource } from './scripts/validator.js';
import { Article } from './src/model/article-schema.js';

const here = fileURLToPath(new URL('.', import.meta.url));

const TYPES: Record<string, string> = {
  '.xml': 'application/xml; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.js': 'text/javascript; charset=utf-8',
  '.map': 'application/json',
};

/** Serves the embedded feeds with fresh dates, and the built CDN files as the demo's pages load them. */
export function demoFiles(): Plugin {
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
        const file = feed ? join(here, 'demo', feed) : path.startsWith('/dist/cdn/') ? join(here, path) : '';
        const type = TYPES[extname(file)];
        if (!file || !type) return next();
        try {
          const body = readFileSync(file);
          response.setHeader('Content-Type', type);
          response.end(/\.(?:xml|json)$/.test(file) ? freshen(body.toString()) : body);
        } catch {
          // No such file: the server's own answer says so.
          next();
        }
      });
    },
  };
}

export default defineConfig(({ command, mode }) =>
  command === 'serve'
    ? { appType: 'mpa', optimizeDeps: { noDiscovery: true }, plugins: [demoFiles()], server: { port: 5173 } }
    : cdn(mode === 'all'),
);

/**
 * One chunk with all that it takes to show an RSS feed; the rest comes when it is needed. Left to itself the bundler
 * makes a dozen, which cost more in repeated words than they save.
 */
const TO_SHOW_RSS =
  /\/src\/(?:model|views)\/|\/elements\/(?!article-card|app-promo)|\/loading\/(?:get|load|tidy|words)\.ts$|\/providers\/(?:feed|document|rss|xml|markup|media|date|image|tolerant)\.ts$|\/tags\/news-tag-feed\.ts$/;
const CHUNKS = [{ name: 'feed', test: (id: string) => !id.includes('/src/') || TO_SHOW_RSS.test(id) }];

/** The files to paste: `newsrack.js` with chunks that are loaded when needed, or `newsrack.all.js`, which is one file. */
function cdn(single: boolean): UserConfig {
  return {
    publicDir: false,
    build: {
      outDir: 'dist/cdn',
      emptyOutDir: !single,
      target: ['chrome125', 'firefox126', 'safari17.4'],
      minify: 'terser',
      terserOptions: {
        module: true,
        ecma: 2022,
        compress: { passes: 3, unsafe_arrows: true, keep_fargs: false, inline: 1 },
        format: { comments: false },
      },
      lib: { entry: single ? { 'newsrack.all': 'src/cdn-all.ts' } : { newsrack: 'src/cdn.ts' }, formats: ['es'] },
      rolldownOptions: {
        output: {
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
          codeSplitting: single ? false : { groups: CHUNKS },
        },
      },
    },
    plugins: [lightValidator(), tightTemplates(), ...(single ? [] : [classicScript()])],
  };
}

/** Puts the validator made from the zod schema in the place of zod. */
function lightValidator(): Plugin {
  return {
    name: 'newsrack-light-validator',
    load: (id) => (id.endsWith('/src/model/check-article.ts') ? validatorSource(Article) : undefined),
  };
}

/** Takes out of templates and style sheets what only serves those who read the source. */
function tightTemplates(): Plugin {
  const css = (_all: string, source: string) =>
    `css\`${source
      .replace(/\/\*[^]*?\*\//g, '')
      .replace(/\s+/g, ' ')
      .replace(/ ?([{};,>]) ?/g, '$1')
      .replace(/: /g, ':')}\``;
  return {
    name: 'newsrack-tight-templates',
    enforce: 'pre',
    transform: (code, id) =>
      id.includes('/src/') ? { code: code.replace(/css`([^`]*)`/g, css), map: null } : undefined,
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== 'chunk') continue;
        file.code = file.code
          // Minified code has line breaks, and spaces before `>`, in templates only.
          .replace(/\s*\n\s*/g, ' ')
          .replaceAll('> <', '><')
          .replaceAll('" >', '">')
          .replace(/<\/(\w+) >/g, '</$1>')
          .replaceAll('/* @__PURE__ */', '')
          // Nothing is assigned twice either way, and one keyword compresses better than two.
          .replace(/\bconst(?=[ [{])/g, 'let');
      }
    },
  };
}

/** For systems that strip `type="module"`. */
function classicScript(): Plugin {
  return {
    name: 'newsrack-classic-script',
    generateBundle() {
      const source = "import(new URL('newsrack.js', document.currentScript.src).href);\n";
      this.emitFile({ type: 'asset', fileName: 'newsrack.classic.js', source });
    },
  };
}
