/**
 * How attribute strings, and the numbers and arrays that properties also take, become values: an allow-list and a
 * default each, in one place, so that every attribute refuses nonsense in the same way.
 */
import { asText } from '../text/clean.js';

/** Reads one attribute. */
export interface Reader<T> {
  /** What is used where nothing is set, or what is set makes no sense. */
  fallback: T;
  /** What is accepted, in words for a warning. */
  accepts: string;
  /** The value, or `undefined` where `raw` makes no sense. */
  read(raw: unknown): T | undefined;
}

/** Readers by property name. */
export type Readers = Record<string, Reader<unknown>>;

/** The values that a set of readers gives. */
export type ValuesOf<R extends Readers> = {
  [K in keyof R]: R[K] extends Reader<infer T> ? T : never;
};

/** Called for a value that makes no sense. */
export type Complain = (attribute: string, raw: unknown, accepts: string) => void;

/** A member of an object, unless a page has put it on `Object.prototype`, where any name may stand. */
export const memberOf = <T extends object, K extends keyof T & string>(object: T, name: K): T[K] | undefined =>
  object[name] === (Object.prototype as T)[name] ? undefined : object[name];

/** Reads all that `readers` name from `host`'s properties. What makes no sense is reported and replaced by the default. */
export function readValues<R extends Readers>(readers: R, host: object, complain: Complain): ValuesOf<R> {
  const values: Record<string, unknown> = {};
  for (const [name, { fallback, accepts, read }] of Object.entries(readers)) {
    const raw = memberOf(host as Record<string, unknown>, name);
    const given = raw !== undefined && raw !== null;
    let value: unknown;
    try {
      value = given ? read(raw) : undefined;
    } catch {
      // Symbols, and objects that can't be text.
    }
    if (given && value === undefined) complain(attributeName(name), raw, accepts);
    values[name] = value ?? fallback;
  }
  return values as ValuesOf<R>;
}

/** `pageSize` → `page-size`. */
export const attributeName = (property: string): string => property.replace(/[A-Z]/g, (c) => '-' + c.toLowerCase());

/** Any text. */
export const text = <F extends string | undefined>(fallback: F): Reader<string | F> => ({
  fallback,
  accepts: 'text',
  read: asText,
});

/** Text, or an object as JSON. */
export const textOrObject = (accepts: string): Reader<string | undefined> => ({
  fallback: undefined,
  accepts,
  read: (raw) => (typeof raw === 'object' ? JSON.stringify(raw) : asText(raw)),
});

/** One word of a list. */
export const oneOf = <const T extends string | number | boolean>(...allowed: [T, ...T[]]): Reader<T> => ({
  fallback: allowed[0],
  accepts: allowed.join(', '),
  read: (raw) => allowed.find((word) => String(word) === String(raw).trim().toLowerCase()),
});

/** A whole number within bounds. */
export const count = (min: number, max: number, fallback: number): Reader<number> => ({
  fallback,
  accepts: `a whole number from ${min} to ${max}`,
  read(raw) {
    const value = typeof raw === 'string' && raw.trim() ? Number(raw) : raw;
    return typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max ? value : undefined;
  },
});

/** What another reader reads, or one word that stands for a value. */
export const orWord = <const W extends string, V, T>(word: W, value: V, reader: Reader<T>): Reader<T | V> => ({
  fallback: reader.fallback,
  accepts: `${reader.accepts}, or ${word}`,
  read: (raw) => (raw === word ? value : reader.read(raw)),
});

/** The entries of a list: an array, or text divided by `divider`. Nothing is refused but what is no text at all. */
export const list = (divider: RegExp | string, ...fallback: string[]): Reader<string[]> => ({
  fallback,
  accepts: 'text or an array of it',
  read(raw) {
    const entries = asText(raw)?.split(divider) ?? raw;
    if (!Array.isArray(entries) || !entries.every((entry) => typeof entry === 'string')) return undefined;
    // The `#` of a hashtag is no part of its name.
    return entries.map((entry) => entry.trim().replace(/^[#＃] */, '')).filter(Boolean);
  },
});

/** Words out of a fixed list, divided by white space or commas. */
export const someOf = <const T extends string>(allowed: readonly T[], fallback: readonly T[]): Reader<readonly T[]> => {
  const words = list(/[\s,]+/);
  return {
    fallback,
    accepts: `any of ${allowed.join(' ')}`,
    read(raw) {
      const chosen = words.read(raw) as T[] | undefined;
      return chosen?.every((word) => allowed.includes(word)) ? chosen : undefined;
    },
  };
};

const UNITS = { ms: 1, s: 1e3, m: 6e4, h: 36e5, d: 864e5 } as const;

/** A length of time, in milliseconds: a number of them, or text such as `500ms`, `10s`, `5m`, `36h`, `7d`. */
export const duration = <F extends number | undefined>(fallback: F, min = Number.MIN_VALUE): Reader<number | F> => ({
  fallback,
  accepts: `a time such as 10s, 5m or 7d${min < 1 ? '' : `, at least ${min / 1000}s`}`,
  read(raw) {
    const [, amount, unit] = /^(\d+(?:\.\d+)?)(ms|[smhd])$/.exec(String(raw).trim()) ?? [];
    const time = typeof raw === 'number' ? raw : Number(amount) * UNITS[unit as keyof typeof UNITS];
    return time >= min && time < Infinity ? time : undefined;
  },
});

/** Width to height, such as `16/9`, `4:3` or `1`, as a CSS `<ratio>`. */
export const ratio = (fallback: string): Reader<string> => ({
  fallback,
  accepts: 'a ratio such as 16/9, 4/3 or 1',
  read(raw) {
    const [, width, height = '1'] = /^(\d+(?:\.\d+)?)(?:\s*[/:]\s*(\d+(?:\.\d+)?))?$/.exec(String(raw).trim()) ?? [];
    return Number(width) > 0 && Number(height) > 0 ? `${width} / ${height}` : undefined;
  },
});
