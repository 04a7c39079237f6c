import { expect } from 'chai';
import { packLanguages } from '../../build/pack-languages.js';
import { transformed } from './bundles.js';

const NAMES = ['more', 'added', 'retry'];
const german = (words: string) => `export default { reviewed: false, words: ${words} };`;
const packed = (words: string) => transformed(packLanguages(NAMES), german(words), '/src/views/languages/de.ts');

describe('packLanguages', () => {
  it('restores the name of every sentence', async () => {
    const words = { more: 'Mehr', added: { one: 'eins', other: 'viele' }, retry: 'Erneut versuchen' };
    const order = transformed(packLanguages(NAMES), '', '/src/views/languages/word-order.ts');
    const load = (code: string) =>
      import(`data:text/javascript,${encodeURIComponent(code)}`) as Promise<Record<string, unknown>>;
    const { named } = (await load(order)) as { named(list: unknown): object };
    expect(named((await load(packed(JSON.stringify(words)))).default)).to.deep.equal(words);
  });

  it('fails the build for a sentence that no other language has', () => {
    expect(() => packed('{ more: "Mehr", mroe: "Mehr" }')).to.throw('mroe');
  });

  it('fails the build for a sentence that contains the separator', () => {
    expect(() => packed('{ more: "Mehr|Weniger" }')).to.throw('"|"');
  });

  it('does not change the list of languages', () => {
    const code = 'export const LANGUAGES = {};';
    expect(transformed(packLanguages(NAMES), code, '/src/views/languages/languages.ts')).to.equal(code);
  });
});
