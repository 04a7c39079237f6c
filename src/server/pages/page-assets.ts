/** The files that pages link: two style sheets, and the script of frames. Their names hold a hash of their content. */
import { feedStyleSheet } from '../render.js';
import { etagOf } from '../responses.js';
import { EMBED_SCRIPT } from './embed-script.js';
import type { PageSettings } from './page-options.js';
import { pageStyles } from './page-styles.js';

export interface PageAsset {
  /** Address below the root of the site. */
  page: string;
  type: 'text/css' | 'text/javascript';
  body: string;
}

/** The files by what they are for. */
export interface PageAssets {
  page: PageAsset;
  feed: PageAsset;
  frame: PageAsset;
}

/** Creates the files for the colours and the font of an owner. */
export async function createPageAssets(settings: PageSettings): Promise<PageAssets> {
  const [page, feed, frame] = await Promise.all([
    assetOf('page', 'css', pageStyles(settings)),
    assetOf('feed', 'css', await feedStyleSheet()),
    assetOf('frame', 'js', EMBED_SCRIPT),
  ]);
  return { page, feed, frame };
}

async function assetOf(name: keyof PageAssets, extension: 'css' | 'js', body: string): Promise<PageAsset> {
  const hash = (await etagOf(body))
    .replace(/^W\/"|"$/g, '')
    .replace(/[^\da-z]/gi, '')
    .slice(0, 10);
  const type = extension === 'css' ? 'text/css' : 'text/javascript';
  return { page: `-/${name}-${hash}.${extension}`, type, body };
}

/** A requested file, and whether its name is the current one, so that it never changes. */
export function assetNamed(assets: PageAssets, name: string): { asset: PageAsset; isCurrent: boolean } | undefined {
  const [, kind = ''] = /^(page|feed|frame)-\w+\.(?:css|js)$/.exec(name) ?? [];
  // Pages in caches link the files of the version that wrote them.
  const asset = Object.hasOwn(assets, kind) ? assets[kind as keyof PageAssets] : undefined;
  return asset && { asset, isCurrent: asset.page === `-/${name}` };
}
