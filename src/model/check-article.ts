import type * as z from 'zod/mini';
import type { Article } from './article.js';
import { Article as ArticleSchema, FeedFacts } from './article-schema.js';
import { isPolluted, owned } from './owned.js';

/**
 * Validates a draft against the schema. Returns an article with the members of the schema that are not `undefined`, or the
 * path of the first invalid member. The build replaces this module by a validator generated from the schema
 * (`build/validator-source.ts`), which is 5 KB smaller and needs no zod in the package.
 */
export function checkArticle(draft: unknown): { article: Article } | { path: PropertyKey[] } {
  const { success, data, error } = ArticleSchema.safeParse(safe(draft));
  return success ? { article: withoutGaps(data) } : { path: error.issues[0]?.path ?? [] };
}

type Facts = z.infer<typeof FeedFacts>;

/** Returns the valid metadata of a feed. Invalid members are left out, and never fail the feed. */
export function checkFeedFacts(draft: object): Facts {
  const facts = owned(draft as Record<string, unknown>);
  const valid = Object.entries(FeedFacts.shape).map(([name, schema]) => [
    name,
    schema.safeParse(safe(facts[name])).data,
  ]);
  return withoutGaps(Object.fromEntries(valid) as Facts);
}

/** Copies a draft only if needed: its lists may have millions of entries, of which the schema reads the first. */
const safe = (draft: unknown): unknown => (isPolluted() ? copied(draft) : draft);

/**
 * Returns a copy that inherits nothing, since pages may add members to `Object.prototype` with the names of members here.
 * @param isKept decides which members the copy has
 */
function copied<T>(value: T, isKept: (member: unknown) => boolean = () => true): T {
  if (Array.isArray(value)) return value.map((one) => copied<unknown>(one, isKept)) as T;
  if (value === null || typeof value !== 'object') return value;
  const members = Object.entries(value).filter(([, member]) => isKept(member));
  return owned(Object.fromEntries(members.map(([name, member]) => [name, copied(member, isKept)]))) as T;
}

const withoutGaps = <T>(value: T): T => copied(value, (member) => member !== undefined);
