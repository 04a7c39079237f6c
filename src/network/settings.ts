import type { Catalogue } from '../providers/registry.js';

/** Settings for all requests of a page; set with `configure`. */
export interface LoadingSettings {
  /** URL of the owner's relay, for feeds without CORS headers. The attribute `relay` overrides it. Default: none. */
  relay?: string | undefined;
  /** Fetches in place of the page's `fetch`. */
  fetch?: typeof fetch | undefined;
  /** Storage in place of `localStorage`; `null`: nowhere. */
  storage?: Storage | null | undefined;
}

export const settings: LoadingSettings & {
  /** Providers that elements can use besides the defined ones. */
  catalogue?: () => Promise<{ catalogue: Catalogue }>;
} = { __proto__: null } as object;
