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
  return typeof argument === 'object' && argument !== null ? storableJson(JSON.stringify(argument)) : argument;
}

/** Removes from JSON text the escapes of what `storableText` removes. `JSON.stringify` escapes halves of characters only. */
const storableJson = (json: string): string =>
  json.includes('\\u') && /\\u(?:0000|d)/.test(json)
    ? json.replace(/\\(?:(u0000)|(ud[89a-f]..)|.)/g, (all, zero, half) => (zero ? '' : half ? '\\ufffd' : all))
    : json;
