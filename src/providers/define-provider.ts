import { NewsError } from '../model/error.js';
import type { Provider } from './provider.js';
import { defineProvider as define } from './registry.js';

/**
 * Registers a provider of your own under its name. Replaces one of the same name.
 * @throws NewsError `config` if it has no name or no function `read`
 */
export function defineProvider(provider: Provider): void {
  const { name, read } = Object(provider) as Partial<Provider>;
  if (!name || typeof name !== 'string' || typeof read !== 'function') {
    throw new NewsError('config', 'defineProvider: expected an object with a name (text) and a function read.');
  }
  define(provider);
}
