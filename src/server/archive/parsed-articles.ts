/**
 * Parsed articles of the rows that were read last, and more than once. Queries read the same rows again and again; what the
 * selection of a page has found out about an article (`near-duplicates.ts`, `repeats.ts`) is known as long as its object is.
 */
import type { Article } from '../../model/article.js';
import type { Row } from './engine.js';
import { RecentKeys } from './recent-keys.js';

/** Maximum number of characters of the rows in all. An article takes some five times the memory of its row. */
const MAX_SIZE = 4e6;

/** Number of ids that are remembered as read once. To keep their articles too would cost more to collect than to parse again. */
const READ_ONCE = 10_000;

interface Parsed {
  body: string;
  article: Article;
}

export class ParsedArticles {
  #rows = new Map<number, Parsed>();
  #read = new RecentKeys<number>(READ_ONCE);
  #size = 0;
  #maxSize: number;

  constructor(maxSize = MAX_SIZE) {
    this.#maxSize = maxSize;
  }

  /** Number of articles. */
  get count(): number {
    return this.#rows.size;
  }

  /** Returns the article of a row, parsed anew if the row has changed. Callers must not change it. */
  articleOf(row: Row): Article {
    const id = Number(row['id']);
    const body = String(row['body']);
    const known = this.#rows.get(id);
    if (known) this.#delete(id, known);
    const isSame = known?.body === body;
    if (!this.#read.note(id)) return JSON.parse(body) as Article;
    const parsed = isSame ? known : { body, article: JSON.parse(body) as Article };
    // The newest entry is the last one.
    this.#rows.set(id, parsed);
    this.#size += body.length;
    while (this.#size > this.#maxSize) this.#delete(...this.#rows.entries().next().value!);
    return parsed.article;
  }

  #delete(id: number, { body }: Parsed): void {
    this.#rows.delete(id);
    this.#size -= body.length;
  }
}

/** Returns a copy that a caller may change. */
export const copyOf = (article: Article): Article => ({
  ...article,
  ...(article.image && { image: { ...article.image } }),
  ...(article.publisher && { publisher: { ...article.publisher } }),
  authors: article.authors.map((author) => ({ ...author })),
  tags: [...article.tags],
});
