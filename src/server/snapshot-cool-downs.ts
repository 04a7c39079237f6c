/** Updates the times in the last file until which `Retry-After` forbids requests, when a snapshot writes nothing else. */
import { isObject } from './check-options.js';
import { EXTENSION } from '../providers/formats/json-feed.js';
import { type SourceRecord, writtenRecord } from './snapshot-record.js';

interface File {
  items: { [EXTENSION]?: object }[];
  [EXTENSION]: { sources: { key?: unknown; restsUntil?: string }[] };
}

/**
 * Returns the file with the cool-downs of these sources, unchanged if they are the same.
 * @param previous a file of `takeSnapshot`; other text is returned as it is
 */
export function withCoolDowns(previous: string, records: readonly SourceRecord[]): string {
  const file = readFile(previous);
  if (!file) return previous;
  const { sources } = file[EXTENSION];
  const isSingle = sources.length === 1;
  const isChanged = records.map((record) => updateCoolDown(sources, record)).some(Boolean);
  if (!isChanged) return previous;
  if (isSingle && sources.length > 1) nameSource(file);
  return write(file);
}

/** Updates the cool-down of one source. Returns whether it differs from the file. */
function updateCoolDown(sources: File[typeof EXTENSION]['sources'], record: SourceRecord): boolean {
  const { restsUntil } = writtenRecord(record);
  const known = sources.find((source) => source?.key === record.key);
  if (known?.restsUntil === restsUntil) return false;
  if (!known) sources.push(writtenRecord(record));
  else if (restsUntil) known.restsUntil = restsUntil;
  else delete known.restsUntil;
  return true;
}

/** Adds the index of the first source to all items, which they need beside other sources. */
function nameSource({ items }: File): void {
  // Other programs may have written the file.
  for (const item of items) if (isObject(item)) item[EXTENSION] = { ...item[EXTENSION], source: 0 };
}

function readFile(text: string): File | undefined {
  try {
    const file = JSON.parse(text) as File;
    return Array.isArray(file[EXTENSION].sources) && Array.isArray(file.items) ? file : undefined;
  } catch {
    // The file was not written by a snapshot.
    return undefined;
  }
}

const write = (file: File): string => JSON.stringify(file, null, 1) + '\n';
