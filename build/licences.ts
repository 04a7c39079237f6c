/** Names the licences of the code of others in the files to paste, and writes `dist/cdn/LICENSES.txt` with their full text. */
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

const FILE = 'LICENSES.txt';

/** The bytes of each file count: the full text stands beside it. */
const NOTICE = '/*! Lit, BSD-3-Clause */';

const IN_PACKAGE = /^(.*\/node_modules\/((?:@[^/]+\/)?[^/]+))\//;

/** @throws for a package without a licence, or with one that nothing here is known of */
export function licences(): Plugin {
  return {
    name: 'newsrack-licences',
    generateBundle(_options, bundle) {
      const texts = new Map<string, string>();
      for (const file of Object.values(bundle)) {
        if (file.type !== 'chunk') continue;
        const found = file.moduleIds.flatMap((id) => [IN_PACKAGE.exec(id) ?? []].filter(({ length }) => length));
        for (const [, folder, name] of found) if (!texts.has(name!)) texts.set(name!, licenceOf(folder!, name!));
        if (found.length) file.code = `${NOTICE}${file.code}`;
      }
      const entries = [...texts].sort().map(([name, text]) => `${name}\n\n${text.trim()}\n`);
      const source = `These files contain code of other packages.\n\n${entries.join(`\n${'-'.repeat(72)}\n\n`)}`;
      this.emitFile({ type: 'asset', fileName: FILE, source });
    },
  };
}

function licenceOf(folder: string, name: string): string {
  const { license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as { license?: string };
  if (license !== 'BSD-3-Clause') throw new Error(`${name} is bundled; its licence ${license} has no notice yet.`);
  return readFileSync(`${folder}/LICENSE`, 'utf8');
}
