/**
 * Limits of the model. Longer values are cut, never rejected. Ordinary feeds stay far below; the limits bound the cost of
 * hostile ones.
 */

/** Maximum number of articles read from a feed; the newest are kept. */
export const MAX_ARTICLES = 1000;

/** Maximum number of items read in a document. Two megabytes hold no more useful ones. */
export const MAX_ITEMS = 20_000;

/** Maximum number of authors of an article, and of its tags. */
export const MAX_ENTRIES = 50;

/** Maximum number of characters of a name, a tag, a category, or the text about a picture. */
export const NAME_LENGTH = 200;

/** Maximum number of characters of a title: one hostile item can't fill the page. */
export const TITLE_LENGTH = 1000;

/** Maximum number of characters of an excerpt. */
export const EXCERPT_LENGTH = 1000;

/** Maximum number of characters of an identifier. Many are addresses. */
export const ID_LENGTH = 4000;
