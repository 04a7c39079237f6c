import type { Plugin } from 'vite';

/**
 * Restricts the bundler's helper for dynamically imported modules to own exports. It also iterates inherited members: if a
 * page has added a text to `Object.prototype`, defining a getter from it throws, and nothing loads.
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

/** @throws if the code of the helper is not the known one */
export function ownMembers(code: string): string {
  const changed = code.replace(
    /for\s*\((?:var|let) ([\w$]+) in ([\w$]+)\)(?=\s*\{?\s*[\w$]+\([\w$]+,\s*\1,\s*\{\s*get:\s*\2\[\1\])/,
    'for(let $1 of Object.keys($2))',
  );
  if (changed === code && /get:\s*[\w$]+\[[\w$]+\]/.test(code)) throw new Error('The helper for exports is unknown.');
  return changed;
}
