/** Arguments of statements as all databases accept them. */
import type { SqlArgument, SqlValue } from './engine.js';

/**
 * Returns a text without the character 0 and halves of characters, neither of which PostgreSQL stores. The client of libSQL ends
 * the process when it reads the latter.
 */
export const storableText = (text: string): string => text.replaceAll('\0', '').toWellFormed();

/** Returns an argument as it is bound: a list as JSON text. */
export function boundArgument(argument: SqlArgument): SqlValue {
  if (typeof argument === 'string') return storableText(argument);
  if (typeof argument !== 'object' || argument === null) return argument;
  const json = JSON.stringify(argument);
  // Searching the texts is faster than searching the JSON, which has a backslash before each quote of JSON in it.
  return isStorable(argument) ? json : storableJson(json);
}

/** Returns whether no text in a list has what `storableText` removes. */
const isStorable = (list: readonly unknown[]): boolean =>
  list.every((one) => {
    if (typeof one === 'string') return one.isWellFormed() && !one.includes('\0');
    return !Array.isArray(one) || isStorable(one);
  });

/** Removes from JSON text the escapes of what `storableText` removes. `JSON.stringify` escapes halves of characters only. */
const storableJson = (json: string): string =>
  json.replace(/\\(?:(u0000)|(ud[89a-f]..)|.)/g, (all, zero, half) => (zero ? '' : half ? '\ufffd' : all));
