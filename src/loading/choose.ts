import type { Choose } from './tidy.js';
import { withoutRepeats } from './tidy.js';

export const choose: Choose = (articles) => withoutRepeats(articles);
