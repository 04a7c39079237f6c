/** The feeds that a relay serves: those of its options, and those of a list that may change at any time. */
import type { TableFeed } from '../relay-options.js';

export class RelayTable {
  readonly #own: ReadonlyMap<string, TableFeed>;
  #listed: ReadonlyMap<string, TableFeed> = new Map();
  #feeds: ReadonlyMap<string, TableFeed>;

  /** @param own the feeds of the options, which no list changes */
  constructor(own: ReadonlyMap<string, TableFeed>) {
    this.#own = own;
    this.#feeds = own;
  }

  /** All feeds by name. Another map after each change. */
  get feeds(): ReadonlyMap<string, TableFeed> {
    return this.#feeds;
  }

  /** True if the table has this very feed, and not only another one of its name. */
  has(feed: TableFeed): boolean {
    return this.#feeds.get(feed.name) === feed;
  }

  /**
   * Replaces the feeds of the list. A feed that has not changed stays the same object.
   * @returns the feeds that the table no longer has
   */
  setListed(feeds: ReadonlyMap<string, TableFeed>): TableFeed[] {
    const before = this.#listed;
    this.#listed = new Map(
      [...feeds].map(([name, feed]) => {
        const known = before.get(name);
        return [name, known && textOf(known) === textOf(feed) ? known : feed];
      }),
    );
    this.#feeds = new Map([...this.#listed, ...this.#own]);
    return [...before.values()].filter((feed) => !this.has(feed));
  }
}

const textOf = ({ title, request }: TableFeed): string => JSON.stringify([title, request]);
