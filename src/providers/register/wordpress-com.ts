import { wordpressComProvider } from '../wordpress-com.js';
import { defineProvider } from '../registry.js';

defineProvider(wordpressComProvider);

export { wordpressComProvider };
