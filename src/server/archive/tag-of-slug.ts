/** Finds the tag that a slug stands for, for pages and for the relay alike. */
import { slugOf } from '../../text/slug.js';
import type { Archive } from './archive-types.js';
import type { Engine } from './engine.js';
import { tagSlugOf, withoutSigns } from './tag-slug.js';

/** Maximum length of a slug, in characters. */
export const MAX_SLUG = 100;

/** Maximum number of tags to look through for a slug. */
const MAX_CANDIDATES = 50;

/**
 * Returns the slug that a part of a path stands for: `C%2B%2B` and `c-plus-plus` are the slug `c-plus-plus`.
 * @returns an empty string for a part that is none
 */
export function slugIn(written: string): string {
  const given = decoded(written);
  const slug = given === undefined || given.length > MAX_SLUG ? '' : tagSlugOf(given);
  return slug.length > MAX_SLUG ? '' : slug;
}

/** Returns the text of a part of a path; `undefined` if it is not percent-encoded UTF-8. */
export function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text).normalize('NFC');
  } catch {
    // An invalid escape sequence is no text.
    return undefined;
  }
}

/**
 * Returns the tag of a slug: as the archive writes it, else the words of the slug, which articles may say.
 * @throws the error of the archive
 */
export async function tagOfSlug(slug: string, archive: Pick<Archive, 'tags' | 'tagOfSlug'>): Promise<string> {
  const words = slug.replace(/[-_]+/g, ' ').trim() || slug;
  if (typeof archive.tagOfSlug === 'function') return (await archive.tagOfSlug(slug)) ?? words;
  // A tag may have signs where its slug has hyphens: the first word finds those.
  for (const q of new Set([words, words.split(' ')[0]!])) {
    const candidates = await archive.tags({ q, limit: MAX_CANDIDATES });
    const found = candidates.find((one) => one.slug === slug);
    if (found) return found.name;
  }
  return words;
}

/** Returns the most used tag of a slug in a database; without one, a tag that differs only in its signs. */
export async function findTagOfSlug(engine: Engine, slug: string): Promise<string | undefined> {
  const { isIn } = engine.dialect;
  const found = await engine.query(
    `SELECT tag, name FROM tags WHERE ${isIn('slug', 'text')} ORDER BY latest DESC LIMIT ${MAX_CANDIDATES}`,
    [[slug, withoutSigns(slug)]],
  );
  const exact = found.filter(({ name }) => tagSlugOf(String(name)) === slug);
  const rows = exact.length ? exact : found.filter(({ name }) => slugOf(String(name)) === slug);
  if (rows.length < 2) return rows[0] && String(rows[0]['name']);
  const [most] = await engine.query(
    `SELECT tag FROM tag_days WHERE ${isIn('tag', 'text')} GROUP BY tag ORDER BY sum(count) DESC, tag LIMIT 1`,
    [rows.map(({ tag }) => tag)],
  );
  const used = rows.find(({ tag }) => tag === most?.['tag']) ?? rows[0]!;
  return String(used['name']);
}
