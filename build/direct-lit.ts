import type { Plugin } from 'vite';

/** Modules that define the names which the first paint imports from `lit`. */
const HOMES: Record<string, string> = {
  html: 'lit/html.js',
  nothing: 'lit/html.js',
  render: 'lit/html.js',
  css: '@lit/reactive-element/css-tag.js',
};

/**
 * Imports names from the module of lit that defines them. The entry `lit` imports all of lit, so that every view would reach
 * the base class of elements.
 */
export function directLit(): Plugin {
  return {
    name: 'newsrack-direct-lit',
    enforce: 'pre',
    transform: (code, id) =>
      id.includes('/node_modules/') ? undefined : { code: code.replace(FROM_LIT, directImports), map: null },
  };
}

const FROM_LIT = /^import \{([^}]*)\} from 'lit';$/gm;

function directImports(_all: string, list: string): string {
  const names = list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name && !name.startsWith('type '));
  return names.map((name) => `import { ${name} } from '${HOMES[name.split(' ')[0]!] ?? 'lit'}';`).join(' ');
}
