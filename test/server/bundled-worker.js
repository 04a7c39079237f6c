/** Workers of the docs, as Cloudflare runs them. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** Returns the code of the Worker that a file of `docs` tells owners to write, with the package in it. */
export async function bundledWorker(file) {
  const docs = readFileSync(new URL(`../../docs/${file}`, import.meta.url), 'utf8');
  const [, source] = /```js\n(\/\/ worker\.js\n[^]*?)```/.exec(docs);
  // It stands beside this file, so that the package is found by its own name.
  const entry = fileURLToPath(new URL('worker.js', import.meta.url));
  const { output } = await build({
    configFile: false,
    logLevel: 'error',
    resolve: { conditions: ['workerd', 'worker', 'browser'] },
    build: {
      write: false,
      minify: false,
      modulePreload: false,
      rolldownOptions: {
        external: 'cloudflare:workers',
        input: entry,
        preserveEntrySignatures: 'strict',
        output: { codeSplitting: false },
      },
    },
    plugins: [
      {
        name: 'worker',
        enforce: 'pre',
        resolveId: (id) => (id === entry ? id : undefined),
        load: (id) => (id === entry ? source : undefined),
      },
    ],
  });
  return output[0].code;
}
