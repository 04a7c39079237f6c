import { readFileSync, readdirSync } from 'node:fs';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { toNodeHandler } from 'srvx/node';
import { type Plugin, type UserConfig, defineConfig } from 'vite';
import { freshen } from './demo/freshen.js';
import { buildHash, loadableChunks } from './scripts/chunks.js';
import { cdnManifest } from './scripts/cdn-manifest.js';
import { licences } from './scripts/licences.js';
import { validatorSource } from './scripts/validator.js';
import { Article, FeedFacts } from './src/model/article-schema.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as { version: string };
const constants = { VERSION: version, HASH: buildHash(here) };

const TYPES: Record<string, string> = {
  '.xml': 'application/xml; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.css': 'text/css; charset=utf-8',
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

/**
 * A relay at `/relay`: `/relay/demo` gives the demo's feeds as one, `/relay?url=` any of them, and those of the hosts that
 * stand in the environment's `RELAY_ALLOW`, divided by spaces. That this very server is asked, over `http:` and on a
 * port, is an exception for the demo.
 */
export function demoRelay(): Plugin {
  return {
    name: 'newsrack-demo-relay',
    configureServer(server) {
      async function start() {
        const { createRelay } = (await server.ssrLoadModule(
          '/src/server/node.ts',
        )) as typeof import('./src/server/node.js');
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
        // Vite's server may be one of HTTP/2, by its type.
        handler.then((answer) => answer(request as never, response as never)).catch(next);
      });
    },
  };
}

export default defineConfig(({ command, mode }) =>
  command === 'serve'
    ? {
        appType: 'mpa',
        optimizeDeps: { noDiscovery: true },
        plugins: [demoRelay(), demoFiles()],
        server: { port: 5173 },
      }
    : cdn(mode === 'all'),
);

/**
 * One chunk with all that it takes to show the first stories of a feed, but what reads its dialect, and one with all that
 * comes behind it. Left to itself the bundler makes a dozen, which cost more in repeated words than they save.
 */
const FIRST =
  /\/lit-html\/|\/css-tag\.js$|\/src\/(?:model|views)\/(?!chosen|seldom|extra|item-list|languages|layouts|skeleton|tag-list)|\/elements\/(?:first-paint|first-paints|room|surroundings)|\/text\/(?:clean|coerce|dates|fold|host|html-text)\.ts$|\/network\/(?:fetch-resource|settings|share-request)\.ts$|\/select\/select-articles\.ts$|\/feed\/(?:feed-state|reduce-plain|feed-store|select-feed|load-feeds)\.ts$|\/providers\/(?:values\/(?!rare-|full-|language-names)|feed\.ts|formats\/not-a-feed)/;
const LOOKS = /\/views\/(?:extra|layouts)/;
const OTHERS =
  /\/elements\/(?:article-card|app-promo|tag-list)|\/views\/tag-list|\/select\/tag-counts|\/tags\/|\/define\.ts$/;
const REST =
  /\/node_modules\/|\/cdn-rest\.ts$|\/views\/item-list|\/elements\/(?!configure|article-|own-cards|place|app-promo|tag-list)|\/(?:network|cache|select|feed)\/(?!load-feed\.|tag-counts|coerce)|\/text\/address|\/providers\/(?:registry|catalogue)\.ts$/;
const CHUNKS = [
  { name: 'first', test: FIRST, priority: 4 },
  { name: 'looks', test: LOOKS, priority: 3 },
  { name: 'skeleton', test: /\/views\/(?:skeleton|chosen|seldom)/, priority: 3 },
  { name: 'rss', test: /\/formats\/(?:usual-document|rss|xml|media|author-name)\.ts$/, priority: 3 },
  { name: 'filter', test: /\/select\/(?:filter-articles|near-duplicates)/, priority: 3 },
  { name: 'relay', test: /\/network\/through-relay/, priority: 3 },
  { name: 'rest', test: REST, priority: 2 },
  { name: 'others', test: OTHERS, priority: 1 },
];

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
        treeshake: { moduleSideEffects: (id) => !/\/node_modules\/(?:@lit|lit|lit-html|lit-element)\//.test(id) },
        output: {
          entryFileNames: '[name].js',
          chunkFileNames: `chunks/[name]-${constants.HASH}.js`,
          codeSplitting: single ? false : { groups: CHUNKS },
        },
      },
    },
    plugins: [
      lightValidator(),
      tightTemplates(),
      withoutRelics(),
      ...(single
        ? []
        : [
            plainNamespaces(),
            plainExports('first'),
            loadableChunks('newsrack.js', constants),
            classicScript(),
            presets(),
          ]),
      licences(),
      cdnManifest(here, version),
    ],
  };
}

/** Puts the validator made from the zod schema in the place of zod. */
function lightValidator(): Plugin {
  return {
    name: 'newsrack-light-validator',
    load: (id) => (id.endsWith('/src/model/check-article.ts') ? validatorSource(Article, FeedFacts) : undefined),
  };
}

/** Takes out of templates and style sheets what only serves those who read the source. */
function tightTemplates(): Plugin {
  const css = (_all: string, source: string) =>
    `css\`${source
      .replace(/\/\*[^]*?\*\//g, '')
      .replace(/\s+/g, ' ')
      .replace(/ ?([{};,>]) ?/g, '$1')
      .replace(/: /g, ':')
      .replace(/\[([\w-]+)='([\w-]+)'\]/g, '[$1=$2]')
      .replace(/(?<![\w.])0(?=\.\d)/g, '')
      .replaceAll('transparent', '#0000')
      .replace(/::(?=before|after)/g, ':')
      .replaceAll(';}', '}')}\``;
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

/** What is left of lit's style sheets where every browser can adopt them, and none is put together from pieces. */
const STYLE_SHEETS = `
export const css = ([source]) => {
  let sheet;
  return { get styleSheet() {
    if (!sheet) (sheet = new CSSStyleSheet()).replaceSync(source);
    return sheet;
  } };
};
export const adoptStyles = (root, styles) => { root.adoptedStyleSheets = styles.map(({ styleSheet }) => styleSheet); };
export const getCompatibleStyle = (style) => style;
export const [supportsAdoptingStyleSheets, unsafeCSS, CSSResult] = [];
`;

/**
 * What no template here has: pieces of SVG and MathML, compiled ones, and values in comments, for elements, for `?name`;
 * and what only directives look for that go on when their element has left the page, of which there are none here.
 */
const UNUSED: Record<string, [RegExp, string][]> = {
  'lit-html.js': [
    [/=2===\w\?"<svg>":3===\w\?"<math>":""/, '=""'],
    [/\+\(2===\w\?"<\/svg>":3===\w\?"<\/math>":""\)/, ''],
    [
      /if\((this\.el=[^;]+?),2===\w\|\|3===\w\)\{const \w=this\.el\.content\.firstChild;\w\.replaceWith\(\.\.\.\w\.childNodes\)\}/,
      '$1;',
    ],
    [/="number"==typeof \w\?(this\._\$AC\(\w\)):\(void 0===[^;]+?,\w\);/, '=$1;'],
    [/else\{let \w=-1;for\([^{}]+\{type:7,[^{}]+\}\),\w\+=\w\.length-1\}/, ''],
    [/else \w\.startsWith\(\w\)&&\(\w\.push\(\{type:6,index:\w\}\),\w\.removeAttribute\(\w\)\)/, ''],
    [/:6===\w\.type&&\(\w=new \w\(\w,this,\w\)\)/, ':0'],
    [/"\?"===\w\[1\]\?\w:/, ''],
    [/,(\w)=\w\(2\),(\w)=\w\(3\),/, ',$1=0,$2=0,'],
    [/get parentNode\(\)\{return this\._\$AM\.parentNode\}/, ''],
    [
      /get parentNode\(\)\{let \w=this\._\$AA\.parentNode;[^{}]+\}get startNode\(\)\{[^{}]+\}get endNode\(\)\{[^{}]+\}/,
      '',
    ],
    [/get tagName\(\)\{[^{}]+\}/, ''],
    [/get _\$AU\(\)\{[^{}]+\}/g, ''],
    [/,this\._\$AN=void 0/g, ''],
    [/,this\._\$Cv=\w\?\.isConnected\?\?!0/, ''],
    [/\w\?\._\$AO\?\.\(!1\),/, ''],
    [/this\._\$AP\?\.\(!1,!0,\w\)/, ''],
    [/setConnected\(\w\)\{[^{}]+\}/, 'setConnected(){}'],
  ],
  'directive.js': [[/get _\$AU\(\)\{[^{}]+\}/, '']],
  // Directives that move parts would need it; it keeps all of the classes above.
  'directive-helpers.js': [[/const\{I:\w\}=\w,/, 'const ']],
};

/**
 * Takes out of lit what serves browsers that newsrack refuses, warnings in development about several copies of it,
 * server rendering by another package, and what is not used.
 */
function withoutRelics(): Plugin {
  return {
    name: 'newsrack-without-relics',
    enforce: 'pre',
    load: (id) => (id.endsWith('/@lit/reactive-element/css-tag.js') ? STYLE_SHEETS : undefined),
    transform: (code, id) =>
      /\/node_modules\/(?:lit-html|lit-element|@lit\/reactive-element)\//.test(id)
        ? {
            code: withoutUnused(code, id)
              .replace(/\b\w+\.(?:litHtml|reactiveElement|litElement)(?:Polyfill|Hydrate)Support\b/g, '(void 0)')
              .replace(/\(\w+\.(?:litHtml|reactiveElement|litElement)Versions\?\?=\[\]\)\.push\("[\d.]+"\)/g, '0'),
            map: null,
          }
        : undefined,
  };
}

function withoutUnused(code: string, id: string): string {
  const file = /\/lit-html\/([\w-]+\.js)$/.exec(id)?.[1] ?? '';
  for (const [unused, rest] of UNUSED[file] ?? []) {
    if (!unused.test(code)) throw new Error(`lit-html has become another: there is no ${unused} in its ${file}.`);
    code = code.replace(unused, rest);
  }
  return code;
}

/**
 * Writes what stands for a module that is loaded on demand as a plain object: the bundler's own helper for that would be
 * one more file to wait for.
 */
function plainNamespaces(): Plugin {
  return {
    name: 'newsrack-plain-namespaces',
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== 'chunk') continue;
        const [statement, imported] =
          /import\{(?:t as )?([\w$]+)\}from"[^"]*rolldown-runtime[^"]*";/.exec(file.code) ?? [];
        if (!statement) continue;
        const members = /([\w$]+):\(\)=>([\w$]+)/g;
        file.code = file.code
          .replace(statement, '')
          .replace(
            new RegExp(`(?<=[ ,][\\w$]+=)${imported}\\((\\{(?:[\\w$]+:\\(\\)=>[\\w$]+,?)*\\})\\)`, 'g'),
            (_all, object: string) =>
              object.replace(members, (_member, name: string, local: string) => `get ${name}(){return ${local}}`),
          );
        if (new RegExp(`[=,]${imported}\\(\\{(?:\\w+:\\(\\)|\\})`).test(file.code))
          throw new Error(`${file.fileName} still needs the helper.`);
      }
      const helper = Object.keys(bundle).find((name) => name.includes('rolldown-runtime'));
      if (helper) delete bundle[helper];
    },
  };
}

/**
 * Lets a chunk export what it shares under the names that it has inside: a list of pairs without repetition is what
 * compresses worst.
 */
function plainExports(name: string): Plugin {
  return {
    name: 'newsrack-plain-exports',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
      const chunk = chunks.find((one) => one.name === name)!;
      const inside = new Map<string, string>();
      chunk.code = chunk.code.replace(/export\{([^}]*)\};?\s*$/, (_all, list: string) => {
        for (const entry of list.split(',')) {
          const [local, shared] = entry.split(' as ') as [string, string?];
          inside.set(shared ?? local, local);
        }
        return `export{${[...new Set(inside.values())].sort().join()}};`;
      });
      const file = chunk.fileName.split('/').at(-1)!.replaceAll('.', '\\.');
      const imports = new RegExp(`import\\{([^}]*)\\}from(?="\\./(?:chunks/)?${file}")`, 'g');
      const dynamic = new RegExp(`(import\\("\\./(?:chunks/)?${file}"\\)\\.then\\((\\w+)=>\\2\\.)([\\w$]+)`, 'g');
      for (const other of chunks) {
        other.code = other.code.replace(
          dynamic,
          (_all, start: string, _name, shared: string) => start + inside.get(shared)!,
        );
        other.code = other.code.replace(imports, (_all, list: string) => {
          const entries = list.split(',').map((entry) => {
            const [shared, local] = entry.split(' as ') as [string, string?];
            const exported = inside.get(shared);
            if (!exported) throw new Error(`${name} does not export ${shared}.`);
            return exported === (local ?? shared) ? exported : `${exported} as ${local ?? shared}`;
          });
          return `import{${entries.join()}}from`;
        });
      }
    },
  };
}

/** For systems that strip `type="module"`. Some of them run it in a way that leaves open which script it is. */
const CLASSIC = `{
  const { src } = document.currentScript ?? document.querySelector('script[src*="newsrack.classic"]');
  const url = new URL('newsrack.js', src).href;
  import(url)
    .catch(() => import(\`\${url}?\${Date.now()}\`))
    .catch(() => {
      console.warn(\`newsrack: \${url} is blocked or missing.\`);
      for (const { style } of document.querySelectorAll('news-tag-feed')) style.minHeight = '0';
    });
}
`;

function classicScript(): Plugin {
  return {
    name: 'newsrack-classic-script',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'newsrack.classic.js', source: CLASSIC });
    },
  };
}

/** The ready-made looks, as they are written: who takes one as the start of a look of their own can read it. */
function presets(): Plugin {
  const folder = join(here, 'src/presets/');
  return {
    name: 'newsrack-presets',
    generateBundle() {
      for (const name of readdirSync(folder))
        this.emitFile({ type: 'asset', fileName: `presets/${name}`, source: readFileSync(folder + name, 'utf8') });
    },
  };
}
