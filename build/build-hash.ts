import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';

/** Files and folders that the chunks depend on: the sources, and the tools that build them. */
const INGREDIENTS = ['package.json', 'package-lock.json', 'vite.config.ts', 'build', 'src'];

/**
 * Returns the hash at the end of all chunks' names: another as soon as anything changes that a chunk may be made of.
 * One for all costs readers fewer bytes than one each, and under the exact version of a release each chunk is new anyway.
 * @param root folder of the project
 */
export function buildHash(root: string): string {
  const hash = createHash('sha256');
  const add = (path: string): void => {
    if (statSync(path).isFile()) return void hash.update(path.slice(root.length)).update(readFileSync(path));
    for (const name of readdirSync(path).sort()) add(`${path}/${name}`);
  };
  for (const name of INGREDIENTS) add(root + name);
  // Digits, since terser names variables by the letters that it meets most: so sizes don't depend on the hash.
  return String(hash.digest().readUInt32BE() % 1e8).padStart(8, '0');
}
