/** The interface of an archive: articles of many sources, kept, and found again by tags and words. */
import type { Article } from '../../model/article.js';
import type { ArticleQuery } from '../query.js';

/** A query of an archive. Its members are those of a relay's query, and these. */
export interface ArchiveQuery extends ArticleQuery {
  /** Keys of the sources to search. Default: all. */
  sources?: readonly string[] | undefined;
  /** The cursor of a page, as an earlier page returned it. Default: the first page. */
  before?: string | undefined;
}

/** A page of articles, the newest first. */
export interface ArchivePage {
  articles: Article[];
  /** The cursor of the next page. Undefined at the end. */
  next?: string | undefined;
}

/** A tag, and how often it is used. */
export interface ArchivedTag {
  name: string;
  /** The tag in an address: `peace-negotiations`. */
  slug: string;
  /** Number of articles in the time span. */
  count: number;
  /** Date of the newest of them, ISO 8601. */
  latest: string;
}

/** States of sources by key: one text for each source, which the crawler writes and reads. */
export type SourceStates = ReadonlyMap<string, string>;

/** The changes that storing has made. */
export interface StoreResult {
  /** Number of articles that the archive did not have. */
  added: number;
  /** Number of articles whose content has changed. */
  updated: number;
}

/** An article whose page may be requested for its picture. */
export interface AwaitingPicture {
  /** Number of the article in the archive. Newer articles have higher ones. */
  id: number;
  /** Key of the source that the article is from. */
  source: string;
  /** URL of its page. */
  url: string;
}

/** Articles of many sources, kept in a database. All methods reject with `NewsError` if the database fails. */
export interface Archive {
  /**
   * Stores articles of a source, and the source's state beside them, in one transaction. Known articles are updated.
   * @param source key of the source: its URL, or a name that stays the same
   * @param wantsPicture returns whether `awaitingPicture` lists a new article without a picture. Default: none is listed
   */
  store(
    source: string,
    articles: readonly Article[],
    state?: string,
    wantsPicture?: (article: Article) => boolean,
  ): Promise<StoreResult>;
  /** Returns articles, the newest first. */
  find(query: ArchiveQuery): Promise<ArchivePage>;
  /** Returns the most used tags of a time span, those that begin with `q` if it is set. */
  tags(query: {
    q?: string | undefined;
    since?: number | undefined;
    limit?: number | undefined;
  }): Promise<ArchivedTag[]>;
  /**
   * Returns the name of the most used tag that has a slug; `undefined` if no article has such a tag. Default, for an archive
   * of your own: one of the 50 most used tags that begin with the words of the slug.
   */
  tagOfSlug?(slug: string): Promise<string | undefined>;
  /** Returns the states of all sources. */
  states(): Promise<SourceStates>;
  /** Stores the state of a source without articles. */
  setState(source: string, state: string): Promise<void>;
  /**
   * Returns articles that wait for the picture of their page, the newest first: those that are newer than `since`
   * (milliseconds since 1970), with an `id` below `before`. Each is listed until `savePicture` is called for it.
   */
  awaitingPicture(query: { since: number; before?: number | undefined; limit: number }): Promise<AwaitingPicture[]>;
  /** Stores the picture that the page of an article has; `undefined` if it has none. */
  savePicture(id: number, picture: Article['image']): Promise<void>;
  /** Takes or extends a lease. Returns false while another holder has it. */
  lease(name: string, holder: string, milliseconds: number): Promise<boolean>;
  /** Deletes articles older than `maxAge` milliseconds, and the oldest beyond `maxArticles`. Returns how many. */
  prune(limits: { maxAge?: number | undefined; maxArticles?: number | undefined }): Promise<number>;
  /** Returns the number of articles, and the approximate size of the database in bytes. */
  size(): Promise<{ articles: number; bytes: number }>;
  close(): Promise<void>;
}

/** An archive as `createArchive` makes it. */
export interface DatabaseArchive extends Archive {
  /**
   * Removes articles that may no longer be shown: those with a link, which the archive then keeps out, whatever feed lists
   * it; or those of a source, which come anew as long as it is requested. Articles that another source listed first stay.
   * @param what the link, or the key of the source
   * @returns the number of articles
   * @throws NewsError `config` for a source that the archive does not know, and for anything but one of both
   */
  remove(what: { url: string } | { source: string }): Promise<number>;
}
