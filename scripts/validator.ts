import type { Article } from '../src/model/article-schema.js';

/**
 * Writes, from the zod schema, a module that does what `src/model/check-article.ts` does without zod. It knows the few
 * kinds of schema that the model uses, and fails the build for any other.
 */
export const validatorSource = (schema: typeof Article): string => `
const fail = (path) => { throw { path } };
const text = (...patterns) => (value, path) =>
  typeof value == 'string' && patterns.every((pattern) => pattern.test(value)) ? value : fail(path);
const above = (limit) => (value, path) => typeof value == 'number' && value > limit && value < Infinity ? value : fail(path);
const optional = (read) => (value, path) => (value === undefined ? value : read(value, path));
const array = (read) => (value, path) =>
  Array.isArray(value) ? Array.from(value, (one, index) => read(one, [...path, index])) : fail(path);
const object = (members) => (value, path) => {
  if (!value || typeof value != 'object' || Array.isArray(value)) fail(path);
  const result = {};
  for (const name in members) {
    const member = members[name](value[name], [...path, name]);
    if (member !== undefined) result[name] = member;
  }
  return result;
};
${named(schema as unknown as Schema)}
export function checkArticle(draft) {
  try {
    return { article: read(draft, []) };
  } catch (failure) {
    // A getter of somebody's own object may throw anything at all.
    return { path: failure.path ?? [] };
  }
}
`;

interface Schema {
  _zod: {
    def: {
      type: string;
      shape?: Record<string, Schema>;
      element?: Schema;
      innerType?: Schema;
      checks?: {
        _zod: { def: { check: string; pattern?: RegExp; minimum?: number; value?: number; inclusive?: boolean } };
      }[];
    };
  };
}

/** The source of a schema as `read`; patterns that stand in it more than once get a name. */
function named(schema: Schema): string {
  const whole = source(schema);
  const texts = [...new Set(whole.match(/text\([^]*?\)(?=[,) }])/g))].filter((text) => whole.split(text).length > 2);
  const names = texts.map((text, index) => `const text${index} = ${text};`);
  return `${names.join('\n')}\nconst read = ${texts.reduce((all, text, index) => all.replaceAll(text, `text${index}`), whole)};`;
}

function source({ _zod: { def } }: Schema): string {
  const checks = (def.checks ?? []).map((check) => check._zod.def);
  switch (def.type) {
    case 'object': {
      const members = Object.entries(def.shape!).map(([name, member]) => `${name}: ${source(member)}`);
      return `object({ ${members.join(', ')} })`;
    }
    case 'array':
      return `array(${source(def.element!)})`;
    case 'optional':
      return `optional(${source(def.innerType!)})`;
    case 'string':
      return `text(${checks.map(pattern).join(', ')})`;
    case 'number': {
      const [limit] = checks;
      if (checks.length === 1 && limit!.check === 'greater_than' && !limit!.inclusive) return `above(${limit!.value})`;
    }
  }
  throw new Error(`scripts/validator.ts knows no schema like ${JSON.stringify(def)}`);
}

function pattern({ check, pattern, minimum }: { check: string; pattern?: RegExp; minimum?: number }): string {
  if (check === 'string_format' && pattern) return String(pattern);
  if (check === 'min_length' && minimum === 1) return '/^[^]/';
  throw new Error(`scripts/validator.ts knows no check like ${check}`);
}
