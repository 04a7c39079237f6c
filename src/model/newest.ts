import { MAX_ARTICLES } from './limits.js';

/**
 * As many entries as are read of a feed, in their order: those with the newest dates; without dates, the first. Feeds that
 * long are archives, and some of these begin with the oldest.
 */
export function newestOf<T>(entries: T[], dateOf: (entry: T) => unknown): T[] {
  if (entries.length <= MAX_ARTICLES) return entries;
  const times = entries.map((entry) => {
    const date = dateOf(entry);
    // Turned into text, a list without end would end the program.
    return (typeof date === 'string' && Date.parse(date)) || 0;
  });
  const oldest = times.toSorted((a, b) => b - a)[MAX_ARTICLES - 1]!;
  return entries.filter((_entry, index) => times[index]! >= oldest).slice(0, MAX_ARTICLES);
}
