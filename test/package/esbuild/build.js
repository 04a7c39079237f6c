import { readdirSync } from 'node:fs';
import { build } from 'esbuild';

for (const file of readdirSync('src')) {
  await build({
    entryPoints: { main: `src/${file}` },
    outdir: `dist/${file.slice(0, -3)}`,
    bundle: true,
    minify: true,
    format: 'esm',
    splitting: true,
  });
}
