/** Reads the archive for pages: with a time limit, and with errors that say which page is due. */
import { NewsError } from '../../model/error.js';
import type { Archive, ArchivePage, ArchiveQuery, ArchivedTag } from '../archive/archive-types.js';
import { tagOfSlug } from '../archive/tag-of-slug.js';
import { Failure } from '../responses.js';

/** A cursor of an archive. Each archive has its own form of them. */
const CURSOR = /^[\w.~:+/=-]{1,200}$/;

export class ArchiveReader {
  #archive: Archive;
  #timeout: number;

  /** @param timeout in milliseconds */
  constructor(archive: Archive, timeout: number) {
    this.#archive = archive;
    this.#timeout = timeout;
  }

  /** @throws NewsError `timeout`, or that of the archive */
  find = (query: ArchiveQuery): Promise<ArchivePage> => this.#within(() => this.#archive.find(query));

  /** @throws NewsError `timeout`, or that of the archive */
  tags = (query: Parameters<Archive['tags']>[0]): Promise<ArchivedTag[]> =>
    this.#within(() => this.#archive.tags(query));

  /**
   * Returns a page of articles.
   * @throws Failure `bad-request` for a cursor that the archive doesn't know
   */
  async page(query: ArchiveQuery): Promise<ArchivePage> {
    if (query.before === undefined) return this.find(query);
    if (!CURSOR.test(query.before)) throw new Failure('bad-request', 'The cursor is invalid.');
    try {
      return await this.find(query);
    } catch (error) {
      throw codeOf(error) === 'config' ? new Failure('bad-request', 'The cursor is invalid.') : error;
    }
  }

  /** Returns the tag of a slug: as the archive writes it, else the words of the slug. */
  tagOf = (slug: string): Promise<string> => this.#within(() => tagOfSlug(slug, this.#archive));

  async #within<T>(read: () => Promise<T>): Promise<T> {
    const reading = read();
    let timer: ReturnType<typeof setTimeout>;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new NewsError('timeout', 'The archive did not answer in time.')), this.#timeout);
    });
    return Promise.race([reading, late]).finally(() => clearTimeout(timer));
  }
}

/** Returns the code of an error. An owner's own archive may have another copy of `NewsError`. */
const codeOf = (error: unknown): unknown => (error as { code?: unknown } | undefined)?.code;
