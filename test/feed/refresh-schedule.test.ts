import { expect } from 'chai';
import { nextAttempt } from '../../src/feed/refresh-schedule.js';
import { NewsError } from '../../src/model/error.js';

/** The time until a page requests a source again after a failure. */

const throttled = (retryAfter: number) => new NewsError('throttled', '', { status: 429, retryAfter });

describe('nextAttempt', () => {
  it('waits some seconds at least, and longer each time, whatever Retry-After says', () => {
    for (const retryAfter of [0, 1]) {
      const waits = [1, 2, 3, 20].map((failures) => nextAttempt(throttled(retryAfter), failures, 0));
      expect(waits).to.deep.equal([30_000, 60_000, 120_000, 6 * 36e5]);
    }
  });

  it('waits as long as Retry-After says, and up to a minute more', () => {
    expect(nextAttempt(throttled(120), 1, 0)).to.equal(120_000);
    expect(nextAttempt(throttled(120), 1, 1)).to.equal(180_000);
  });

  it('waits longer and longer without Retry-After', () => {
    const failed = new NewsError('http', '', { status: 500 });
    expect([1, 2, 3].map((failures) => nextAttempt(failed, failures, 0))).to.deep.equal([30_000, 60_000, 120_000]);
  });

  it('has no next attempt for a source that is gone, whatever Retry-After says', () => {
    expect(nextAttempt(new NewsError('gone', '', { status: 410, retryAfter: 1 }), 1)).to.equal(undefined);
  });
});
