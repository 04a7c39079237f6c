import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';

export default readdirSync('src').map((file) => ({
  mode: 'production',
  entry: `./src/${file}`,
  output: { path: resolve('dist', file.slice(0, -3)), filename: 'main.js', chunkFilename: '[id].js' },
}));
