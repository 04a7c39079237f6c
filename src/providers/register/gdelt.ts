import { gdeltProvider } from '../gdelt.js';
import { defineProvider } from '../registry.js';

defineProvider(gdeltProvider);

export { gdeltProvider };
