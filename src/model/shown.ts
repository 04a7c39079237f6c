import { redacted } from '../text/address.js';

/** A value as a message shows it: functions and symbols have no JSON, lists that hold themselves can't have any. */
export function shown(value: unknown): string {
  if (typeof value === 'function' || typeof value === 'symbol') return `a ${typeof value}`;
  try {
    return redacted(JSON.stringify(value) ?? String(value));
  } catch {
    // A list without end, a big number, or a getter that throws.
    return typeof value === 'bigint' ? String(value) : `an ${typeof value}`;
  }
}
