/** A directive that renders `content` into new nodes when the key has changed. */
type Keyed = (key: unknown, content: unknown) => unknown;

/** The first paint and servers render each text and each card once; elements set a directive. */
let keyed: Keyed = (_key, content) => content;

/** Sets the directive for views that are rendered again and again. */
export const useKeyed = (directive: Keyed): void => void (keyed = directive);

/** Renders new nodes for another article: a reused card would show the old picture until the new one loads. */
export const keyedCard: Keyed = (id, card) => keyed(id, card);

/**
 * Renders text that may change. A changed text gets a new node: page translation replaces text nodes by elements, and lit
 * would write into the removed nodes.
 */
export const changing = (text: string, content: unknown = text): unknown => keyed(text, content);
