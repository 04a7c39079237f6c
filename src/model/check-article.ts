import type * as z from 'zod/mini';
import { Article, FeedFacts } from './article-schema.js';

/**
 * An article from what may be one: only what the schema names, nothing that is `undefined`; or the path of the first
 * member that makes it none. The build of the CDN files puts a validator in the place of this module that is made from
 * the schema (`build/validator-source.ts`) and weighs 5 KB less.
 */
export function checkArticle(draft: unknown): { article: z.infer<typeof Article> } | { path: PropertyKey[] } {
  const { success, data, error } = Article.safeParse(draft);
  return success ? { article: withoutGaps(data) } : { path: error.issues[0]?.path ?? [] };
}

/** What is known of a feed, without the members that are not valid: none of them is worth losing the news for. */
export function checkFeedFacts(draft: object): z.infer<typeof FeedFacts> {
  const valid = Object.entries(FeedFacts.shape).map(([name, schema]) => [
    name,
    schema.safeParse((draft as Record<string, unknown>)[name]).data,
  ]);
  return withoutGaps(Object.fromEntries(valid) as z.infer<typeof FeedFacts>);
}

const withoutGaps = <T>(value: T): T =>
  Array.isArray(value)
    ? (value.map(withoutGaps) as T)
    : value !== null && typeof value === 'object'
      ? (Object.fromEntries(
          Object.entries(value)
            .filter(([, member]) => member !== undefined)
            .map(([name, member]) => [name, withoutGaps(member)]),
        ) as T)
      : value;
