/** Before modules are built: takes out what was built of them, but not the files for CDNs, which vite replaces itself. */
import { existsSync, readdirSync, rmSync } from 'node:fs';

const DIST = new URL('../dist/', import.meta.url);
const names = existsSync(DIST) ? readdirSync(DIST) : [];
for (const name of names) if (name !== 'cdn') rmSync(new URL(name, DIST), { recursive: true });
