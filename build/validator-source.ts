import type { Article, FeedFacts } from '../src/model/article-schema.js';

/**
 * Generates, from the zod schemas, a module that replaces `src/model/check-article.ts` without zod. It supports the few kinds
 * of schema that the model uses, and fails the build for any other.
 */
export function validatorSource(article: typeof Article, facts: typeof FeedFacts): string {
  const known = Object.entries((facts as unknown as Schema)._zod.def.shape!);
  const [names, read, readFacts] = named([
    source(article as unknown as Schema),
    `object({ ${known.map(([name, member]) => `${name}: ${source(member._zod.def.innerType!)}`).join(', ')} }, 1)`,
  ]);
  return `
import { cleanLine, cleanLink } from '../text/clean.js';
import { owned } from './owned.js';
const fail = (path) => { throw { path } };
const line = (length, isOptional) => (value, path) =>
  typeof value == 'string' && ((value = cleanLine(value, length)) || isOptional) ? value : fail(path);
const text = (pattern) => (value, path) => typeof value == 'string' && pattern.test(value) ? value : fail(path);
const link = (pattern) => (value, path) => cleanLink(text(pattern)(value, path)) || fail(path);
const above = (limit) => (value, path) => typeof value == 'number' && value > limit && value < Infinity ? value : fail(path);
const optional = (read) => (value, path) => (value === undefined ? value : read(value, path));
const array = (read, most) => (value, path) =>
  Array.isArray(value) ? Array.from(value.slice(0, most), (one, index) => read(one, [...path, index])) : fail(path);
const object = (members, isLenient) => (value, path) => {
  if (!value || typeof value != 'object' || Array.isArray(value)) fail(path);
  value = owned(value);
  const result = owned();
  for (const name of Object.keys(members)) {
    try {
      const member = members[name](value[name], [...path, name]);
      if (member !== undefined) result[name] = member;
    } catch (failure) {
      if (!isLenient) throw failure;
    }
  }
  return result;
};
${names}
const read = ${read};
const readFacts = ${readFacts};
export function checkArticle(draft) {
  try {
    return { article: read(draft, []) };
  } catch (failure) {
    // A getter of the given object may throw any value.
    return { path: failure.path ?? [] };
  }
}
export const checkFeedFacts = (draft) => readFacts(draft, []);
`;
}

interface Check {
  check: string;
  pattern?: RegExp;
  minimum?: number;
  value?: number;
  inclusive?: boolean;
  /** A change of the value, with the code to write for it. */
  tx?: { call?: string };
}

interface Schema {
  _zod: {
    def: {
      type: string;
      shape?: Record<string, Schema>;
      element?: Schema;
      innerType?: Schema;
      in?: Schema;
      out?: Schema;
      transform?: { most?: number };
      values?: unknown[];
      checks?: { _zod: { def: Check } }[];
    };
  };
}

/** Declares repeated pieces of these sources as variables, and uses their names. */
function named(sources: string[]): [names: string, ...sources: string[]] {
  const whole = sources.join();
  const repeated = [...new Set(whole.match(/\b(?:line\([^)]*\)|(?:link|text)\([^]*?\/i?\)(?=[,) }]))/g))].filter(
    (reader) => whole.split(reader).length > 2,
  );
  const names = repeated.map((reader, index) => `const text${index} = ${reader};`).join('\n');
  const shortened = sources.map((source) =>
    repeated.reduce((all, reader, index) => all.replaceAll(reader, `text${index}`), source),
  );
  return [names, ...shortened];
}

function source({ _zod: { def } }: Schema): string {
  const checks = (def.checks ?? []).map((check) => check._zod.def);
  switch (def.type) {
    case 'object': {
      const members = Object.entries(def.shape!).map(([name, member]) => `${name}: ${source(member)}`);
      return `object({ ${members.join(', ')} })`;
    }
    case 'pipe': {
      const most = def.in!._zod.def.transform?.most;
      const list = def.out!._zod.def;
      if (most && list.type === 'array') return `array(${source(list.element!)}, ${most})`;
      break;
    }
    case 'optional':
      return `optional(${source(def.innerType!)})`;
    case 'literal':
      if (def.values![0] === true) return '(value, path) => value === true || fail(path)';
      break;
    case 'string':
      return reader(checks);
    case 'number': {
      const [limit] = checks;
      if (checks.length === 1 && limit!.check === 'greater_than' && !limit!.inclusive) return `above(${limit!.value})`;
    }
  }
  throw new Error(`build/validator-source.ts knows no schema like ${JSON.stringify(def)}`);
}

/** Writes the three kinds of text: with a pattern; URLs, which must match one before they are cleaned; and clean lines. */
function reader(checks: Check[]): string {
  const kinds = checks.map(({ check, minimum, tx }) =>
    check === 'min_length' && minimum === 1 ? 'one' : (tx?.call?.replace(/\d+/, '') ?? check),
  );
  const pattern = String(checks[0]?.pattern);
  const length = /\d+/.exec(checks[0]?.tx?.call ?? '')?.[0];
  switch (kinds.join(' ')) {
    case 'string_format':
      return `text(${pattern})`;
    case 'string_format cleanLink(value) one':
      return `link(${pattern})`;
    case 'cleanLine(value, ) one':
      return `line(${length})`;
    case 'cleanLine(value, )':
      return `line(${length}, 1)`;
  }
  throw new Error(`build/validator-source.ts knows no checks like ${kinds.join(' ')}`);
}
