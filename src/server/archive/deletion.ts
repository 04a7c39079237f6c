/** Statements that delete articles with all that belongs to them. */
import type { Article } from '../../model/article.js';
import { type ArticleRow, assertUnchanged, deleteArticles, deleteKeys } from './archive-statements.js';
import { deletePictures } from './article-pictures.js';
import type { Dialect } from './dialect.js';
import type { Statement } from './engine.js';
import { TagChanges } from './tag-changes.js';

/** Number of articles that one transaction deletes, so that readers and writers never wait for long. */
export const AT_ONCE = 500;

/** Returns the statements that delete articles. They fail if another process has changed one meanwhile. */
export function deletionOf(dialect: Dialect, rows: readonly ArticleRow[]): Statement[] {
  const tags = new TagChanges();
  for (const { id, body } of rows) tags.count(id, JSON.parse(body) as Article, -1);
  const ids = rows.map(({ id }) => id);
  return [
    ...assertUnchanged(dialect, rows),
    ...deleteArticles(dialect, ids),
    ...deleteKeys(dialect, rows.flatMap(({ keys }) => keys)), // prettier-ignore
    ...deletePictures(dialect, ids),
    ...tags.statements(dialect),
  ];
}
