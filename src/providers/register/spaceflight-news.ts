import { spaceflightNewsProvider } from '../spaceflight-news.js';
import { defineProvider } from '../registry.js';

defineProvider(spaceflightNewsProvider);

export { spaceflightNewsProvider };
