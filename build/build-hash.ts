import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';

/** Files and folders that the chunks depend on: the sources, and the tools that build them. */
const INGREDIENTS = ['package.json', 'package-lock.json', 'vite.config.ts', 'build', 'src'];

/**
 * Returns the hash in the names of all chunks. It changes with any file that a chunk may be made of. One hash for all takes
 * fewer bytes than one each, and with the exact version of a release in the URL each chunk is new anyway.
 * @param root folder of the project
 */
export function buildHash(root: string): string {
  const hash = createHash('sha256');
  const add = (path: string): void => {
    if (statSync(path).isFile()) return void hash.update(path.slice(root.length)).update(readFileSync(path));
    for (const name of readdirSync(path).sort()) add(`${path}/${name}`);
  };
  for (const name of INGREDIENTS) add(root + name);
  // Only digits: terser names variables by the most frequent letters, so letters here would affect sizes.
  return String(hash.digest().readUInt32BE() % 1e8).padStart(8, '0');
}
