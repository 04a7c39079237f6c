/** Parses the options of a command. */
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { NewsError } from '../model/error.js';
import { nearNames } from './near-names.js';

type Options = NonNullable<ParseArgsConfig['options']>;
type Values<T extends Options> = ReturnType<typeof parseArgs<{ args: string[]; options: T }>>['values'];

export interface CommandOptions<T extends Options> {
  args: string[];
  options: T;
  /** Sentences for somebody who has written an unknown option or argument. */
  hint: string;
}

/**
 * Returns the values of options.
 * @throws NewsError `config` for an unknown option, a value that is missing or not taken, and one that is set twice. The
 * messages of `parseArgs` in strict mode name neither the options that there are nor the one that was meant
 */
export function parseOptions<const T extends Options>({ args, options, hint }: CommandOptions<T>): Values<T> {
  const { values, tokens } = parseArgs({ args, options, tokens: true, strict: false, allowPositionals: true });
  const seen = new Set<string>();
  for (const token of tokens) {
    if (token.kind === 'option-terminator') continue;
    if (token.kind === 'positional')
      throw invalid(`Unexpected argument "${token.value}". Put a value that contains spaces in quotes. ${hint}`);
    const { name, rawName, value, inlineValue } = token;
    const option = Object.hasOwn(options, name) ? options[name]! : undefined;
    if (!option) throw invalid(`Unknown option ${rawName}. ${adviceFor(name, Object.keys(options), hint)}`);
    if (option.type === 'boolean' && value !== undefined) throw invalid(`${rawName} takes no value.`);
    // An empty value is mostly a variable that is not set.
    if (option.type === 'string' && (!value || (!inlineValue && /^-./.test(value))))
      throw invalid(`${rawName} has no value. One that begins with a hyphen is written ${rawName}=VALUE.`);
    if (option.type === 'string' && !option.multiple && seen.has(name))
      throw invalid(`${rawName} is set more than once. It takes one value.`);
    seen.add(name);
  }
  return values;
}

const invalid = (message: string): NewsError => new NewsError('config', message);

function adviceFor(name: string, known: string[], hint: string): string {
  const near = nearNames(name, known);
  return near.length ? `Expected: ${near.map((one) => `--${one}`).join(', ')}.` : hint;
}
