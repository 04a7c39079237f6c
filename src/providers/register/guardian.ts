import { guardianProvider } from '../guardian.js';
import { defineProvider } from '../registry.js';

defineProvider(guardianProvider);

export { guardianProvider };
