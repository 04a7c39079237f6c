import { jsonProvider } from '../json.js';
import { defineProvider } from '../registry.js';

defineProvider(jsonProvider);

export { jsonProvider };
