/** Adds a licence notice to each file with code of bundled packages, and writes the full licence texts to a file. */
import { readFileSync, readdirSync } from 'node:fs';
import type { Plugin } from 'vite';

/** Names in notices; other packages are named as on npm. */
const NAMES = /^(?:lit|lit-html|lit-element|@lit\/.*|@lit-labs\/.*)$/;

const KNOWN = ['BSD-3-Clause', 'BSD-2-Clause', 'MIT'];

/** Licence texts for packages that name the licence and their author, but contain no text. */
const MIT = `MIT License

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.`;

interface Manifest {
  license?: string;
  author?: string;
}

interface Licence {
  name: string;
  licence: string;
  text: string;
}

const IN_PACKAGE = /^(.*\/node_modules\/((?:@[^/]+\/)?[^/]+))\//;

/**
 * @param file path of the full licence texts
 * @throws for a package without a licence, or with an unknown one
 */
export function licences(file = 'LICENSES.txt'): Plugin {
  return {
    name: 'newsrack-licences',
    generateBundle(_options, bundle) {
      const all = new Map<string, Licence>();
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue;
        const found = chunk.moduleIds.flatMap((id) => [IN_PACKAGE.exec(id) ?? []].filter(({ length }) => length));
        for (const [, folder, name] of found) if (!all.has(folder!)) all.set(folder!, licenceOf(folder!, name!));
        if (found.length) chunk.code = `${notice(found.map(([, folder]) => all.get(folder!)!))}${chunk.code}`;
      }
      const entries = [...all.values()]
        .map(({ name, text }) => `${name}\n\n${text.trim()}\n`)
        .sort()
        .filter((entry, index, sorted) => entry !== sorted[index - 1]);
      const source = `These files contain code of other packages.\n\n${entries.join(`\n${'-'.repeat(72)}\n\n`)}`;
      this.emitFile({ type: 'asset', fileName: file, source });
    },
  };
}

/** Returns the notice: one short line, since the full texts are in a file. */
function notice(found: Licence[]): string {
  const names = found.map(({ name, licence }) => `${NAMES.test(name) ? 'Lit' : name}, ${licence}`);
  return `/*! ${[...new Set(names)].join('; ')} */`;
}

function licenceOf(folder: string, name: string): Licence {
  const { license = '', author } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as Manifest;
  // One package of Lit has no such file: all of them share a repository and a licence.
  const file = licenceFile(folder) ?? (name.startsWith('@lit-labs/') ? licenceFile(`${folder}/../../lit`) : undefined);
  const text = file ? readFileSync(file, 'utf8') : license === 'MIT' && author && `${author}\n\n${MIT}`;
  if (!KNOWN.includes(license) || !text)
    throw new Error(`${name} is bundled; its licence ${license} is not known here.`);
  return { name, licence: license, text };
}

function licenceFile(folder: string): string | undefined {
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
  return file && `${folder}/${file}`;
}
