import type { Plugin } from 'vite';

/** V8 compiles all functions of a file on another thread while it arrives; see https://v8.dev/blog/explicit-compile-hints. */
export const HINT = '//# allFunctionsCalledOnLoad';

/** Puts the hint on the first line, where it has to stand: the page uses most of a file that holds everything. */
export const compileHint = (): Plugin => ({
  name: 'newsrack-compile-hint',
  generateBundle(_options, bundle) {
    for (const file of Object.values(bundle)) if (file.type === 'chunk') file.code = `${HINT}\n${file.code}`;
  },
});
