import { NewsError } from '../model/error.js';
import { feedProvider } from './feed.js';
import type { Provider } from './provider.js';

/** Providers by name, each loaded on demand. */
export type Catalogue = Record<string, () => Promise<Provider>>;

const defined = new Map([['feed', feedProvider]]);

/** Providers that every element can use without further imports. */
const builtIn: Catalogue = { inline: async () => (await import('./inline.js')).inlineProvider };

/** Registers a provider under its name. Replaces one of the same name. */
export function defineProvider(provider: Provider): void {
  defined.set(provider.name, provider);
}

/** Returns whether a provider of this name has been made with `defineProvider`, or comes with every element. */
export const isDefined = (name: string): boolean => defined.has(name) || Object.hasOwn(builtIn, name);

/**
 * Returns a provider by name.
 * @param catalogue built-in providers, besides the defined ones
 * @throws NewsError `config` if there is none of that name
 */
export async function providerNamed(name: string, catalogue: Catalogue = {}): Promise<Provider> {
  const others = { ...builtIn, ...catalogue };
  const provider = defined.get(name) ?? (Object.hasOwn(others, name) && (await others[name]!()));
  if (provider) return provider;
  const known = [...new Set([...defined.keys(), ...Object.keys(others)])].join(', ');
  throw new NewsError(
    'config',
    `There is no provider "${name}" here. There are: ${known}. Import newsrack/define for all of newsrack's, ` +
      `newsrack/providers/${name} for one, or make your own with defineProvider().`,
  );
}
