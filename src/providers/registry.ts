import { NewsError } from '../model/error.js';
import { feedProvider } from './feed.js';
import type { Provider } from './provider.js';

/** The providers known by name; those that come with newsrack are loaded when somebody asks for them. */
const providers = new Map<string, () => Promise<Provider>>([
  ['feed', async () => feedProvider],
  ['gdelt', async () => (await import('./gdelt.js')).gdeltProvider],
  ['wordpress', async () => (await import('./wordpress.js')).wordpressProvider],
  ['wordpress-com', async () => (await import('./wordpress-com.js')).wordpressComProvider],
  ['ghost', async () => (await import('./ghost.js')).ghostProvider],
  ['hacker-news', async () => (await import('./hacker-news.js')).hackerNewsProvider],
  ['spaceflight-news', async () => (await import('./spaceflight-news.js')).spaceflightNewsProvider],
  ['mastodon', async () => (await import('./mastodon.js')).mastodonProvider],
  ['forem', async () => (await import('./forem.js')).foremProvider],
  ['guardian', async () => (await import('./guardian.js')).guardianProvider],
]);

/** Makes a provider of your own known by its name. One of the same name is replaced. */
export function defineProvider(provider: Provider): void {
  providers.set(provider.name, async () => provider);
}

/** @throws NewsError `config` where there is none of that name */
export function providerNamed(name: string): Promise<Provider> {
  const load = providers.get(name);
  if (load) return load();
  const known = [...providers.keys()].join(', ');
  throw new NewsError('config', `There is no provider "${name}". There are: ${known}; more with defineProvider().`);
}
