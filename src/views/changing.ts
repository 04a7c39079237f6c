/** Renders `content` into new nodes where the key has changed. */
type Keyed = (key: unknown, content: unknown) => unknown;

/** The first paint and servers render each text and each card once; elements set a directive. */
let keyed: Keyed = (_key, content) => content;

/** Sets the directive for views that are rendered again and again. */
export const useKeyed = (directive: Keyed): void => void (keyed = directive);

/** A card never becomes that of another article: its picture would be the old one until the new one has come. */
export const keyedCard: Keyed = (id, card) => keyed(id, card);

/**
 * Text that may change while it is shown. Translation of the page puts elements in the place of its nodes, and lit would
 * write on into those, which nobody sees: another text gets another node.
 */
export const changing = (text: string, content: unknown = text): unknown => keyed(text, content);
