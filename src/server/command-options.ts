/** Parses the options of a command. */
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { NewsError } from '../model/error.js';

type Options = NonNullable<ParseArgsConfig['options']>;
type Values<T extends Options> = ReturnType<typeof parseArgs<{ args: string[]; options: T }>>['values'];

/**
 * Returns the values of options. `parseArgs` keeps only the last value of an option that is set twice.
 * @throws NewsError `config` if an option with one value is set more than once
 * @throws an error of `parseArgs` for unknown options
 */
export function parseOptions<const T extends Options>(args: string[], options: T): Values<T> {
  const { values, tokens } = parseArgs({ args, options, tokens: true });
  const names = tokens.flatMap((token) => (token.kind === 'option' ? token.name : []));
  const repeated = names.find(
    (name, index) => options[name]?.type === 'string' && !options[name].multiple && names.indexOf(name) < index,
  );
  if (repeated) throw new NewsError('config', `--${repeated} is set more than once. It takes one value.`);
  return values;
}
