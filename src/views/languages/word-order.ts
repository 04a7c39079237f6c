import type { Language } from './language.js';

/** Returns the sentences of a language by their names. The files to paste hold them as a list; see `build/pack-languages.ts`. */
export const named = ({ words }: Language): Language['words'] => words;
