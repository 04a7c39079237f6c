/** Describes the members of a response in words, so that its owner can write them into a map. */
import { quoted } from './json-service.js';

// Answers can be deep and wide; what is said about them is for reading.
const DEPTH = 3;
const MEMBERS = 15;
const SEARCHED = 30;

const isHolder = (value: unknown): value is object => value !== null && typeof value === 'object';
const entriesOf = (value: object) => Object.entries(value).slice(0, SEARCHED);

/** The first entry of a list that is an object. */
export const firstItem = (list: unknown[]): unknown => list.find((entry) => isHolder(entry) && !Array.isArray(entry));

/** Paths to the lists of objects in an answer, the nearest first. */
export function listsIn(answer: unknown): string[] {
  const found: string[] = [];
  let level: [string, unknown][] = [['', answer]];
  for (let depth = 0; depth < DEPTH; depth++) {
    level = level.flatMap(([path, value]) =>
      isHolder(value) && !Array.isArray(value)
        ? entriesOf(value).map(([name, one]): [string, unknown] => [under(path, name), one])
        : [],
    );
    found.push(
      ...level.filter(([, value]) => Array.isArray(value) && firstItem(value) !== undefined).map(([path]) => path),
    );
  }
  return found.slice(0, 3);
}

/** Paths to what an object holds; what holds more in turn is followed once. */
export const membersIn = (value: unknown): string[] =>
  isHolder(value)
    ? entriesOf(value).flatMap(([name, one]) =>
        isHolder(one) && Object.keys(one).length
          ? entriesOf(one)
              .slice(0, Array.isArray(one) ? 1 : 5)
              .map(([inner]) => under(name, inner))
          : [quoted(name)],
      )
    : [];

const under = (path: string, name: string) => (path ? `${quoted(path)}.${quoted(name)}` : quoted(name));

/** `a, b, c`. */
export const named = (names: string[]): string =>
  names.length
    ? names
        .slice(0, MEMBERS)
        .map((name) => `\`${name}\``)
        .join(', ')
    : 'nothing';
