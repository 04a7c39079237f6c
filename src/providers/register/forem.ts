import { foremProvider } from '../forem.js';
import { defineProvider } from '../registry.js';

defineProvider(foremProvider);

export { foremProvider };
