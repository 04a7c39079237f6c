import { MAX_ARTICLES } from './limits.js';

/**
 * Keeps the maximum number of entries of a feed, in their order: those with the newest dates; without dates, the first.
 * Longer feeds are archives, some of which list the oldest first.
 */
export function newestOf<T>(entries: T[], dateOf: (entry: T) => unknown): T[] {
  if (entries.length <= MAX_ARTICLES) return entries;
  const times = entries.map((entry) => {
    const date = dateOf(entry);
    // Only text and numbers: converting an endless iterable to text would never return.
    return (typeof date === 'string' && Date.parse(date)) || 0;
  });
  const oldest = times.toSorted((a, b) => b - a)[MAX_ARTICLES - 1]!;
  return entries.filter((_entry, index) => times[index]! >= oldest).slice(0, MAX_ARTICLES);
}
