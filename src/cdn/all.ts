/** All in one file: registers every element and exports what `newsrack` exports. */
import '../define.js';

export * from '../index.js';
