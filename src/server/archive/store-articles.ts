/** Stores articles: finds those that the archive has, and changes only what differs. */
import type { Article } from '../../model/article.js';
import { timeOf } from '../../select/select-articles.js';
import { idAt, newId, timeOfId, withDate } from './article-ids.js';
import { type ArticleKeys, hashOf, keysOf } from './article-keys.js';
import { picturesOf, wantPictures } from './article-pictures.js';
import type { StoreResult } from './archive-types.js';
import {
  type ArticleRow,
  type ArticleVersion,
  articleRow,
  assertUnchanged,
  deleteArticles,
  insertArticles,
  insertKeys,
} from './archive-statements.js';
import type { Engine, Statement } from './engine.js';
import { narrow } from './narrow.js';
import { type Pruned, prunedAmong } from './pruned.js';
import { TagChanges } from './tag-changes.js';
import type { AddTopics } from './topics.js';

/** An article on its way into the archive. */
interface Incoming {
  article: Article;
  keys: number[];
  /** Key of the link. */
  link: number;
  hash: number;
  body: string;
  /** True if the article itself says when it is from. */
  isDated: boolean;
}

export interface StoreContext {
  engine: Engine;
  addTopics: AddTopics;
  /** Milliseconds since 1970. */
  now: number;
}

/** Articles of a source. */
export interface SourceList {
  /** Number of the source. */
  source: number;
  articles: readonly Article[];
  /** Returns whether a new article without a picture waits for that of its page. Default: none does. */
  wantsPicture?: ((article: Article) => boolean) | undefined;
}

/** Returns the statements that store lists of different sources one after another, and what each list changes. */
export async function planStoring(
  context: StoreContext,
  lists: readonly SourceList[],
): Promise<{ results: StoreResult[]; statements: Statement[] }> {
  const incoming = lists.map(({ source, articles }) => {
    const keys = keysOf(source, articles);
    return articles.map((article, index) => toIncoming(context, article, keys[index]!));
  });
  const known = await knownOf(context.engine, incoming.flat());
  const plan = new Plan(context, known, await prunedOf(context.engine, known, incoming.flat()));
  const results = lists.map((list, index) => plan.store(list, incoming[index]!));
  await plan.makeIdsUnique();
  await plan.keepPictures();
  return { results, statements: plan.statements() };
}

function toIncoming({ addTopics, now }: StoreContext, given: Article, { keys, link }: ArticleKeys): Incoming {
  const dated = withDate(given, now);
  const article = addTopics(dated);
  // The time at which an undated article is stored is no change of it.
  const body = narrow(JSON.stringify(article));
  const hash = hashOf(article.seen === given.seen ? body : JSON.stringify({ ...article, seen: given.seen }));
  return { article, keys, link, hash, body, isDated: dated === given };
}

/** Returns the rows of known articles by their keys. */
async function knownOf(engine: Engine, incoming: readonly Incoming[]): Promise<Map<number, ArticleRow>> {
  const { isIn } = engine.dialect;
  const wanted = incoming.flatMap(({ keys }) => keys);
  const found = wanted.length
    ? await engine.query(`SELECT key, id FROM article_keys WHERE ${isIn('key', 'integer')}`, [wanted])
    : [];
  const ids = new Set(found.map(({ id }) => Number(id)));
  const rows = ids.size
    ? await engine.query(`SELECT id, hash, sources, keys, body FROM articles WHERE ${isIn('id', 'integer')}`, [
        [...ids],
      ])
    : [];
  const byId = new Map(rows.map(articleRow).map((row) => [row.id, row]));
  return new Map(
    found.flatMap(({ key, id }) => {
      const row = byId.get(Number(id));
      return row ? [[Number(key), row]] : [];
    }),
  );
}

/** Returns what was pruned or removed of the articles that the archive does not have. */
async function prunedOf(
  engine: Engine,
  known: ReadonlyMap<number, ArticleRow>,
  incoming: readonly Incoming[],
): Promise<Pruned> {
  const unknown = incoming.filter(({ keys }) => !keys.some((key) => known.has(key)));
  if (!unknown.length) return { limit: 0, has: () => false, isRemoved: () => false };
  return prunedAmong(engine, {
    undated: unknown.filter(({ isDated }) => !isDated).flatMap(({ keys }) => keys),
    all: unknown.flatMap(({ keys, link }) => [link, ...keys]),
  });
}

/** The changes of one transaction. */
class Plan {
  #context: StoreContext;
  #known: Map<number, ArticleRow>;
  #pruned: Pruned;
  #added = new Map<ArticleRow, Article>();
  #changed = new Map<ArticleRow, Article>();
  #newKeys = new Map<number, ArticleRow>();
  #read: ArticleVersion[] = [];
  #awaitingPicture: { row: ArticleRow; source: number }[] = [];
  #tags = new TagChanges();

  /** @param known the rows that the archive has, by key */
  constructor(context: StoreContext, known: Map<number, ArticleRow>, pruned: Pruned) {
    this.#context = context;
    this.#pruned = pruned;
    this.#known = known;
  }

  /** Plans the articles of a list. Returns what it changes. */
  store(list: SourceList, incoming: readonly Incoming[]): StoreResult {
    const added = this.#added.size;
    const updated = new Set<ArticleRow>();
    for (const one of incoming) {
      const key = one.keys.find((own) => this.#known.has(own));
      if (key === undefined && this.#wasPruned(one)) continue;
      const row = key === undefined ? this.#add(list, one) : this.#known.get(key)!;
      if (key !== undefined && this.#update(list, row, one)) updated.add(row);
      for (const own of row.keys) this.#known.set(own, row);
    }
    const rows = [...this.#added.keys()].slice(added);
    orderAsListed(rows);
    return { added: rows.length, updated: updated.size };
  }

  /** Feeds list articles long after they were pruned or removed. */
  #wasPruned({ article, keys, link, isDated }: Incoming): boolean {
    const { limit, has, isRemoved } = this.#pruned;
    return (isDated ? idAt(timeOf(article)) < limit : keys.some(has)) || [link, ...keys].some(isRemoved);
  }

  #add({ source, wantsPicture }: SourceList, { article, keys, hash, body }: Incoming): ArticleRow {
    const id = newId(Math.min(timeOf(article), this.#context.now));
    const row = { id, hash, keys, sources: [source], body };
    this.#added.set(row, article);
    for (const key of keys) this.#newKeys.set(key, row);
    // A link that several articles share is no key of them, and its page is that of none.
    if (keys.length > 1 && !article.image && wantsPicture?.(article)) this.#awaitingPicture.push({ row, source });
    return row;
  }

  /**
   * The first source of an article decides what it says. Others are noted only: they might name any link as theirs.
   * @returns whether the row has changed
   */
  #update({ source }: SourceList, row: ArticleRow, { article, keys, hash }: Incoming): boolean {
    const isNew = this.#added.has(row);
    const isNewSource = !row.sources.includes(source);
    // A list that names an article twice changes it no further. Lists of one transaction are of different sources.
    const isNewContent = !isNew && row.sources[0] === source && row.hash !== hash;
    if (!isNewSource && !isNewContent) return false;
    if (!isNew && !this.#changed.has(row)) this.#read.push({ ...row });
    const added = keys.filter((key) => !row.keys.includes(key) && !this.#newKeys.has(key));
    const old = this.#added.get(row) ?? this.#changed.get(row) ?? (JSON.parse(row.body) as Article);
    const current = isNewContent ? withSeenOf(article, old) : old;
    if (isNewContent) {
      this.#tags.count(row.id, old, -1);
      this.#tags.count(row.id, current, 1);
      row.hash = hash;
      row.body = JSON.stringify(current);
    }
    if (isNewSource) row.sources = [...row.sources, source];
    row.keys = [...row.keys, ...added];
    for (const key of added) this.#newKeys.set(key, row);
    if (!isNew) this.#changed.set(row, current);
    return true;
  }

  /** Replaces ids of new articles that the archive has already. */
  async makeIdsUnique(): Promise<void> {
    const taken = new Set<number>();
    for (let unchecked = [...this.#added.keys()]; unchecked.length;) {
      const { engine } = this.#context;
      const rows = await engine.query(`SELECT id FROM articles WHERE ${engine.dialect.isIn('id', 'integer')}`, [
        unchecked.map(({ id }) => id),
      ]);
      const inArchive = new Set(rows.map(({ id }) => Number(id)));
      const again = unchecked.filter((one) => {
        if (inArchive.has(one.id) || taken.has(one.id)) return true;
        taken.add(one.id);
        return false;
      });
      for (const one of again) one.id = newId(Math.min(timeOf(this.#added.get(one)!), this.#context.now));
      unchecked = again;
    }
  }

  /** Keeps the pictures of pages in articles that their source has changed, and that still come without one. */
  async keepPictures(): Promise<void> {
    const plain = [...this.#changed].filter(([, article]) => !article.image);
    if (!plain.length) return;
    const ids = plain.map(([{ id }]) => id);
    const pictures = await picturesOf(this.#context.engine, ids);
    for (const [stored, article] of plain) {
      const image = pictures.get(stored.id);
      if (image) stored.body = JSON.stringify({ ...article, image });
    }
  }

  statements(): Statement[] {
    for (const [{ id }, article] of this.#added) this.#tags.count(id, article, 1);
    const changed = [...this.#changed.keys()].map(({ id }) => id);
    const { dialect } = this.#context.engine;
    // If another process has stored the same article meanwhile, the transaction fails and is planned anew.
    return [
      ...assertUnchanged(dialect, this.#read),
      ...deleteArticles(dialect, changed),
      ...insertArticles(dialect, [...this.#added, ...this.#changed]),
      ...insertKeys(dialect, [...this.#newKeys].map(([key, { id }]) => [key, id])), // prettier-ignore
      ...wantPictures(dialect, this.#awaitingPicture.map(({ row, source }) => [row.id, source])), // prettier-ignore
      ...this.#tags.statements(dialect),
    ];
  }
}

/**
 * Lets new articles of one second be in the order of their list, the first one as the newest: without dates, it is all that the
 * feed says of their time. They exchange their ids.
 */
function orderAsListed(rows: readonly ArticleRow[]): void {
  const seconds = new Map<number, ArticleRow[]>();
  for (const row of rows) {
    const second = timeOfId(row.id);
    const group = seconds.get(second);
    if (group) group.push(row);
    else seconds.set(second, [row]);
  }
  for (const group of seconds.values()) {
    const ids = group.map(({ id }) => id).sort((a, b) => b - a);
    group.forEach((row, index) => (row.id = ids[index]!));
  }
}

/** An undated article keeps the time at which it was first seen. */
const withSeenOf = (article: Article, { seen }: Article): Article =>
  article.seen && seen && !article.published ? { ...article, seen } : article;
