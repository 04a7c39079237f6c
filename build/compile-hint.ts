import type { Plugin } from 'vite';

/** A hint for V8 to compile all functions of a file on another thread while it loads: https://v8.dev/blog/explicit-compile-hints */
export const HINT = '//# allFunctionsCalledOnLoad';

/** Adds the hint on the first line, where it has to be, to the single file, of which pages use most functions. */
export const compileHint = (): Plugin => ({
  name: 'newsrack-compile-hint',
  generateBundle(_options, bundle) {
    for (const file of Object.values(bundle)) if (file.type === 'chunk') file.code = `${HINT}\n${file.code}`;
  },
});
