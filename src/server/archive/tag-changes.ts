/** Counts of tags by day, as storing and deleting articles change them. */
import { type Article, isKeyword } from '../../model/article.js';
import { slugOf } from '../../text/slug.js';
import { timeOfId } from './article-ids.js';
import { ifAny } from './archive-statements.js';
import type { Dialect } from './dialect.js';
import type { Statement } from './engine.js';
import { foldQuickly } from './fold-quickly.js';

const DAY = 864e5;

/** Maximum number of tags of an article that are counted. */
const MAX_TAGS = 50;

/** Maximum length of a tag that is counted, in characters. */
const MAX_LENGTH = 100;

/** Returns the number of the day of a time, in milliseconds since 1970. */
export const dayOf = (time: number): number => Math.floor(time / DAY);

/** Collects the changes of one transaction. */
export class TagChanges {
  #names = new Map<string, { name: string; latest: number }>();
  #counts = new Map<string, { day: number; tag: string; change: number }>();

  /** @param change 1 for an article that is stored, -1 for one that is deleted */
  count(id: number, article: Article, change: 1 | -1): void {
    const day = dayOf(timeOfId(id));
    for (const [tag, name] of tagsOf(article)) {
      const key = `${day} ${tag}`;
      const known = this.#counts.get(key);
      if (known) known.change += change;
      else this.#counts.set(key, { day, tag, change });
      const latest = this.#names.get(tag)?.latest ?? 0;
      if (change > 0 && id > latest) this.#names.set(tag, { name, latest: id });
    }
  }

  statements({ rowsOf }: Dialect): Statement[] {
    const counts = [...this.#counts.values()].filter(({ change }) => change !== 0);
    const names = [...this.#names].map(([tag, { name, latest }]) => [tag, name, latest, slugOf(name)]);
    return [
      ...ifAny([
        { sql: `${NAMES} ${rowsOf('text', 'text', 'integer', 'text')} ${NEWEST_NAMES}`, args: [names] },
        {
          sql: `${COUNTS} ${rowsOf('integer', 'text', 'integer')} ${ADDED_COUNTS}`,
          args: [counts.map(({ day, tag, change }) => [day, tag, change])],
        },
      ]),
      ...(counts.some(({ change }) => change < 0) ? UNUSED : []),
    ];
  }
}

const NAMES = 'INSERT INTO tags (tag, name, latest, slug)';
const NEWEST_NAMES = `ON CONFLICT (tag) DO UPDATE SET latest = excluded.latest, name = excluded.name,
    slug = excluded.slug
  WHERE excluded.latest > tags.latest`;
const COUNTS = 'INSERT INTO tag_days (day, tag, count)';
const ADDED_COUNTS = 'ON CONFLICT (day, tag) DO UPDATE SET count = tag_days.count + excluded.count';
const UNUSED: Statement[] = [{ sql: 'DELETE FROM tag_days WHERE count <= 0', args: [] }];

/** Returns the distinct tags of an article by their folded names. */
function tagsOf({ tags }: Article): Map<string, string> {
  const found = new Map<string, string>();
  for (const written of tags.slice(0, MAX_TAGS)) {
    const name = written.trim().replace(/\s+/g, ' ');
    const tag = foldQuickly(name);
    if (tag && name.length <= MAX_LENGTH && !isKeyword(name) && !found.has(tag)) found.set(tag, name);
  }
  return found;
}
