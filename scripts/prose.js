/**
 * `npm run docs:prose`: reports how long the sentences of the README and of the pages in `docs/` are. Fails when the
 * median of a page is above `LIMIT` words. Counts running text and lists; leaves out code, tables and headings.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import MarkdownIt from 'markdown-it';

/** Maximum number of words in the median sentence of a page. */
export const LIMIT = 18;

const markdown = new MarkdownIt({ html: true });

/** Returns the text of a paragraph. Inline code counts as one word. */
const textOf = ({ children }) =>
  children
    .map(({ type, content }) => {
      if (type === 'code_inline') return 'code';
      return type === 'text' ? content : type.endsWith('break') ? ' ' : '';
    })
    .join('');

/** Returns the sentences of a page in Markdown. */
export function sentencesIn(text) {
  const tokens = markdown.parse(text, {});
  const paragraphs = tokens.filter(
    ({ type }, index) => type === 'inline' && tokens[index - 1].type === 'paragraph_open',
  );
  return paragraphs
    .flatMap((one) => textOf(one).split(/(?<=[.!?]["”’)]?)\s+(?=["“‘(]?[\p{Lu}\p{N}]|code\b)/u))
    .map((sentence) => sentence.trim())
    .filter(Boolean);
}

/** Returns the number of words. Signs alone do not count. */
export const wordsIn = (sentence) => sentence.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

/** Returns the median of numbers; 0 if there are none. */
export function median(numbers) {
  const sorted = numbers.toSorted((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = new URL('../', import.meta.url);
  const pages = readdirSync(new URL('docs/', root)).filter((name) => name.endsWith('.md'));
  const all = [];
  for (const page of ['README.md', ...pages.map((name) => `docs/${name}`)]) {
    const sentences = sentencesIn(readFileSync(new URL(page, root), 'utf8'));
    const lengths = sentences.map(wordsIn);
    all.push(...lengths);
    const middle = median(lengths);
    const isTooLong = middle > LIMIT;
    if (isTooLong || process.argv.includes('--all'))
      console.log(`${page}: median sentence of ${middle} words${isTooLong ? `; at most ${LIMIT}` : ''}`);
    if (process.argv.includes('--longest'))
      for (const one of sentences.filter((sentence) => wordsIn(sentence) > 30))
        console.log(`  ${wordsIn(one)}: ${one}`);
    if (isTooLong) process.exitCode = 1;
  }
  console.log(`README and docs: median sentence of ${median(all)} words, ${all.length} sentences`);
}
