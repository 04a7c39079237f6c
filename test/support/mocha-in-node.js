/** Provides mocha's functions from Node's own test runner. */
import { afterEach, beforeEach } from 'node:test';

export { after, afterEach, before, beforeEach, describe, it } from 'node:test';

/** In milliseconds. No page is needed: less than a test may take in a browser. */
const TIMEOUT = 20_000;

// No timer ends what never waits, such as reading in square time. mocha fails it afterwards, too.
let start = 0;
beforeEach(() => void (start = performance.now()));
afterEach(() => {
  const duration = Math.round(performance.now() - start);
  if (duration > TIMEOUT) throw new Error(`The test took ${duration} ms; ${TIMEOUT} ms are allowed.`);
});
