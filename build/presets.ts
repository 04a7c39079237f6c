import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** Copies the ready-made looks unminified, so that designers can start from them. */
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
