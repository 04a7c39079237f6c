/**
 * Ids of archived articles. They are ordered by time, so that the newest articles come first without sorting, and a page
 * begins below an id. An id is the number of seconds since 1970, and 20 bits that make it unique. It is a safe integer
 * until the year 2242.
 */
import type { Article } from '../../model/article.js';
import { timeOf } from '../../select/select-articles.js';

const PER_SECOND = 2 ** 20;
const YEAR = 365 * 864e5;

/** The id below which all articles are older than a time in milliseconds since 1970. */
export const idAt = (time: number): number => Math.max(Math.floor(time / 1000), 0) * PER_SECOND;

/** Returns the time of an id in milliseconds since 1970. */
export const timeOfId = (id: number): number => Math.floor(id / PER_SECOND) * 1000;

/** Returns an id for a time. Two calls rarely return the same id. */
export const newId = (time: number, random = Math.random()): number => idAt(time) + Math.floor(random * PER_SECOND);

/** Returns the cursor of the page that follows an id. All have 10 or 11 characters, so that few other words are cursors. */
export const cursorAfter = (id: number): string => id.toString(36).padStart(10, '0');

/** Returns the id that a cursor stands for; `undefined` for text that is no cursor. */
export function idOfCursor(cursor: string): number | undefined {
  const id = /^[0-9a-z]{10,11}$/.test(cursor) ? parseInt(cursor, 36) : NaN;
  return Number.isSafeInteger(id) ? id : undefined;
}

/**
 * Returns an article with a usable date. Undated articles, and those dated 1970 or in the future, get the time at which
 * they are stored as `seen`.
 */
export function withDate(article: Article, now: number): Article {
  const time = timeOf(article);
  const isUsable = time !== -Infinity && time <= now && !(time > -864e5 && time < YEAR);
  if (isUsable) return article;
  const { published: _published, updated: _updated, ...rest } = article;
  return { ...rest, seen: new Date(now).toISOString() };
}
