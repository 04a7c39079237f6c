/**
 * For @web/test-runner: test files in TypeScript, bundled together by esbuild. A page then loads the chunks that tests share,
 * not a hundred modules that the server has to transform and to search for imports one by one.
 */
import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const CHUNKS = '__chunks/';

const pathOf = (file) => relative(ROOT, file).replaceAll('\\', '/');

/** Modules keep their own address as `import.meta.url`, wherever their code is. */
const ownAddresses = {
  name: 'own-addresses',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/](?:src|test)[\\/].*\.ts$/ }, async ({ path }) => {
      const code = await readFile(path, 'utf8');
      if (!code.includes('import.meta.url')) return undefined;
      const address = `new URL(${JSON.stringify(`/${pathOf(path)}`)}, location.origin).href`;
      return { contents: code.replaceAll('import.meta.url', address), loader: 'ts' };
    });
  },
};

/** A script that finds itself in a bundle would take that for CommonJS. */
const scripts = {
  name: 'scripts',
  setup({ onResolve }) {
    onResolve({ filter: /^axe-core\// }, ({ path }) => ({ path: `/node_modules/${path}`, external: true }));
  },
};

async function bundle(files) {
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: files,
    // Nothing is written. Addresses in source maps are relative to here.
    outdir: '.',
    outbase: '.',
    write: false,
    bundle: true,
    splitting: true,
    chunkNames: `${CHUNKS}[hash]`,
    // Modules of the test runner's server.
    external: ['/__*'],
    // package.json names the files with side effects that users may import, not those of tests.
    ignoreAnnotations: true,
    conditions: ['browser', 'development'],
    plugins: [ownAddresses, scripts],
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    sourcemap: 'linked',
    logLevel: 'warning',
  });
  return new Map(outputFiles.map(({ path, text }) => [`/${pathOf(path)}`, text]));
}

/**
 * Serves test files from bundles. All other modules are served one by one.
 * @param files paths of the test files
 * @param modules the plugin that transforms modules, which bundles don't need
 * @returns both plugins
 */
export function bundledTests(files, modules) {
  const names = new Map(files.map((file) => [`/${file}`, `/${file.replace(/\.ts$/, '.js')}`]));
  const isBundled = ({ path }) => names.has(path) || path.startsWith(`/${CHUNKS}`);
  let bundles;
  const bundled = {
    name: 'newsrack-bundled-tests',
    async serve(context) {
      const { path } = context;
      const isMap = path.endsWith('.js.map');
      if (!isMap && !isBundled(context)) return undefined;
      bundles ??= bundle(files);
      const body = (await bundles).get(names.get(path) ?? path);
      return body === undefined ? undefined : { body, type: isMap ? 'json' : 'js' };
    },
  };
  const transform = modules.transform.bind(modules);
  modules.transform = (context) => (isBundled(context) ? undefined : transform(context));
  return [bundled, modules];
}
