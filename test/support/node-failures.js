/** For `node --test`: each test that failed, with its file and what that wrote, and at the end how many passed and failed. */
import { relative } from 'node:path';
import { BUNDLES } from './bundle.js';
import { progressLine } from './progress.js';

/** The same for a test file and for the bundle that it is in. */
const fileName = (path = '') =>
  relative('', path)
    .replaceAll('\\', '/')
    .replace(BUNDLES, '')
    .replace(/\.[jt]s$/, '');

export default async function* nodeFailures(events) {
  const group = process.env.SHOWS_PROGRESS;
  /** By file. */
  const written = new Map();
  /** Names of the suites round a test, and of itself. */
  const names = [];
  let done = 0;
  for await (const { type, data } of events) {
    const isTest = ['test:pass', 'test:fail'].includes(type) && data.details?.type !== 'suite';
    if (isTest && group) yield progressLine(group, ++done);
    if (type === 'test:start') {
      names.splice(data.nesting, Infinity, data.name);
    } else if (type === 'test:stdout' || type === 'test:stderr') {
      const file = fileName(data.file);
      written.set(file, [...(written.get(file) ?? []), data.message]);
    } else if (isTest && type === 'test:fail') {
      const { error } = data.details;
      const file = fileName(data.file);
      const title = [...names.slice(0, data.nesting), data.name].join(' > ');
      yield `\n✖ ${file}: ${title}\n${error?.cause?.stack ?? error?.stack ?? String(error)}\n`;
      if (written.has(file)) yield `It wrote:\n${written.get(file).join('')}\n`;
      written.delete(file);
    } else if (type === 'test:diagnostic' && /^(?:pass|fail|cancelled) \d+$/.test(data.message)) {
      yield `ℹ ${data.message}\n`;
    }
  }
}
