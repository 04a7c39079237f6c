/** Collects calls that store while an earlier one does, so that one transaction stores several sources. */
import type { Article } from '../../model/article.js';
import type { StoreResult } from './archive-types.js';
import { storableText } from './bound-argument.js';

/** Maximum number of articles of one transaction, and of sources. */
const MAX_ARTICLES = 500;
const MAX_SOURCES = 100;

/** The list that one call stores. */
export interface StoreList {
  source: string;
  articles: readonly Article[];
  state?: string | undefined;
  wantsPicture?: ((article: Article) => boolean) | undefined;
}

/** Stores lists of different sources in one transaction. Returns the result of each. */
export type StoreLists = (lists: readonly StoreList[]) => Promise<StoreResult[]>;

interface Call {
  list: StoreList;
  resolve: (result: StoreResult) => void;
  reject: (cause: unknown) => void;
}

export class StoreQueue {
  #waiting: Call[] = [];
  #store: StoreLists;

  constructor(store: StoreLists) {
    this.#store = store;
  }

  /** Adds a list. Settles when `storeNext` has stored it, with an error if that list could not be stored. */
  add(list: StoreList): Promise<StoreResult> {
    return new Promise((resolve, reject) => this.#waiting.push({ list, resolve, reject }));
  }

  /** Stores the lists that have waited longest. Never rejects. */
  async storeNext(): Promise<void> {
    const group = this.#takeGroup();
    const isStored = group.length > 1 && (await this.#storeGroup(group));
    // One at a time, each call has its own error.
    if (!isStored) for (const call of group) await this.#storeOne(call);
  }

  /** Takes calls for one transaction: in their order, each of another source. */
  #takeGroup(): Call[] {
    const sources = new Set<string>();
    let articles = 0;
    const end = this.#waiting.findIndex(({ list }) => {
      articles += list.articles.length;
      // As it is stored.
      const source = storableText(list.source);
      if (sources.has(source) || sources.size === MAX_SOURCES) return true;
      sources.add(source);
      return sources.size > 1 && articles > MAX_ARTICLES;
    });
    return this.#waiting.splice(0, end < 0 ? this.#waiting.length : end);
  }

  async #storeGroup(group: readonly Call[]): Promise<boolean> {
    try {
      const results = await this.#store(group.map(({ list }) => list));
      group.forEach(({ resolve }, index) => resolve(results[index]!));
      return true;
    } catch {
      // A single list may be the reason, which has its error when it is stored alone.
      return false;
    }
  }

  async #storeOne({ list, resolve, reject }: Call): Promise<void> {
    try {
      const result = { added: 0, updated: 0 };
      // The state comes with the last articles: a source whose articles were not all stored is requested again.
      for (let start = 0; start === 0 || start < list.articles.length; start += MAX_ARTICLES) {
        const isLast = start + MAX_ARTICLES >= list.articles.length;
        const articles = list.articles.slice(start, start + MAX_ARTICLES);
        const [part] = await this.#store([{ ...list, articles, state: isLast ? list.state : undefined }]);
        result.added += part!.added;
        result.updated += part!.updated;
      }
      resolve(result);
    } catch (cause) {
      reject(cause);
    }
  }
}
