import { wordpressProvider } from '../wordpress.js';
import { defineProvider } from '../registry.js';

defineProvider(wordpressProvider);

export { wordpressProvider };
