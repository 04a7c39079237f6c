/**
 * Parsers that convert attributes (strings) and properties (also numbers and arrays) to values. Each has accepted values
 * and a default, so that all attributes handle invalid values in the same way.
 */
import { asText } from '../text/clean.js';

/** Parses one attribute. */
export interface AttributeParser<T> {
  /** The default for missing and invalid values. */
  fallback: T;
  /** The accepted values, in words for a warning. */
  accepts: string;
  /** Returns the value; `undefined` if `raw` is invalid. */
  parseValue(raw: unknown): T | undefined;
}

/** Parsers by property name. */
export type AttributeParsers = Record<string, AttributeParser<unknown>>;

/** The values that a set of parsers returns. */
export type ValuesOf<R extends AttributeParsers> = {
  [K in keyof R]: R[K] extends AttributeParser<infer T> ? T : never;
};

/** Called for an invalid value. */
export type InvalidValueHandler = (attribute: string, raw: unknown, accepts: string) => void;

/** Returns a member of an object, unless a page has added it to `Object.prototype`. */
export const memberOf = <T extends object, K extends keyof T & string>(object: T, name: K): T[K] | undefined =>
  object[name] === (Object.prototype as T)[name] ? undefined : object[name];

/** Parses the properties of `host` that have a parser. Reports invalid values, and replaces them by the default. */
export function parseAttributes<R extends AttributeParsers>(
  parsers: R,
  host: object,
  onInvalidValue: InvalidValueHandler,
): ValuesOf<R> {
  const values: Record<string, unknown> = {};
  for (const [name, { fallback, accepts, parseValue }] of Object.entries(parsers)) {
    const raw = memberOf(host as Record<string, unknown>, name);
    const given = raw !== undefined && raw !== null;
    let value: unknown;
    try {
      value = given ? parseValue(raw) : undefined;
    } catch {
      // Symbols, and objects that can't be text.
    }
    if (given && value === undefined) onInvalidValue(attributeName(name), raw, accepts);
    values[name] = value ?? fallback;
  }
  return values as ValuesOf<R>;
}

/** Returns the attribute of a property: `pageSize` → `page-size`. */
export const attributeName = (property: string): string => property.replace(/[A-Z]/g, (c) => '-' + c.toLowerCase());

/** Accepts any text. */
export const text = <F extends string | undefined>(fallback: F): AttributeParser<string | F> => ({
  fallback,
  accepts: 'text',
  parseValue: asText,
});

/** Accepts text, or an object, which becomes JSON. */
export const textOrObject = (accepts: string): AttributeParser<string | undefined> => ({
  fallback: undefined,
  accepts,
  parseValue: (raw) => (typeof raw === 'object' ? JSON.stringify(raw) : asText(raw)),
});

/** Accepts one word of a list. */
export const oneOf = <const T extends string | number | boolean>(...allowed: [T, ...T[]]): AttributeParser<T> => ({
  fallback: allowed[0],
  accepts: allowed.join(', '),
  parseValue: (raw) => allowed.find((word) => String(word) === String(raw).trim().toLowerCase()),
});

/** Accepts a whole number within bounds. */
export const count = (min: number, max: number, fallback: number): AttributeParser<number> => ({
  fallback,
  accepts: `a whole number from ${min} to ${max}`,
  parseValue(raw) {
    const value = typeof raw === 'string' && raw.trim() ? Number(raw) : raw;
    return typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max ? value : undefined;
  },
});

/** Accepts what another parser accepts, or one word that stands for a value. */
export const orWord = <const W extends string, V, T>(
  word: W,
  value: V,
  parser: AttributeParser<T>,
): AttributeParser<T | V> => ({
  fallback: parser.fallback,
  accepts: `${parser.accepts}, or ${word}`,
  parseValue: (raw) => (raw === word ? value : parser.parseValue(raw)),
});

/** Accepts a list: an array, or any text, whose entries are separated by `divider`. */
export const list = (divider: RegExp | string, ...fallback: string[]): AttributeParser<string[]> => ({
  fallback,
  accepts: 'text or an array of it',
  parseValue(raw) {
    const entries = asText(raw)?.split(divider) ?? raw;
    if (!Array.isArray(entries) || !entries.every((entry) => typeof entry === 'string')) return undefined;
    // The `#` of a hashtag is no part of its name.
    return entries.map((entry) => entry.trim().replace(/^[#＃] */, '')).filter(Boolean);
  },
});

/** Accepts words of a fixed list, separated by white space or commas. */
export const someOf = <const T extends string>(
  allowed: readonly T[],
  fallback: readonly T[],
): AttributeParser<readonly T[]> => {
  const words = list(/[\s,]+/);
  return {
    fallback,
    accepts: `any of ${allowed.join(' ')}`,
    parseValue(raw) {
      const chosen = words.parseValue(raw) as T[] | undefined;
      return chosen?.every((word) => allowed.includes(word)) ? chosen : undefined;
    },
  };
};

const UNITS = { ms: 1, s: 1e3, m: 6e4, h: 36e5, d: 864e5 } as const;

/** Accepts a duration: a number of milliseconds, or text such as `500ms`, `10s`, `5m`, `36h`, `7d`. */
export const duration = <F extends number | undefined>(
  fallback: F,
  min = Number.MIN_VALUE,
): AttributeParser<number | F> => ({
  fallback,
  accepts: `a time such as 5m, 1h or 7d${min < 1 ? '' : `, at least ${min / 1000}s`}`,
  parseValue(raw) {
    const [, amount, unit] = /^(\d+(?:\.\d+)?)(ms|[smhd])$/.exec(String(raw).trim()) ?? [];
    const time = typeof raw === 'number' ? raw : Number(amount) * UNITS[unit as keyof typeof UNITS];
    return time >= min && time < Infinity ? time : undefined;
  },
});

/** Accepts a ratio of width to height, such as `16/9`, `4:3` or `1`. Returns a CSS `<ratio>`. */
export const ratio = (fallback: string): AttributeParser<string> => ({
  fallback,
  accepts: 'a ratio such as 16/9, 4/3 or 1',
  parseValue(raw) {
    const [, width, height = '1'] = /^(\d+(?:\.\d+)?)(?:\s*[/:]\s*(\d+(?:\.\d+)?))?$/.exec(String(raw).trim()) ?? [];
    return Number(width) > 0 && Number(height) > 0 ? `${width} / ${height}` : undefined;
  },
});
