import type { Plugin } from 'vite';

const LANGUAGE = /\/src\/views\/languages\/(?!languages|language|word-order)[\w-]+\.ts$/;
const ORDER = /\/src\/views\/languages\/word-order\.ts$/;

/**
 * Writes the sentences of each language as one text, in a common order, without their names, which would be repeated in each
 * of 28 languages. `word-order.ts` restores the names.
 * @param names the names of all sentences
 */
export function packLanguages(names: readonly string[]): Plugin {
  return {
    name: 'newsrack-pack-languages',
    // After TypeScript syntax is removed.
    enforce: 'post',
    transform(code, id) {
      if (ORDER.test(id)) return { code: unpacking(names), map: null };
      return LANGUAGE.test(id) ? { code: packed(code, id, names), map: null } : undefined;
    },
  };
}

/** Separator between texts; no text contains it. */
const DIVIDER = '|';

/** @throws if a language has other sentences than all others */
function packed(code: string, id: string, names: readonly string[]): string {
  const source = /^export default (\{[^]*\});?\s*(?:\/\/# sourceMapping.*\s*)?$/m.exec(code)?.[1];
  if (!source) throw new Error(`${id} has no sentences.`);
  const { words } = new Function(`return ${source}`)() as { words: Record<string, unknown> };
  const unknown = Object.keys(words).filter((name) => !names.includes(name));
  if (unknown.length) throw new Error(`${id} has sentences that no language has: ${unknown.join()}.`);
  const list = names.map((name) => words[name]);
  const texts = list.map((text) => (typeof text === 'string' ? text : ''));
  if (texts.some((text) => text.includes(DIVIDER))) throw new Error(`${id} has a "${DIVIDER}" in a sentence.`);
  const others = list.filter((value) => typeof value === 'object');
  return `export default ${JSON.stringify([texts.join(DIVIDER), ...others])};`;
}

/** A name without a text stands for the next object, the forms of a sentence for numbers. */
const unpacking = (names: readonly string[]): string =>
  `const names = ${JSON.stringify(names.join())}.split(',');
export const named = ([texts, ...others]) =>
  Object.fromEntries(texts.split('${DIVIDER}').map((text, index) => [names[index], text || others.shift()]));`;
