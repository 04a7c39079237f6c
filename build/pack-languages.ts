import type { Plugin } from 'vite';

const LANGUAGE = /\/src\/views\/languages\/(?!languages|language|word-order)[\w-]+\.ts$/;
const ORDER = /\/src\/views\/languages\/word-order\.ts$/;

/**
 * Writes the sentences of each language as a list, in one order for all: 28 times the same names would be 28 times a page's
 * bytes, however well they compress. `word-order.ts` puts the names back.
 * @param names the names of all sentences
 */
export function packLanguages(names: readonly string[]): Plugin {
  return {
    name: 'newsrack-pack-languages',
    // When TypeScript's own syntax is gone.
    enforce: 'post',
    transform(code, id) {
      if (ORDER.test(id)) return { code: unpacking(names), map: null };
      return LANGUAGE.test(id) ? { code: packed(code, id, names), map: null } : undefined;
    },
  };
}

/** @throws if a language has other sentences than all others */
function packed(code: string, id: string, names: readonly string[]): string {
  const source = /^export default (\{[^]*\});?\s*(?:\/\/# sourceMapping.*\s*)?$/m.exec(code)?.[1];
  if (!source) throw new Error(`${id} has no sentences.`);
  const { words } = new Function(`return ${source}`)() as { words: Record<string, unknown> };
  const unknown = Object.keys(words).filter((name) => !names.includes(name));
  if (unknown.length) throw new Error(`${id} has sentences that no language has: ${unknown.join()}.`);
  const list = names.map((name) => words[name] ?? 0);
  return `export default { words: ${JSON.stringify(list)} };`;
}

const unpacking = (names: readonly string[]): string =>
  `const names = ${JSON.stringify(names.join())}.split(',');
export const named = (list) => Object.fromEntries(names.flatMap((name, index) => list[index] ? [[name, list[index]]] : []));`;
