import type { Plugin } from 'vite';
import german from '../src/views/languages/de.js';
import { cdnManifest } from './cdn-manifest.js';
import { classicScript } from './classic-script.js';
import { compileHint } from './compile-hint.js';
import { directLit } from './direct-lit.js';
import { licences } from './licences.js';
import { loadableChunks } from './loadable-chunks.js';
import { minifyTemplates } from './minify-templates.js';
import { packLanguages } from './pack-languages.js';
import { plainExports } from './plain-exports.js';
import { plainNamespaces } from './plain-namespaces.js';
import { nodeOnly } from './node-only.js';
import { ownExports } from './own-exports.js';
import { precompiledValidator } from './precompiled-validator.js';
import { presets } from './presets.js';
import { shortNames } from './short-names.js';
import { shortProperties } from './short-properties.js';
import { trimLit } from './trim-lit.js';

/**
 * Returns the plugins for the CDN files, in the order in which they transform the code.
 * @param root folder of the project
 * @param isSingle whether the build makes the single file
 * @param constants values of the starter's `VERSION` and `HASH`
 */
export function cdnPlugins(root: string, isSingle: boolean, constants: { VERSION: string; HASH: string }): Plugin[] {
  const forChunks = [
    plainNamespaces(),
    plainExports('first'),
    loadableChunks('newsrack.js', constants),
    classicScript(),
    presets(root),
  ];
  return [
    precompiledValidator(),
    nodeOnly(),
    directLit(),
    minifyTemplates(),
    trimLit(),
    packLanguages(Object.keys(german.words)),
    shortNames(),
    shortProperties(),
    ...(isSingle ? [] : forChunks),
    licences(),
    ...(isSingle ? [ownExports(), compileHint()] : []),
    cdnManifest(root, constants.VERSION),
  ];
}
