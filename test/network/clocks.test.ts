import { expect } from 'chai';
import { NewsError } from '../../src/model/error.js';
import { rateLimited } from '../../src/network/rate-limit.js';
import { nextAttempt } from '../../src/feed/refresh-schedule.js';
import { refusal } from '../../src/network/http-errors.js';
import { readPrerendered, prerenderedData } from '../../src/feed/prerendered.js';
import type { Provider } from '../../src/providers/provider.js';
import { DayMemory } from '../../src/providers/services/day-memory.js';

/** Clocks that are wrong, or are set while a page is open. */

const DAY = 864e5;
const never = new AbortController().signal;

/** Both clocks in the test's hands: the one on the wall may be set, the page's own only goes on. */
class Clocks {
  #start = Date.now();
  #real = { now: Date.now, own: Object.getOwnPropertyDescriptor(performance, 'now') };
  #passed = performance.now();
  #set = 0;

  constructor() {
    const begun = this.#passed;
    Date.now = () => this.#start + this.#set + this.#passed - begun;
    Object.defineProperty(performance, 'now', { value: () => this.#passed, configurable: true });
  }

  pass(milliseconds: number): void {
    this.#passed += milliseconds;
  }

  /** Sets the clock on the wall. */
  set(milliseconds: number): void {
    this.#set += milliseconds;
  }

  restore(): void {
    Date.now = this.#real.now;
    if (this.#real.own) Object.defineProperty(performance, 'now', this.#real.own);
    else Reflect.deleteProperty(performance, 'now');
  }
}

let clocks: Clocks;

/** The clocks are real again before the runner looks how long a test took. */
const withClocks = (act: () => unknown) => async (): Promise<void> => {
  clocks = new Clocks();
  try {
    await act();
  } finally {
    clocks.restore();
  }
};

const provider = (name: string, more: Partial<Provider>): Provider => ({
  name,
  minInterval: 1,
  read: async () => ({ articles: [] }),
  ...more,
});

describe('a clock that is set back 400 days', () => {
  it(
    'does not end a cool-down, nor prolong it',
    withClocks(async () => {
      const ask = rateLimited(provider('cooling', { coolDown: 300_000 }), '');
      const refuse = () => Promise.reject(new NewsError('throttled', 'Too often.'));
      await ask(refuse, never, 'x').catch(() => {});
      clocks.set(-400 * DAY);
      const codeNow = () =>
        ask(async () => 'asked', never, 'x').catch((error: NewsError) => `${error.code} ${error.retryAfter! <= 360}`);
      expect(await codeNow()).to.equal('throttled true');
      clocks.pass(361_000);
      expect(await codeNow()).to.equal('asked');
    }),
  );

  it(
    'does not shorten the interval between two requests',
    withClocks(async () => {
      const ask = rateLimited(provider('distant', { minInterval: 60_000 }), '');
      await ask(async () => {}, never, 'x');
      clocks.set(-400 * DAY);
      const controller = new AbortController();
      let ran = false;
      const asking = ask(async () => void (ran = true), controller.signal, 'y').catch(() => 'given up');
      await new Promise((resolve) => setTimeout(resolve));
      expect(ran).to.equal(false);
      controller.abort();
      expect(await asking).to.equal('given up');
    }),
  );

  it(
    'does not prolong a cache of a day',
    withClocks(() => {
      const memory = new DayMemory<string>();
      memory.set('a', 'known');
      clocks.set(-400 * DAY);
      expect(memory.get('a')).to.equal('known');
      clocks.pass(DAY + 1);
      expect(memory.get('a')).to.equal(undefined);
    }),
  );
});

it(
  'a device that slept has no longer cool-down',
  withClocks(async () => {
    const ask = rateLimited(provider('sleeping', { coolDown: 300_000 }), '');
    await ask(() => Promise.reject(new NewsError('throttled', 'Too often.')), never, 'x').catch(() => {});
    // The page's own clock stands still meanwhile.
    clocks.set(361_000);
    expect(await ask(async () => 'asked', never, 'x')).to.equal('asked');
  }),
);

it('a Retry-After of years causes a cool-down of a day', async () => {
  const ask = rateLimited(provider('years', { coolDown: 1000 }), '');
  const refusal = new NewsError('throttled', 'Too often.', { retryAfter: 400 * 86_400 });
  await ask(() => Promise.reject(refusal), never, 'x').catch(() => {});
  const error = await ask(async () => {}, never, 'x').catch((reason: unknown) => reason as NewsError);
  expect(error).to.include({ code: 'throttled', retryAfter: 86_400 });
});

describe('a prerendered feed', () => {
  const hostWith = (at: number): Element => {
    const text = prerenderedData({ articles: [], dropped: [] }, { asked: {}, at, freshFor: 900_000 });
    return { querySelector: () => ({ textContent: text }) } as unknown as Element;
  };

  for (const [age, isFresh] of [
    [0, true],
    [899_999, true],
    [900_000, false],
    [-1000, false],
    [-400 * DAY, false],
  ] as const) {
    it(
      `is ${isFresh ? '' : 'not '}fresh at an age of ${age / 1000} s`,
      withClocks(() => expect(readPrerendered(hostWith(Date.now() - age))?.isFresh).to.equal(isFresh)),
    );
  }
});

describe('the next request to a source', () => {
  const waitFor = (retryAfter: unknown, failures = 1) =>
    nextAttempt(new NewsError('throttled', '', { retryAfter: retryAfter as number }), failures, 0)!;

  it('is never sooner than after a failed connection, whatever the source says', () => {
    for (const retryAfter of [0, 1, 29, -5, -Infinity, null]) {
      expect(waitFor(retryAfter)).to.equal(30_000);
      expect(waitFor(retryAfter, 2)).to.equal(60_000);
    }
    for (const code of ['network', 'timeout', 'http', 'format', 'too-large'] as const) {
      const error = new NewsError(code, '', { status: 500, retryAfter: 0 });
      expect(nextAttempt(error, 1, 0)).to.be.at.least(30_000);
    }
  });

  it('ignores a Retry-After that is not a number', () => {
    for (const retryAfter of [undefined, NaN, 'soon', {}]) expect(waitFor(retryAfter)).to.equal(300_000);
  });

  it('is at the time of Retry-After if that is later, but within a day', () => {
    expect(waitFor(3600)).to.equal(3_600_000);
    for (const years of [400 * 86_400, Infinity, Number.MAX_VALUE]) expect(waitFor(years)).to.equal(DAY);
  });

  it(
    'is computed from dates by the clock of the host',
    withClocks(() => {
      const response = (date?: string) =>
        new Response('', {
          status: 429,
          headers: { 'Retry-After': 'Tue, 26 May 2026 10:30:00 GMT', ...(date && { Date: date }) },
        });
      clocks.set(-400 * DAY);
      expect(refusal('https://a.example/', response('Tue, 26 May 2026 10:00:00 GMT')).retryAfter).to.equal(1800);
      expect(refusal('https://a.example/', response('nonsense')).retryAfter).to.be.at.least(0);
      expect(refusal('https://a.example/', response()).retryAfter).to.be.at.least(0);
    }),
  );
});
