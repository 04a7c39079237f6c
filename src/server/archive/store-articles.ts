/** Stores articles: finds those that the archive has, and changes only what differs. */
import type { Article } from '../../model/article.js';
import { timeOf } from '../../select/select-articles.js';
import { newId, withDate } from './article-ids.js';
import { hashOf, keysOf } from './article-keys.js';
import { picturesOf, wantPictures } from './article-pictures.js';
import { indexText } from './article-words.js';
import type { StoreResult } from './archive-types.js';
import type { Engine, Statement } from './engine.js';
import { TagChanges } from './tag-changes.js';
import type { AddTopics } from './topics.js';

/** An article on its way into the archive. */
interface Incoming {
  article: Article;
  keys: number[];
  hash: number;
}

/** A row of the archive. */
interface Stored {
  id: number;
  hash: number;
  sources: number[];
  keys: number[];
  body: string;
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
  const wanted = JSON.stringify(incoming.flatMap(({ keys }) => keys));
  const found = await engine.query('SELECT key, id FROM article_keys WHERE key IN (SELECT value FROM json_each(?))', [
    wanted,
  ]);
  const byKey = new Map(found.map(({ key, id }) => [Number(key), Number(id)]));
  const ids = JSON.stringify([...new Set(byKey.values())]);
  const rows = found.length
    ? await engine.query(
        'SELECT id, hash, sources, keys, body FROM articles WHERE id IN (SELECT value FROM json_each(?))',
        [ids],
      )
    : [];
  const byId = new Map(
    rows.map(({ id, hash, sources, keys, body }) => [
      Number(id),
      {
        id: Number(id),
        hash: Number(hash),
        sources: JSON.parse(String(sources)) as number[],
        keys: JSON.parse(String(keys)) as number[],
        body: String(body),
      },
    ]),
  );
  return { byKey, byId };
}

/** The changes of one call. */
class Plan {
  #context: StoreContext;
  #added = new Map<Stored, Article>();
  #changed = new Map<Stored, Article>();
  #newKeys = new Map<number, Stored>();
  #tags = new TagChanges();

  constructor(context: StoreContext) {
    this.#context = context;
  }

  get result(): StoreResult {
    return { added: this.#added.size, updated: this.#changed.size };
  }

  add({ article, keys, hash }: Incoming): Stored {
    const { source, now } = this.#context;
    const id = newId(Math.min(timeOf(article), now));
    const stored = { id, hash, keys, sources: [source], body: JSON.stringify(article) };
    this.#added.set(stored, article);
    for (const key of keys) this.#newKeys.set(key, stored);
    return stored;
  }

  /** The first source of an article decides what it says. Others are noted only: they might name any link as theirs. */
  update(stored: Stored, { article, keys, hash }: Incoming): Stored {
    const { source } = this.#context;
    const isNewSource = !stored.sources.includes(source);
    const isNewContent = stored.sources[0] === source && stored.hash !== hash;
    const added = keys.filter((key) => !stored.keys.includes(key) && !this.#newKeys.has(key));
    // A list that names an article twice changes it no further.
    if (this.#added.has(stored) || !(isNewSource || isNewContent)) return stored;
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
      const rows = await this.#context.engine.query(
        'SELECT id FROM articles WHERE id IN (SELECT value FROM json_each(?))',
        [JSON.stringify(unchecked.map(({ id }) => id))],
      );
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
    const all = [...this.#added, ...this.#changed];
    const rows = all.map(([{ id, hash, sources, keys, body }]) => [
      id,
      hash,
      JSON.stringify(sources),
      JSON.stringify(keys),
      body,
    ]);
    const words = all.map(([{ id, sources }, article]) => [id, indexText(article, sources)]);
    const keys = [...this.#newKeys].map(([key, { id }]) => [key, id]);
    return [
      ...(changed.length ? [statement(DELETE_ROWS, changed), statement(DELETE_WORDS, changed)] : []),
      ...(rows.length ? [statement(INSERT_ROWS, rows), statement(INSERT_WORDS, words)] : []),
      ...(keys.length ? [statement(INSERT_KEYS, keys)] : []),
      ...(awaiting.length ? [wantPictures(this.#context.source, awaiting)] : []),
      ...this.#tags.statements(),
    ];
  }
}

/** An undated article keeps the time at which it was first seen. */
const withSeenOf = (article: Article, { seen }: Article): Article =>
  article.seen && seen && !article.published ? { ...article, seen } : article;

// Without `OR IGNORE`: if another process has stored the same article meanwhile, the transaction fails and is planned anew.
const INSERT_ROWS = `INSERT INTO articles (id, hash, sources, keys, body)
  SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 FROM json_each(?)`;
const INSERT_WORDS = 'INSERT INTO article_words (rowid, text) SELECT value ->> 0, value ->> 1 FROM json_each(?)';
const INSERT_KEYS = 'INSERT INTO article_keys (key, id) SELECT value ->> 0, value ->> 1 FROM json_each(?)';
export const DELETE_ROWS = 'DELETE FROM articles WHERE id IN (SELECT value FROM json_each(?))';
export const DELETE_WORDS = 'DELETE FROM article_words WHERE rowid IN (SELECT value FROM json_each(?))';
export const DELETE_KEYS = 'DELETE FROM article_keys WHERE key IN (SELECT value FROM json_each(?))';

const statement = (sql: string, rows: unknown[]): Statement => ({ sql, args: [JSON.stringify(rows)] });
