import { expect } from 'chai';
import { classicScript } from '../../build/classic-script.js';
import { compileHint } from '../../build/compile-hint.js';
import { directLit } from '../../build/direct-lit.js';
import { loadableChunks } from '../../build/loadable-chunks.js';
import { minifyTemplates } from '../../build/minify-templates.js';
import { nodeOnly } from '../../build/node-only.js';
import { ownMembers } from '../../build/own-exports.js';
import { plainExports } from '../../build/plain-exports.js';
import { plainNamespaces } from '../../build/plain-namespaces.js';
import { emitted, generated, transformed } from './bundles.js';

describe('directLit', () => {
  it('imports names from the module in which lit defines them', () => {
    const code = transformed(directLit(), "import { type TemplateResult, css, html } from 'lit';\nhtml``;", 'src/a.ts');
    expect(code).to.equal(
      "import { css } from '@lit/reactive-element/css-tag.js'; import { html } from 'lit/html.js';\nhtml``;",
    );
  });

  it('keeps renamed imports', () => {
    const code = transformed(directLit(), "import { html as template } from 'lit';", 'src/a.ts');
    expect(code).to.equal("import { html as template } from 'lit/html.js';");
  });

  it('does not change unknown names, types and other packages', () => {
    for (const code of [
      "import { LitElement } from 'lit';",
      "import type { CSSResult } from 'lit';",
      "import { keyed } from 'lit/directives/keyed.js';",
    ])
      expect(transformed(directLit(), code, 'src/a.ts')).to.equal(code);
  });
});

describe('nodeOnly', () => {
  it('replaces the search for long labels, and no other module', () => {
    const load = nodeOnly().load as (id: string) => string | undefined;
    expect(load('/project/src/text/long-host.ts')).to.equal('export const hasLongHost = () => false;');
    expect(load('/project/src/text/clean.ts')).to.equal(undefined);
  });
});

describe('ownExports', () => {
  it('restricts the export helper to own members, minified or not', () => {
    expect(ownMembers('for(var i in e)O(r,i,{get:e[i],enumerable:!0})')).to.equal(
      'for(let i of Object.keys(e))O(r,i,{get:e[i],enumerable:!0})',
    );
    expect(ownMembers('for (var name in all) {\n __defProp(target, name, { get: all[name] })}')).to.equal(
      'for(let name of Object.keys(all)) {\n __defProp(target, name, { get: all[name] })}',
    );
  });

  it('does not change other loops, and fails for an unknown helper', () => {
    expect(ownMembers('for(let i in e)f(e[i])')).to.equal('for(let i in e)f(e[i])');
    expect(() => ownMembers('for(const i in e)O(r,i,{get:e[i]})')).to.throw('unknown');
  });
});

describe('minifyTemplates', () => {
  const styles = (css: string) => transformed(minifyTemplates(), `css\`${css}\``, '/src/views/a.ts').slice(4, -1);

  it('removes comments, white space and redundant characters from style sheets', () => {
    expect(styles('\n  /* why */\n  .a > .b,\n  .c::before {\n    margin: 0.5em 0;\n  }\n')).to.equal(
      ' .a>.b,.c:before{margin:.5em 0}',
    );
  });

  it('keeps significant spaces in CSS', () => {
    expect(styles('.a .b { width: calc(1px + 2px); }')).to.equal('.a .b{width:calc(1px + 2px)}');
  });

  it('does not change the code of packages', () => {
    const code = 'css`a { b: c; }`';
    expect(transformed(minifyTemplates(), code, '/node_modules/lit/a.js')).to.equal(code);
  });

  it('removes line breaks and indentation from templates', () => {
    const { 'a.js': code } = generated(minifyTemplates(), { 'a.js': 'const a=b`<p>\n    <b>x</b>\n  </p>`;' });
    expect(code).to.equal('const a=b`<p><b>x</b></p>`;');
  });

  it('declares everything by one keyword', () => {
    const { handler } = minifyTemplates().renderChunk as { handler(code: string): { code: string } };
    expect(handler('const a = 1; for (const [b] of a.const) f("const");').code).to.equal(
      'let a = 1; for (let [b] of a.const) f("const");',
    );
  });

  it('keeps strings', () => {
    const strings = String.raw`f("a  b","two\nlines",'const',"a > b");`;
    expect(generated(minifyTemplates(), { 'a.js': strings })['a.js']).to.equal(strings);
  });
});

describe('plainExports', () => {
  const chunks = (other: string) => ({
    'chunks/first-12345678.js': 'let ab=1,cd=2;export{ab as t,cd as n};',
    'chunks/rest-12345678.js': other,
  });

  it('exports by the local names of a chunk', () => {
    const code = generated(plainExports('first'), chunks(''))['chunks/first-12345678.js'];
    expect(code).to.equal('let ab=1,cd=2;export{ab,cd};');
  });

  it('renames the imports of other chunks', () => {
    const code = generated(
      plainExports('first'),
      chunks('import{t as ab,n as x}from"./first-12345678.js";import("./first-12345678.js").then(e=>e.n);'),
    )['chunks/rest-12345678.js'];
    expect(code).to.equal('import{ab,cd as x}from"./first-12345678.js";import("./first-12345678.js").then(e=>e.cd);');
  });

  it('fails the build for a name that is not exported', () => {
    const build = () => generated(plainExports('first'), chunks('import{z}from"./first-12345678.js";'));
    expect(build).to.throw('first does not export z.');
  });
});

describe('plainNamespaces', () => {
  const HELPER = 'import{t as e}from"./rolldown-runtime-12345678.js";';

  it('writes a namespace as an object, and removes the bundler’s helper', () => {
    const result = generated(plainNamespaces(), {
      'a.js': `${HELPER}let b=1,c=2,n=e({one:()=>b,two:()=>c});`,
      'chunks/rolldown-runtime-12345678.js': 'export{x as t};',
    });
    expect(result).to.deep.equal({ 'a.js': 'let b=1,c=2,n={get one(){return b},get two(){return c}};' });
  });

  it('fails the build if the helper is still needed', () => {
    const build = () => generated(plainNamespaces(), { 'a.js': `${HELPER}let b=1;b=e({one:()=>b+1});` });
    expect(build).to.throw('a.js still needs the helper.');
  });
});

describe('loadableChunks', () => {
  const plugin = () => loadableChunks('newsrack.js', { VERSION: '1.2.3', HASH: '12345678' });
  const starter = 'let l=1;export{l as loadChunk,r as ready};';

  it('turns a chunk into a function that loads its imports', () => {
    const result = generated(plugin(), {
      'newsrack.js': starter,
      'chunks/a-12345678.js': 'import{b as c}from"./first-12345678.js";let d=c;export{d as t};',
    });
    expect(result['chunks/a-12345678.js']).to.equal(
      'export default(async function($$){let {b:c}=await $$("first");let d=c;;return{t:d}});',
    );
  });

  it('lets the starter load chunks by its own function, and keeps only its public exports', () => {
    const result = generated(plugin(), { 'newsrack.js': `import("./chunks/a-12345678.js");${starter}` });
    expect(result['newsrack.js']).to.equal('l("a");let l=1;export{r as ready};');
  });

  it('rejects a module that exports a variable which may change', () => {
    expect(() => transformed(plugin(), 'export let count = 0;', '/src/a.ts')).to.throw('may change');
  });

  it('writes version and hash into the starter', () => {
    expect(transformed(plugin(), '`${VERSION}-${HASH}`', '/src/cdn/loader.ts')).to.equal('`1.2.3-12345678`');
  });
});

describe('compileHint', () => {
  it('is on the first line, before any other comment', () => {
    const files = generated(compileHint(), { 'all.js': '/*! A licence */let a;' });
    expect(files['all.js']).to.equal('//# allFunctionsCalledOnLoad\n/*! A licence */let a;');
  });
});

describe('classicScript', () => {
  it('imports the module in the same folder', () => {
    const { 'newsrack.classic.js': code } = emitted(classicScript());
    expect(code).to.contain("new URL('newsrack.js', src)");
  });
});
