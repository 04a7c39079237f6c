import { redacted } from '../text/address.js';

/** Formats a value for a message. JSON lacks functions and symbols, and fails for objects that refer to themselves. */
export function shown(value: unknown): string {
  if (typeof value === 'function' || typeof value === 'symbol') return `a ${typeof value}`;
  try {
    return redacted(JSON.stringify(value) ?? String(value));
  } catch {
    // A circular object, a `bigint`, or a getter that throws.
    return typeof value === 'bigint' ? String(value) : `an ${typeof value}`;
  }
}
