/**
 * Validates options against strict schemas: an unknown name or a wrong type is an error. Exports with a type of zod are
 * marked internal, so that the types of the package need no zod.
 */
import * as z from 'zod/mini';
import { redacted } from '../text/address.js';
import { NewsError } from '../model/error.js';
import { nearNames } from './near-names.js';
import type { requestAttributes } from '../model/request.js';

type RequestOption = keyof typeof requestAttributes;

const isText = (value: unknown): boolean =>
  typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value));

/** Accepts text and positive numbers, such as the tag 2026. Programs use 0 and −1 to mean that there is no word. */
const isWord = (value: unknown): boolean => isText(value) && (typeof value === 'string' || (value as number) > 0);

const isTextList = (value: unknown): boolean =>
  isWord(value) || (Array.isArray(value) && value.every((entry) => typeof entry === 'string'));

export const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Returns whether a value is a URL of a page's own site or of another one, without credentials, which readers would see. */
export function isWebAddress(value: unknown): boolean {
  const base = 'https://site.example/';
  if (typeof value !== 'string' || !URL.canParse(value, base)) return false;
  const { origin, username, password } = new URL(value, base);
  // A host with a comma or semicolon would end a directive of a content security policy.
  return /^https?:\/\/[\w.:[\]-]+$/.test(origin) && !username && !password;
}

/**
 * Describes an option that may be left out. `accepts` says in words which values are accepted.
 * @internal
 */
export const option = (isAccepted: (value: unknown) => boolean, accepts: string) =>
  z.optional(z.custom(isAccepted, { error: accepts }));

/** @internal */
export const textOption = option((value) => typeof value === 'string', 'text');
/** @internal */
export const webAddressOption = option(isWebAddress, 'an http: or https: URL, or a path');
/** @internal */
export const booleanOption = option((value) => typeof value === 'boolean', 'true or false');
/** @internal */
export const functionOption = option((value) => typeof value === 'function', 'a function');
/** @internal */
export const timeOption = option(isText, 'a time such as 5m, 1h or 7d, or milliseconds');
/** @internal */
export const dateOption = option(
  (value) => (value instanceof Date || typeof value === 'number') && !Number.isNaN(new Date(value).valueOf()),
  'a date, or milliseconds since 1970',
);
/** @internal */
export const recordOption = option(
  (value) => isObject(value) && !(Symbol.iterator in value),
  'an object with names as keys',
);
/** @internal */
export const storeOption = option(
  (value) => isObject(value) && ['get', 'set'].every((name) => typeof member(value, name) === 'function'),
  'an object with the functions get and set',
);
/** @internal */
export const databaseOption = option(
  (value) => isObject(value) && ['prepare', 'batch'].every((name) => typeof member(value, name) === 'function'),
  'a database of Cloudflare D1',
);
/** @internal */
export const archiveOption = option(
  (value) => isObject(value) && ['store', 'find', 'tags'].every((name) => typeof member(value, name) === 'function'),
  'an archive made with createArchive()',
);
/** @internal */
export const signalOption = option((value) => value instanceof AbortSignal, 'an AbortSignal');
/** @internal */
export const listOption = z.optional(
  z.array(z.string({ error: 'text' }), { error: 'an array of text, such as ["example.org"]' }),
);

/** Returns a member, inherited ones included: a store may be an instance of a class. */
const member = (value: object, name: string) => (value as Record<string, unknown>)[name];

const wordListOption = option(isTextList, 'text or an array of it');

/**
 * The types of the options that describe a request. The attribute parsers of the model check the values.
 * @internal
 */
export const requestOptions = {
  tag: wordListOption,
  tagMatch: textOption,
  src: wordListOption,
  provider: wordListOption,
  apiKey: textOption,
  relay: textOption,
  map: option((value) => typeof value === 'string' || isObject(value), 'text or an object'),
  include: wordListOption,
  exclude: wordListOption,
  excludePublisher: wordListOption,
  maxAge: timeOption,
  perPublisher: option(isText, 'a whole number'),
  limit: option(isText, 'a whole number'),
  timeout: timeOption,
} satisfies Record<RequestOption, z.ZodMiniType>;

/** Options whose values messages must not show: the URL of a private feed is its key. */
const SECRET = /^(?:apiKey|src|feeds)$/;

/** @internal */
export type OptionsSchema = z.ZodMiniObject;

/** @internal */
export const optionsSchema = (options: Record<string, z.ZodMiniType>): OptionsSchema => z.strictObject(options);

/** The names to use in messages about options. */
export interface Naming {
  /** The function that rejects the options, such as `createRelay`; empty in commands, whose messages begin with their name. */
  by: string;
  /** The object that holds the options, such as `options` or `feeds.world`. */
  name?: string;
  /** Returns an option's name as its user writes it. Default: as in code. */
  nameOf?: (option: string) => string;
}

/**
 * Returns a copy of the options that inherits nothing, since packages may have added members to `Object.prototype`.
 * @throws NewsError `config` for an unknown name or a wrong type. The message names the option, the value and what is expected
 * @internal
 */
export function checkOptions<T extends object>(
  given: T,
  schema: OptionsSchema,
  { by, name = 'options', nameOf = (option) => option }: Naming,
): T {
  if (!isObject(given)) throw invalidOption(by, `Invalid ${name}: ${described(given)}`, 'an object');
  const own = { __proto__: null, ...given };
  const [issue] = schema.safeParse(own).error?.issues ?? [];
  if (!issue) return own;
  const prefix = name === 'options' ? '' : `${name}.`;
  if (issue.code === 'unrecognized_keys') {
    // A clock of one's own is for tests.
    const known = Object.keys(schema.shape).filter((key) => key !== 'now');
    throw invalidOption(
      by,
      `Unknown option ${issue.keys.map((key) => prefix + nameOf(key)).join(', ')}`,
      suggestions(issue.keys[0]!, known).map(nameOf).join(', '),
    );
  }
  const [option, ...inside] = issue.path.map(String) as [string, ...string[]];
  const value = inside.reduce<unknown>((holder, key) => member(holder as object, key), member(own, option));
  const path = [prefix + nameOf(option), ...inside].join('.');
  throw invalidOption(by, `Invalid ${path}: ${SECRET.test(option) ? typeOf(value) : described(value)}`, issue.message);
}

const invalidOption = (by: string, problem: string, accepts: string): NewsError =>
  new NewsError('config', `${by && `${by}: `}${problem}. Expected: ${accepts}.`);

/** Returns the known names that are near to an unknown one; all known names if there are none. */
function suggestions(key: string, known: string[]): string[] {
  const near = nearNames(key, known);
  return near.length ? near : known;
}

/** Describes a value in a few words, for a log. */
function described(value: unknown): string {
  if (typeof value !== 'string') return typeOf(value);
  const short = value.length > 60 ? `${value.slice(0, 60)}…` : value;
  return JSON.stringify(redacted(short));
}

function typeOf(value: unknown): string {
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return 'an array';
  return { string: 'text', function: 'a function', object: 'an object' }[typeof value as string] ?? typeof value;
}
