import { ghostProvider } from '../ghost.js';
import { defineProvider } from '../registry.js';

defineProvider(ghostProvider);

export { ghostProvider };
