import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Plugin, defineConfig } from 'vite';
import { freshen } from '../demo/freshen.js';
import { demoFiles } from '../build/demo-files.js';

const root = fileURLToPath(new URL('..', import.meta.url));

export default defineConfig({ plugins: [demoFiles(root), builtFeeds()] });

/** Puts the embedded feeds beside the stories of the static build, as fresh as the build. */
function builtFeeds(): Plugin {
  const folder = fileURLToPath(new URL('../demo/feeds/', import.meta.url));
  return {
    name: 'newsrack-built-feeds',
    generateBundle() {
      for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
        if (!/\.(?:xml|json|svg)$/.test(name)) continue;
        const source = freshen(readFileSync(folder + name, 'utf8'));
        this.emitFile({ type: 'asset', fileName: `feeds/${name.replaceAll('\\', '/')}`, source });
      }
    },
  };
}
