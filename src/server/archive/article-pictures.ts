/**
 * Pictures that pages of articles have, and articles that wait for one. A row of `pictures` without an image is an article
 * whose page was not requested yet; where a page has no picture, the row is deleted.
 */
import type { Article } from '../../model/article.js';
import { ifAny } from './archive-statements.js';
import type { AwaitingPicture } from './archive-types.js';
import type { Dialect } from './dialect.js';
import type { Engine, Statement } from './engine.js';

export type Picture = NonNullable<Article['image']>;

/** Returns the statement that notes articles as waiting for a picture, each by its id and the number of its source. */
export const wantPictures = ({ rowsOf }: Dialect, articles: readonly (readonly [number, number])[]): Statement[] =>
  ifAny([{ sql: `INSERT INTO pictures (id, source) ${rowsOf('integer', 'integer')}`, args: [articles] }]);

/** Returns the statements that delete the pictures of articles. */
export const deletePictures = ({ isIn }: Dialect, ids: readonly number[]): Statement[] =>
  ifAny([{ sql: `DELETE FROM pictures WHERE ${isIn('id', 'integer')}`, args: [ids] }]);

/** Returns the statements that store in a copy what the archive has of pictures of these articles. */
export async function copyOfPictures(source: Engine, target: Dialect, ids: readonly number[]): Promise<Statement[]> {
  const { isIn } = source.dialect;
  const rows = await source.query(`SELECT id, source, image FROM pictures WHERE ${isIn('id', 'integer')}`, [ids]);
  return ifAny([
    {
      sql: `INSERT INTO pictures (id, source, image) ${target.rowsOf('integer', 'integer', 'text')}`,
      args: [rows.map(({ id, source: from, image }) => [id, from, image])],
    },
  ]);
}

/** Returns the known pictures among articles, by id. */
export async function picturesOf(engine: Engine, ids: readonly number[]): Promise<Map<number, Picture>> {
  const isIn = engine.dialect.isIn('id', 'integer');
  const rows = await engine.query(`SELECT id, image FROM pictures WHERE image IS NOT NULL AND ${isIn}`, [ids]);
  return new Map(rows.map(({ id, image }) => [Number(id), JSON.parse(String(image)) as Picture]));
}

/** Returns articles that wait for a picture, the newest first. */
export async function awaitingPicture(
  engine: Engine,
  { since, before, limit }: { since: number; before: number; limit: number },
): Promise<AwaitingPicture[]> {
  const rows = await engine.query(
    `SELECT p.id, s.name, a.body FROM pictures p JOIN articles a ON a.id = p.id JOIN sources s ON s.number = p.source
      WHERE p.image IS NULL AND p.id >= ? AND p.id < ? ORDER BY p.id DESC LIMIT ?`,
    [since, before, limit],
  );
  return rows.map(({ id, name, body }) => ({
    id: Number(id),
    source: String(name),
    url: (JSON.parse(String(body)) as Article).url,
  }));
}

/** Stores the picture of an article; `undefined` if its page has none. An article that has one meanwhile keeps it. */
export async function savePicture(engine: Engine, id: number, picture: Picture | undefined): Promise<void> {
  if (!picture) return engine.batch(deletePictures(engine.dialect, [id]));
  const [row] = await engine.query('SELECT body FROM articles WHERE id = ?', [id]);
  if (!row) return;
  const body = String(row['body']);
  const article = JSON.parse(body) as Article;
  const withPicture = JSON.stringify({ ...article, image: picture });
  await engine.batch([
    { sql: 'UPDATE pictures SET image = ? WHERE id = ?', args: [JSON.stringify(picture), id] },
    // Another process may have changed the article meanwhile.
    ...(article.image ? [] : [{ sql: 'UPDATE articles SET body = ? WHERE id = ? AND body = ?', args: [withPicture, id, body] }]), // prettier-ignore
  ]);
}
