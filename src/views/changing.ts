import { keyed } from 'lit/directives/keyed.js';

/**
 * Text that may change while it is shown. Translation of the page puts elements in the place of its nodes, and lit would
 * write on into those, which nobody sees: another text gets another node.
 */
export const changing = (text: string, content: unknown = text): unknown => keyed(text, content);
