/** Puts together what is in `build/`: the server of the demo, and the files to paste. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type UserConfig, defineConfig } from 'vite';
import { buildHash } from './build/build-hash.js';
import { cdnPlugins } from './build/cdn-plugins.js';
import { chunkGroups } from './build/chunk-steps.js';
import { demoDesk } from './build/demo-desk.js';
import { demoFiles } from './build/demo-files.js';
import { demoRelay } from './build/demo-relay.js';
import { serverBundle } from './build/server-bundle.js';
import { STEPS } from './build/steps.js';

const root = fileURLToPath(new URL('.', import.meta.url));
const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { version: string };
const constants = { VERSION: version, HASH: buildHash(root) };

export default defineConfig(({ command, mode }) =>
  command === 'serve' ? demo() : mode === 'server' ? serverBundle(root) : cdn(mode === 'all'),
);

/** Options of terser that were found by trying: what it shortens otherwise is larger once it is compressed. */
const SMALLEST = { passes: 3, unsafe_arrows: true, keep_fargs: false, inline: 1, collapse_vars: false };

const demo = (): UserConfig => ({
  appType: 'mpa',
  optimizeDeps: { noDiscovery: true },
  plugins: [demoRelay(), demoDesk(root), demoFiles(root)],
  server: { port: 5173 },
});

/** The files to paste: `newsrack.js` with chunks that are loaded when needed, or `newsrack.all.js`, which is one file. */
const cdn = (isSingle: boolean): UserConfig => ({
  publicDir: false,
  build: {
    outDir: 'dist/cdn',
    emptyOutDir: !isSingle,
    target: ['chrome125', 'firefox126', 'safari17.4'],
    minify: 'terser',
    terserOptions: {
      module: true,
      ecma: 2022,
      compress: { ...SMALLEST, hoist_funs: isSingle },
      format: { comments: false },
    },
    lib: {
      entry: isSingle ? { 'newsrack.all': 'src/cdn/all.ts' } : { newsrack: 'src/cdn/loader.ts' },
      formats: ['es'],
    },
    rolldownOptions: {
      treeshake: { moduleSideEffects: (id) => !/\/node_modules\/(?:@lit|lit|lit-html|lit-element)\//.test(id) },
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: `chunks/[name]-${constants.HASH}.js`,
        codeSplitting: isSingle ? false : { groups: chunkGroups(STEPS, root) },
      },
    },
  },
  plugins: cdnPlugins(root, isSingle, constants),
});
