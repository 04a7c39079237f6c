import type * as z from 'zod/mini';
import type { Article as Schema } from './article-schema.js';
import { checkArticle } from './check-article.js';
import { owned } from './owned.js';

/** One article, as `article-schema.ts` defines it. */
export type Article = z.infer<typeof Schema>;

/** An article as its source gives it: of unknown shape until `Article` has passed it. */
export type ArticleDraft = Record<string, unknown>;

/**
 * One draft made an article, or the reason why it is none.
 * `authors` and `tags` may be missing from lists written by hand, and so may `id`: the link serves.
 */
export function toArticle(draft: unknown): { article: Article } | { reason: string } {
  const checked = checkArticle(draft !== null && typeof draft === 'object' ? completed(draft as ArticleDraft) : draft);
  if ('path' in checked) return { reason: `${checked.path.join('.') || 'article'} is missing or not valid` };
  const { article } = checked;
  // The same in both places, however the address was written.
  if (article.id === (draft as ArticleDraft).url) article.id = article.url;
  return { article };
}

/** Returns whether a tag is a keyword of an index, such as `structure:news/uk`, `104512` or `Lund, Ada`, not one for readers. */
export const isKeyword = (tag: string): boolean =>
  // The first divider will do: looking for another one would take square time.
  /^\S[^\s:/]*[:/]\S+$|^\d{5,}$|^\p{Lu}[\p{L}’'-]+, \p{Lu}[\p{L}.’' -]*$/u.test(tag);

function completed(given: ArticleDraft): ArticleDraft {
  const draft = owned(given);
  return { ...draft, id: draft.id ?? draft.url, authors: draft.authors ?? [], tags: draft.tags ?? [] };
}
