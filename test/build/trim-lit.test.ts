import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { expect } from 'chai';
import { LIT_PATCHES } from '../../build/lit-patches.js';
import { patched, trimLit } from '../../build/trim-lit.js';

const FOLDERS = ['lit-html', 'lit-element', '@lit/reactive-element', '@lit/task'];

const PATCH = {
  what: 'a branch',
  bytes: 200,
  in: { 'lit-html.js': [[/if\(a\)\{[^{}]*\}/, '']] as [RegExp, string][] },
};

describe('trimLit', () => {
  it('removes the code of a patch', () => {
    expect(patched('f();if(a){b()}g();', '/lit-html/lit-html.js', [PATCH])).to.equal('f();g();');
  });

  it('does not change other files', () => {
    expect(patched('if(a){b()}', '/lit-html/directive.js', [PATCH])).to.equal('if(a){b()}');
  });

  it('fails the build when a patch no longer fits, and says which', () => {
    expect(() => patched('f();', '/lit-html/lit-html.js', [PATCH])).to.throw(
      'lit-html.js has changed: "a branch" finds',
    );
  });

  it('has patches that fit the lit that is installed', () => {
    for (const file of new Set(LIT_PATCHES.flatMap((patch) => Object.keys(patch.in)))) {
      const path = FOLDERS.map((folder) => `node_modules/${folder}/${file}`).find(existsSync)!;
      const code = readFileSync(path, 'utf8');
      expect(patched(code, path, LIT_PATCHES).length).to.be.below(code.length);
    }
  });

  it('has no patch that saves less than 150 bytes', () => {
    for (const { what, bytes } of LIT_PATCHES) expect(bytes, what).to.be.at.least(150);
  });

  it('removes no code that our elements use', () => {
    for (const file of readdirSync('src/elements', { recursive: true, encoding: 'utf8' })) {
      if (!file.endsWith('.ts')) continue;
      const code = readFileSync(`src/elements/${file}`, 'utf8');
      expect(code, file).not.to.match(
        /\b(?:reflect|useDefault|noAccessor|hasChanged|state|type): (?:true|false|Number|Boolean)\b/,
      );
      expect(code, file).not.to.match(
        /\b(?:addInitializer|getPropertyOptions|shouldUpdate|firstUpdated|isConnected: )\b/,
      );
      expect(code, file).not.to.match(/\b(?:initialValue|onComplete|onError|autoRun: true|argsEqual)\b/);
    }
  });

  it('replaces lit’s style sheets by ones that every browser adopts', () => {
    const load = trimLit().load as (id: string) => string | undefined;
    expect(load('/node_modules/@lit/reactive-element/css-tag.js')).to.contain('adoptedStyleSheets');
    expect(load('/node_modules/lit-html/lit-html.js')).to.equal(undefined);
  });
});
