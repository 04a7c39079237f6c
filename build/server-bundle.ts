/**
 * Builds the modules of `newsrack/server` that use code of other packages, with that code inside. An installed newsrack then
 * needs none of these packages, and a server renders with the version of lit that its tests ran with.
 */
import { rmSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { transform } from 'esbuild';
import type { Plugin, UserConfig } from 'vite';
import { Article, FeedFacts } from '../src/model/article-schema.js';
import { licences } from './licences.js';
import { validatorSource } from './validator-source.js';

/** Modules of `src/server` that import other packages, directly or through views. */
const ENTRIES = ['check-options', 'render', 'relay-command', 'feed-html', 'server-styles'];

export const serverBundle = (root: string): UserConfig => ({
  publicDir: false,
  ssr: { noExternal: true, target: 'node' },
  build: {
    ssr: true,
    outDir: 'dist/server',
    emptyOutDir: false,
    target: 'node20',
    minify: false,
    rolldownOptions: {
      input: Object.fromEntries(ENTRIES.map((name) => [name, `${root}src/server/${name}.ts`])),
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: 'bundled/[name].js',
        codeSplitting: { groups: [{ name: packageGroup, debugName: 'packages', test: /\/node_modules\// }] },
      },
    },
  },
  plugins: [keepOwnModules(root), minifyPackages(), licences('bundled/LICENSES.txt'), writeValidator(root)],
});

const packageGroup = (id: string): string => /\/node_modules\/(zod|srvx)\//.exec(id)?.[1] ?? 'lit-ssr';

/**
 * Keeps imports of own modules, so that each is in the package once. Views are bundled, since they import lit: the views of
 * elements share state with the application's lit.
 */
function keepOwnModules(root: string): Plugin {
  const source = `${root}src/`;
  return {
    name: 'newsrack-keep-own-modules',
    enforce: 'pre',
    resolveId(id, importer) {
      if (!importer?.startsWith(source) || !id.startsWith('.')) return undefined;
      const path = resolve(dirname(importer), id.replace(/\.js$/, '.ts'));
      const name = relative(`${source}server`, path).replace(/\.ts$/, '');
      if (ENTRIES.includes(name) || /^\.\.\/views\/[\w-]+$/.test(name)) return undefined;
      return { id: `${name.startsWith('.') ? '' : './'}${name}.js`, external: true };
    },
  };
}

/** Options that keep own code readable in stack traces. */
const minifyPackages = (): Plugin => ({
  name: 'newsrack-minify-packages',
  // The bundler prints chunks again after `renderChunk`, with all their white space.
  async generateBundle(_options, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== 'chunk' || !chunk.moduleIds.length) continue;
      if (!chunk.moduleIds.every((id) => id.includes('/node_modules/'))) continue;
      chunk.code = (await transform(chunk.code, { minify: true, target: 'node20', legalComments: 'none' })).code;
    }
  },
});

/** Replaces the validator that needs zod by the one made from the same schema, as in the files to paste. */
const writeValidator = (root: string): Plugin => ({
  name: 'newsrack-write-validator',
  writeBundle() {
    const model = `${root}dist/model/`;
    writeFileSync(`${model}check-article.js`, validatorSource(Article, FeedFacts).trimStart());
    for (const extension of ['js', 'd.ts']) rmSync(`${model}article-schema.${extension}`, { force: true });
  },
});
