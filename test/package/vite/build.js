import { readdirSync } from 'node:fs';
import { build } from 'vite';

for (const file of readdirSync('src')) {
  await build({
    base: './',
    build: {
      outDir: `dist/${file.slice(0, -3)}`,
      rolldownOptions: { input: `src/${file}`, output: { entryFileNames: 'main.js' } },
    },
  });
}
