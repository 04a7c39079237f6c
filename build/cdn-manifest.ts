/** Writes `dist/cdn/manifest.json`: the files to paste and to preload, for the builder and for self-hosting. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import type { Plugin } from 'vite';

export interface CdnManifest {
  /** The release that the files are of. */
  version: string;
  /** By name: size in bytes, plain and in brotli, and hash for `integrity`. */
  files: Record<string, { bytes: number; brotli: number; integrity: string }>;
  /** Files that a page loads to show the first story of a feed, by its format: `rss`, `atom`, `json-feed`. */
  first: Record<string, string[]>;
  /** Further files for layouts other than `list`. */
  looks: string[];
  /** Further files for several feeds, several publishers and filters. */
  filter: string[];
  /** Further files for a `relay`. */
  relay: string[];
  /** Files that a page loads to show the first story of each service. */
  providers: Record<string, string[]>;
}

type Bundle = Parameters<Extract<Plugin['writeBundle'], (...given: never[]) => unknown>>[1];

/**
 * @param root folder of the project
 * @param version the version of the release
 */
export function cdnManifest(root: string, version: string): Plugin {
  const folder = join(root, 'dist/cdn');
  const path = join(folder, 'manifest.json');
  return {
    name: 'newsrack-cdn-manifest',
    writeBundle(_options, bundle) {
      const isFirst = 'newsrack.js' in bundle;
      const earlier: Partial<CdnManifest> =
        !isFirst && existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as CdnManifest) : {};
      const files = Object.keys(bundle).filter((name) => existsSync(join(folder, name)));
      const measured = Object.fromEntries(files.sort().map((name) => [name, measure(join(folder, name))]));
      const manifest = {
        version,
        ...earlier,
        files: { ...earlier.files, ...measured },
        ...(isFirst ? needs(bundle, providers(root)) : {}),
      };
      writeFileSync(path, `${JSON.stringify(manifest, null, 2)}\n`);
    },
  };
}

function measure(path: string): CdnManifest['files'][string] {
  const body = readFileSync(path);
  return {
    bytes: body.length,
    brotli: brotliCompressSync(body).length,
    integrity: `sha384-${createHash('sha384').update(body).digest('base64')}`,
  };
}

/** Services with a chunk of their own. */
const providers = (root: string): string[] =>
  readdirSync(join(root, 'src/providers/register'))
    .map((file) => file.replace('.ts', ''))
    .filter((name) => name !== 'feed');

function needs(bundle: Bundle, services: string[]): Omit<CdnManifest, 'version' | 'files'> {
  const chunks = Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? [file] : []));
  /** Returns chunks by name, with all their imports. */
  const files = (...names: string[]): string[] => {
    const found = new Set(names.map((name) => chunks.find((chunk) => chunk.name === name)!.fileName));
    // Iterating a set includes entries that are added meanwhile.
    for (const name of found) {
      for (const imported of chunks.find(({ fileName }) => fileName === name)!.imports)
        if (bundle[imported]) found.add(imported);
    }
    return [...found];
  };
  const byName = (names: string[], of: (name: string) => string[]) =>
    Object.fromEntries(names.map((name) => [name, of(name)]));
  const first = files('first');
  const besides = (name: string) => files(name).filter((file) => !first.includes(file));
  return {
    first: byName(['rss', 'atom', 'json-feed'], (dialect) => files('newsrack', 'first', dialect)),
    looks: besides('looks'),
    filter: besides('filter'),
    relay: besides('relay'),
    providers: byName(services, (name) => files('newsrack', 'first', 'rest', name)),
  };
}
