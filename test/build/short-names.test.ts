import { parseAst } from 'vite';
import { expect } from 'chai';
import { INTERNAL_NAMES, shortNames } from '../../build/short-names.js';

type Hook = (this: object, code: string, id: string) => { code: string } | undefined;

const shortened = (code: string, names: string[], id = '/src/feed/a.ts') =>
  (shortNames(names).transform as Hook).call({ parse: parseAst }, code, id)?.code ?? code;

describe('shortNames', () => {
  it('gives members and variables with a listed name the same short name everywhere', () => {
    expect(shortened('const { isOwn } = state; f({ isOwn, isSlow: state.isSlow });', ['isOwn', 'isSlow'])).to.equal(
      'const { A } = state; f({ A, B: state.B });',
    );
  });

  it('gives exports and their imports the same short name', () => {
    expect(shortened("import { isOwn as own } from './b.js'; export { isOwn } from './b.js';", ['isOwn'])).to.equal(
      "import { A as own } from './b.js'; export { A } from './b.js';",
    );
  });

  it('shortens texts that are types of actions', () => {
    expect(shortened("f({ type: 'load-slow' }); g('load-slower');", [])).to.equal(
      "f({ type: 'E' }); g('load-slower');",
    );
  });

  it('does not change other texts, templates, private members and the code of packages', () => {
    for (const code of ["f('not isOwn', `isOwn`);", 'class B { #isOwn; }'])
      expect(shortened(code, ['isOwn'])).to.equal(code);
    expect(shortened('a.isOwn;', ['isOwn'], '/node_modules/lit/a.js')).to.equal('a.isOwn;');
  });

  it('fails the build if a listed name is a text, which may be the name of a member', () => {
    expect(() => shortened("a['isOwn'];", ['isOwn'])).to.throw('/src/feed/a.ts has "isOwn" as a text.');
  });

  it('fails the build if a module already uses a short name', () => {
    expect(() => shortened('const A = 1;', ['isOwn'])).to.throw('has the name A');
  });

  it('continues with two letters after Z', () => {
    const names = [...Array(27).keys()].map((index) => `name${index}`);
    expect(shortened('a.name25 + a.name26;', names)).to.equal('a.Z + a.AA;');
  });

  it('lists each name once', () => {
    expect(new Set(INTERNAL_NAMES).size).to.equal(INTERNAL_NAMES.length);
  });
});
