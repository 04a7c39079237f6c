import { readdirSync } from 'node:fs';
import { nodeResolve } from '@rollup/plugin-node-resolve';

export default readdirSync('src').map((file) => ({
  input: `src/${file}`,
  output: { dir: `dist/${file.slice(0, -3)}`, entryFileNames: 'main.js' },
  plugins: [nodeResolve()],
}));
