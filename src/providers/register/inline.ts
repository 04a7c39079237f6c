import { inlineProvider } from '../inline.js';
import { defineProvider } from '../registry.js';

defineProvider(inlineProvider);

export { inlineProvider };
