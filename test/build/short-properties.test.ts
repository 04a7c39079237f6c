import { expect } from 'chai';
import { INTERNAL_PROPERTIES, shortProperties } from '../../build/short-properties.js';

type Hook = (code: string, id: string) => { code: string } | undefined;

const shortened = (code: string, id = '/src/views/a.ts') =>
  (shortProperties().transform as Hook)(code, id)?.code ?? code;

describe('shortProperties', () => {
  it('gives internal custom properties a name of one letter, where they are set and read', () => {
    const [, name] = /^(--_\w):0;a\{b:var\(\1\)\}$/.exec(shortened('--_accent:0;a{b:var(--_accent)}'))!;
    expect(name).not.to.equal(shortened('--_muted'));
  });

  it('gives each property a unique name', () => {
    const names = INTERNAL_PROPERTIES.map((name) => shortened(`--_${name};`));
    expect(new Set(names).size).to.equal(INTERNAL_PROPERTIES.length);
  });

  it('does not change public properties and the code of packages', () => {
    expect(shortened('var(--news-accent)')).to.equal('var(--news-accent)');
    expect(shortened('--_accent', '/node_modules/lit/a.js')).to.equal('--_accent');
  });

  it('fails the build for an unknown property', () => {
    expect(() => shortened('--_unknown: 1')).to.throw('uses --_unknown');
  });
});
