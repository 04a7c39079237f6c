/** Deletes the built modules before a build, but not the CDN files, which Vite replaces itself. */
import { existsSync, readdirSync, rmSync } from 'node:fs';

const DIST = new URL('../dist/', import.meta.url);
const names = existsSync(DIST) ? readdirSync(DIST) : [];
for (const name of names) if (name !== 'cdn') rmSync(new URL(name, DIST), { recursive: true });
