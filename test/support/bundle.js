/** Makes tests in TypeScript, written for mocha, ready for `node --test`. */
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The folder of the bundles. Packages that the tests import are found from there as well. */
export const BUNDLES = 'node_modules/.cache/newsrack-tests/';

/**
 * Bundles test files into `BUNDLES`, together: starting a process for each then costs little more than Node itself.
 * @returns the paths of the bundles, in the order of the files
 */
export async function bundleForNode(files) {
  rmSync(ROOT + BUNDLES, { recursive: true, force: true });
  // Reporters want the folder's name alone.
  const { build } = await import('esbuild');
  await build({
    absWorkingDir: ROOT,
    entryPoints: files,
    outdir: BUNDLES,
    outbase: '.',
    inject: ['test/support/mocha-in-node.js'],
    bundle: true,
    splitting: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'warning',
  });
  return files.map((file) => BUNDLES + file.replace(/\.ts$/, '.js'));
}
