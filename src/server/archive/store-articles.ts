/** Stores articles: finds those that the archive has, and changes only what differs. */
import type { Article } from '../../model/article.js';
import { timeOf } from '../../select/select-articles.js';
import { newId, withDate } from './article-ids.js';
import { hashOf, keysOf } from './article-keys.js';
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
import { TagChanges } from './tag-changes.js';
import type { AddTopics } from './topics.js';

/** An article on its way into the archive. */
interface Incoming {
  article: Article;
  keys: number[];
  hash: number;
}

export interface StoreContext {
  engine: Engine;
  /** Number of the source that the articles are from. */
  source: number;
  addTopics: AddTopics;
  /** Milliseconds since 1970. */
  now: number;
  /** Returns whether a new article without a picture waits for that of its page. Default: none does. */
  wantsPicture?: ((article: Article) => boolean) | undefined;
}

/** Returns the statements that store articles of one source, and what they change. */
export async function planStoring(
  context: StoreContext,
  articles: readonly Article[],
): Promise<StoreResult & { statements: Statement[] }> {
  const keys = keysOf(context.source, articles);
  const incoming = articles.map((article, index) => toIncoming(context, article, keys[index]!));
  const { byKey, byId } = await knownOf(context.engine, incoming);
  const plan = new Plan(context);
  for (const one of incoming) {
    const id = firstKnown(one.keys, byKey);
    const stored = id === undefined ? undefined : byId.get(id);
    const kept = stored ? plan.update(stored, one) : plan.add(one);
    byId.set(kept.id, kept);
    for (const key of kept.keys) byKey.set(key, kept.id);
  }
  await plan.makeIdsUnique();
  await plan.keepPictures();
  return { ...plan.result, statements: plan.statements() };
}

function toIncoming({ addTopics, now }: StoreContext, given: Article, keys: number[]): Incoming {
  const article = addTopics(withDate(given, now));
  // The time at which an undated article is stored is no change of it.
  const hash = hashOf(JSON.stringify(article === given ? given : { ...article, seen: given.seen }));
  return { article, keys, hash };
}

function firstKnown(keys: readonly number[], byKey: ReadonlyMap<number, number>): number | undefined {
  for (const key of keys) if (byKey.has(key)) return byKey.get(key);
  return undefined;
}

async function knownOf(engine: Engine, incoming: readonly Incoming[]) {
  const { isIn } = engine.dialect;
  const wanted = incoming.flatMap(({ keys }) => keys);
  const found = await engine.query(`SELECT key, id FROM article_keys WHERE ${isIn('key', 'integer')}`, [wanted]);
  const byKey = new Map(found.map(({ key, id }) => [Number(key), Number(id)]));
  const rows = found.length
    ? await engine.query(`SELECT id, hash, sources, keys, body FROM articles WHERE ${isIn('id', 'integer')}`, [
        [...new Set(byKey.values())],
      ])
    : [];
  const byId = new Map(rows.map(articleRow).map((row) => [row.id, row]));
  return { byKey, byId };
}

/** The changes of one call. */
class Plan {
  #context: StoreContext;
  #added = new Map<ArticleRow, Article>();
  #changed = new Map<ArticleRow, Article>();
  #newKeys = new Map<number, ArticleRow>();
  #read: ArticleVersion[] = [];
  #tags = new TagChanges();

  constructor(context: StoreContext) {
    this.#context = context;
  }

  get result(): StoreResult {
    return { added: this.#added.size, updated: this.#changed.size };
  }

  add({ article, keys, hash }: Incoming): ArticleRow {
    const { source, now } = this.#context;
    const id = newId(Math.min(timeOf(article), now));
    const stored = { id, hash, keys, sources: [source], body: JSON.stringify(article) };
    this.#added.set(stored, article);
    for (const key of keys) this.#newKeys.set(key, stored);
    return stored;
  }

  /** The first source of an article decides what it says. Others are noted only: they might name any link as theirs. */
  update(stored: ArticleRow, { article, keys, hash }: Incoming): ArticleRow {
    const { source } = this.#context;
    const isNewSource = !stored.sources.includes(source);
    const isNewContent = stored.sources[0] === source && stored.hash !== hash;
    const added = keys.filter((key) => !stored.keys.includes(key) && !this.#newKeys.has(key));
    // A list that names an article twice changes it no further.
    if (this.#added.has(stored) || !(isNewSource || isNewContent)) return stored;
    if (!this.#changed.has(stored)) this.#read.push({ ...stored });
    const old = this.#changed.get(stored) ?? (JSON.parse(stored.body) as Article);
    const current = isNewContent ? withSeenOf(article, old) : old;
    if (isNewContent) {
      this.#tags.count(stored.id, old, -1);
      this.#tags.count(stored.id, current, 1);
      stored.hash = hash;
      stored.body = JSON.stringify(current);
    }
    if (isNewSource) stored.sources = [...stored.sources, source];
    stored.keys = [...stored.keys, ...added];
    for (const key of added) this.#newKeys.set(key, stored);
    this.#changed.set(stored, current);
    return stored;
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

  /** Returns the ids of new articles that wait for the picture of their page. */
  #awaitingPicture(): number[] {
    const { wantsPicture } = this.#context;
    // A link that several articles share is no key of them, and its page is that of none.
    const wanted = [...this.#added].filter(
      ([{ keys }, article]) => keys.length > 1 && !article.image && wantsPicture?.(article),
    );
    return wanted.map(([{ id }]) => id);
  }

  statements(): Statement[] {
    const awaiting = this.#awaitingPicture();
    for (const [{ id }, article] of this.#added) this.#tags.count(id, article, 1);
    const changed = [...this.#changed.keys()].map(({ id }) => id);
    const { dialect } = this.#context.engine;
    // If another process has stored the same article meanwhile, the transaction fails and is planned anew.
    return [
      ...assertUnchanged(dialect, this.#read),
      ...deleteArticles(dialect, changed),
      ...insertArticles(dialect, [...this.#added, ...this.#changed]),
      ...insertKeys(dialect, [...this.#newKeys].map(([key, { id }]) => [key, id])), // prettier-ignore
      ...wantPictures(dialect, this.#context.source, awaiting),
      ...this.#tags.statements(dialect),
    ];
  }
}

/** An undated article keeps the time at which it was first seen. */
const withSeenOf = (article: Article, { seen }: Article): Article =>
  article.seen && seen && !article.published ? { ...article, seen } : article;
