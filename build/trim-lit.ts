import type { Plugin } from 'vite';
import { LIT_PATCHES, STYLE_SHEETS, type Patch } from './lit-patches.js';

const LIT = /\/(?:lit-html|lit-element|@lit\/reactive-element|@lit\/task)\/([\w-]+\.js)$/;

/**
 * Takes out of lit, and of its tasks, what serves browsers that newsrack refuses, warnings in development about several copies of it,
 * server rendering by another package, and what is not used.
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
 * Replaces in a module of lit what the patches of its file say.
 * @throws if one of them no longer fits
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
