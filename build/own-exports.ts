import type { Plugin } from 'vite';

/**
 * Has the bundler's helper for modules that are loaded on demand define their own exports only. It goes through what
 * every object inherits as well: where a page has put a text there, defining a getter of it throws, and nothing loads.
 */
export function ownExports(): Plugin {
  return {
    name: 'newsrack-own-exports',
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type === 'chunk') file.code = ownMembers(file.code);
      }
    },
  };
}

/** @throws where the helper is written in another way than the plugin knows */
export function ownMembers(code: string): string {
  const changed = code.replace(
    /for\s*\((?:var|let) ([\w$]+) in ([\w$]+)\)(?=\s*\{?\s*[\w$]+\([\w$]+,\s*\1,\s*\{\s*get:\s*\2\[\1\])/,
    'for(let $1 of Object.keys($2))',
  );
  if (changed === code && /get:\s*[\w$]+\[[\w$]+\]/.test(code)) throw new Error('The helper for exports is unknown.');
  return changed;
}
