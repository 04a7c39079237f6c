import type { Plugin } from 'vite';
import { LIT_PATCHES, STYLE_SHEETS, type Patch } from './lit-patches.js';

const LIT = /\/(?:lit-html|lit-element|@lit\/reactive-element|@lit\/task)\/([\w-]+\.js)$/;

/**
 * Removes unused code from lit and @lit/task: for browsers that newsrack does not support, warnings about several copies,
 * server rendering by another package, and unused features.
 */
export function trimLit(patches = LIT_PATCHES): Plugin {
  return {
    name: 'newsrack-trim-lit',
    enforce: 'pre',
    load: (id) => (id.endsWith('/@lit/reactive-element/css-tag.js') ? STYLE_SHEETS : undefined),
    transform: (code, id) => (LIT.test(id) ? { code: patched(code, id, patches), map: null } : undefined),
  };
}

/**
 * Applies the patches of a file to a module of lit.
 * @throws if a patch no longer fits
 */
export function patched(code: string, id: string, patches: readonly Patch[]): string {
  const file = LIT.exec(id)?.[1];
  for (const patch of patches) {
    for (const [unused, rest] of patch.in[file ?? ''] ?? []) {
      if (!unused.test(code)) throw new Error(`lit's ${file} has changed: "${patch.what}" finds no ${unused}.`);
      code = code.replace(unused, rest);
    }
  }
  return code;
}
