/** `npm run lint`: finds unclear wording. Prints each place as `file:line`, and fails if there is one. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FOLDERS = ['src', 'test', 'build', 'bench', 'scripts', 'stories', 'demo', 'integrations'];

/** Files that contain the patterns themselves, or text of others. */
const EXCEPT = /^(?:scripts\/words\.js|test\/node\/words\.test\.js|demo\/feeds\/.*|.*\/package-lock\.json)$/;

const READ = /\.(?:[jt]sx?|mjs|mdx|html|css|svelte|vue)$/;

const PATTERNS = [
  [/\bmakes? no sense\b/gi, 'say what is invalid, and what is expected'],
  [/\bso many\b/gi, 'write “maximum number of …”, “at most 20”'],
  [/\bwhoever\b/gi, 'name the actor'],
  [/\/\*\*[\s*]+(?:What|Those|Of|Whatever|Whether)\b/g, 'begin with a verb or a noun'],
];

/** Returns the unclear wording in a text, by line. */
export function faultsIn(text) {
  return PATTERNS.flatMap(([pattern, advice]) =>
    [...text.matchAll(pattern)].map((match) => ({
      line: text.slice(0, match.index + match[0].length).split('\n').length,
      found: match[0].replace(/[\s*/]+/g, ' ').trim(),
      advice,
    })),
  ).sort((one, other) => one.line - other.line);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const files = execFileSync('git', ['ls-files', ...FOLDERS], { encoding: 'utf8' }).split('\n');
  const faults = files
    .filter((file) => READ.test(file) && !EXCEPT.test(file) && existsSync(file))
    .flatMap((file) => faultsIn(readFileSync(file, 'utf8')).map((fault) => ({ file, ...fault })));
  for (const { file, line, found, advice } of faults) console.error(`${file}:${line} “${found}”: ${advice}.`);
  if (faults.length) process.exitCode = 1;
}
