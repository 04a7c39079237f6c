import type { Catalogue } from './registry.js';

/** The built-in providers, each loaded on demand. */
export const catalogue: Catalogue = {
  gdelt: async () => (await import('./gdelt.js')).gdeltProvider,
  wordpress: async () => (await import('./wordpress.js')).wordpressProvider,
  'wordpress-com': async () => (await import('./wordpress-com.js')).wordpressComProvider,
  ghost: async () => (await import('./ghost.js')).ghostProvider,
  'hacker-news': async () => (await import('./hacker-news.js')).hackerNewsProvider,
  'spaceflight-news': async () => (await import('./spaceflight-news.js')).spaceflightNewsProvider,
  mastodon: async () => (await import('./mastodon.js')).mastodonProvider,
  forem: async () => (await import('./forem.js')).foremProvider,
  guardian: async () => (await import('./guardian.js')).guardianProvider,
  json: async () => (await import('./json.js')).jsonProvider,
  inline: async () => (await import('./inline.js')).inlineProvider,
};
