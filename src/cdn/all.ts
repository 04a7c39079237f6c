/** The single file: registers every element, and has the exports of `newsrack`. */
import '../define.js';

export * from '../index.js';
