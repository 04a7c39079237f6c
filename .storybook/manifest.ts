/** Reads `custom-elements.json` for the pages of documentation. */
import type { Declaration, Entry, Package } from './arg-types.js';

/** The elements, in the order of the alphabet, feeds first. */
export const elementsOf = (manifest: Package): Declaration[] =>
  manifest.modules
    .flatMap(({ declarations }) => declarations)
    .filter(({ tagName }) => tagName)
    .sort((one, other) => rank(one) - rank(other) || one.tagName!.localeCompare(other.tagName!));

const rank = ({ tagName }: Declaration) => (tagName === 'news-tag-feed' ? 0 : 1);

/**
 * What an element has of a kind: all of it, or these.
 * @throws where the manifest knows no such name, so that no page tells of what is gone
 */
export function namesOf(
  manifest: Package,
  tagName: string,
  kind: 'attributes' | 'cssProperties' | 'cssParts' | 'slots',
  names?: string[],
): Entry[] {
  const entries = elementsOf(manifest).find((one) => one.tagName === tagName)?.[kind] ?? [];
  if (!names) return entries;
  return names.map((name) => {
    const entry = entries.find((one) => one.name === name);
    if (!entry) throw new Error(`<${tagName}> has no ${name} among its ${kind}.`);
    return entry;
  });
}

/** A table in Markdown. */
export const linesOf = (head: string[], rows: (string | undefined)[][]): string =>
  [head, head.map(() => '---'), ...rows]
    .map((row) => `| ${row.map((cell = '') => cell.replace(/\s*\n\s*/g, ' ').replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n');
