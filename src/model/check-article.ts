import type * as z from 'zod/mini';
import type { Article } from './article.js';
import { Article as ArticleSchema, FeedFacts } from './article-schema.js';
import { isPolluted, owned } from './owned.js';

/**
 * An article from what may be one: only what the schema names, nothing that is `undefined`; or the path of the first
 * member that makes it none. The build replaces this module by a validator made from the schema
 * (`build/validator-source.ts`): it weighs 5 KB less, and the package needs no zod.
 */
export function checkArticle(draft: unknown): { article: Article } | { path: PropertyKey[] } {
  const { success, data, error } = ArticleSchema.safeParse(safe(draft));
  return success ? { article: withoutGaps(data) } : { path: error.issues[0]?.path ?? [] };
}

type Facts = z.infer<typeof FeedFacts>;

/** Metadata of a feed without invalid members: none of them is worth losing the news for. */
export function checkFeedFacts(draft: object): Facts {
  const facts = owned(draft as Record<string, unknown>);
  const valid = Object.entries(FeedFacts.shape).map(([name, schema]) => [
    name,
    schema.safeParse(safe(facts[name])).data,
  ]);
  return withoutGaps(Object.fromEntries(valid) as Facts);
}

/** A draft may have lists of millions, of which the schema reads the first members only: it is copied where it must be. */
const safe = (draft: unknown): unknown => (isPolluted() ? copied(draft) : draft);

/**
 * A copy that inherits nothing, since pages put things on `Object.prototype` that are called like members of an article.
 * @param isKept which members it has
 */
function copied<T>(value: T, isKept: (member: unknown) => boolean = () => true): T {
  if (Array.isArray(value)) return value.map((one) => copied<unknown>(one, isKept)) as T;
  if (value === null || typeof value !== 'object') return value;
  const members = Object.entries(value).filter(([, member]) => isKept(member));
  return owned(Object.fromEntries(members.map(([name, member]) => [name, copied(member, isKept)]))) as T;
}

const withoutGaps = <T>(value: T): T => copied(value, (member) => member !== undefined);
