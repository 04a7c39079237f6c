/** Returns sentences by their names. The files to paste hold each language as a list; see `build/pack-languages.ts`. */
export const named = <Words>(words: Words): Words => words;
