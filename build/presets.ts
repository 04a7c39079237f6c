import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** The ready-made looks, as they are written: who takes one as the start of a look of their own can read it. */
export function presets(root: string): Plugin {
  const folder = join(root, 'src/presets/');
  return {
    name: 'newsrack-presets',
    generateBundle() {
      for (const name of readdirSync(folder))
        this.emitFile({ type: 'asset', fileName: `presets/${name}`, source: readFileSync(folder + name, 'utf8') });
    },
  };
}
