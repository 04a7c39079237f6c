import { feedProvider } from '../feed.js';
import { defineProvider } from '../registry.js';

defineProvider(feedProvider);

export { feedProvider };
