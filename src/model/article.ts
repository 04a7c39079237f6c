import { checkArticle } from './check-article.js';
import { owned } from './owned.js';

/** A person or an organisation that wrote an article. */
interface Author {
  name: string;
  url?: string | undefined;
}

/** The picture of an article. */
interface Image {
  url: string;
  /** Text that describes the picture, from the source. */
  alt?: string | undefined;
  /** Width in pixels, from the source. */
  width?: number | undefined;
  /** Height in pixels, from the source. */
  height?: number | undefined;
}

interface Publisher {
  name: string;
  url?: string | undefined;
  icon?: string | undefined;
}

/**
 * One valid article. `article-schema.ts` defines which values are valid; `test/model/validator.test.ts` holds that both
 * agree. The interface is written out so that the types of the package need no zod.
 */
export interface Article {
  /** Unique in its list. */
  id: string;
  url: string;
  title: string;
  /** Plain text, up to 1,000 characters, cut at a word. */
  excerpt?: string | undefined;
  image?: Image | undefined;
  publisher?: Publisher | undefined;
  authors: Author[];
  /** Date of publication: ISO 8601 with zone, as the source gives it. */
  published?: string | undefined;
  /** Date of the last change: ISO 8601 with zone. */
  updated?: string | undefined;
  /** Date on which the source first saw the article (ISO 8601 with zone), for sources that know only that. */
  seen?: string | undefined;
  /** All categories, tags and keywords. */
  tags: string[];
  /** The section it appeared in; else its first category. */
  category?: string | undefined;
  /** BCP 47. */
  language?: string | undefined;
}

/** An article as its source gives it: of unknown shape until it is validated as an `Article`. */
export type ArticleDraft = Record<string, unknown>;

/**
 * Validates one draft. Returns the article, or the reason why the draft is invalid. Lists written by hand may lack
 * `authors`, `tags` and `id`; the link then serves as the id.
 */
export function toArticle(draft: unknown): Article | string {
  const { article, path } = owned(
    checkArticle(draft !== null && typeof draft === 'object' ? completed(draft as ArticleDraft) : draft),
  ) as { article: Article; path?: readonly string[] };
  if (path) return `${path.join('.') || 'article'} is missing or not valid`;
  // The URL in its normalized form, so that both members are equal.
  if (article.id === (draft as ArticleDraft).url) article.id = article.url;
  return article;
}

/**
 * Returns whether a tag is a keyword of an index, such as `structure:news/uk`, `world/europe`, `104512` or `Lund, Ada`, not one
 * for readers, such as `AC/DC`, `24/7` or `w/o`.
 */
export const isKeyword = (tag: string): boolean =>
  // Only the first divider is checked: searching for another would take quadratic time. Paths begin with a small letter.
  /^\d{5,}$|^\S[^\s:/]*:\S+$|^\p{Ll}[^\s:/]+\/\S{2,}$|^\p{Lu}[\p{L}’'-]+, \p{Lu}[\p{L}.’' -]*$/u.test(tag);

function completed(given: ArticleDraft): ArticleDraft {
  const draft = owned(given);
  return { ...draft, id: draft.id ?? draft.url, authors: draft.authors ?? [], tags: draft.tags ?? [] };
}
