import { mastodonProvider } from '../mastodon.js';
import { defineProvider } from '../registry.js';

defineProvider(mastodonProvider);

export { mastodonProvider };
