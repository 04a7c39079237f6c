import { hackerNewsProvider } from '../hacker-news.js';
import { defineProvider } from '../registry.js';

defineProvider(hackerNewsProvider);

export { hackerNewsProvider };
