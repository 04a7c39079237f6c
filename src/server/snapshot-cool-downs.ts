/** Notes in the last file until when its sources asked to be left alone, where a snapshot brings nothing else to write. */
import { EXTENSION } from '../providers/formats/json-feed.js';
import { type SourceRecord, writtenRecord } from './snapshot-record.js';

interface File {
  items: { [EXTENSION]?: object }[];
  [EXTENSION]: { sources: { key?: unknown; restsUntil?: string }[] };
}

/**
 * Returns the file with the rests of these sources; as it is where nothing changes.
 * @param previous a file of `takeSnapshot`; others are left as they are
 */
export function withRests(previous: string, records: readonly SourceRecord[]): string {
  const file = readFile(previous);
  if (!file) return previous;
  const { sources } = file[EXTENSION];
  const isSingle = sources.length === 1;
  const isChanged = records.map((record) => note(sources, record)).some(Boolean);
  if (!isChanged) return previous;
  if (isSingle && sources.length > 1) nameSource(file);
  return write(file);
}

/** Whether the source rests until another time than the file says. */
function note(sources: File[typeof EXTENSION]['sources'], record: SourceRecord): boolean {
  const { restsUntil } = writtenRecord(record);
  const known = sources.find((source) => source?.key === record.key);
  if (known?.restsUntil === restsUntil) return false;
  if (!known) sources.push(writtenRecord(record));
  else if (restsUntil) known.restsUntil = restsUntil;
  else delete known.restsUntil;
  return true;
}

/** Beside other sources, items name their own by its number. */
function nameSource({ items }: File): void {
  for (const item of items) item[EXTENSION] = { ...item[EXTENSION], source: 0 };
}

function readFile(text: string): File | undefined {
  try {
    const file = JSON.parse(text) as File;
    return Array.isArray(file[EXTENSION].sources) && Array.isArray(file.items) ? file : undefined;
  } catch {
    // Whatever it is, it was not written by a snapshot.
    return undefined;
  }
}

const write = (file: File): string => JSON.stringify(file, null, 1) + '\n';
