/**
 * Time in the hands of the test: timers of ten seconds and more (or of another length) wait until `advance` reaches them, and both clocks, `Date.now` and
 * `performance.now`, stand still until then, however busy the machine. Shorter ones run as ever, since frameworks and browsers live by them. Chance is taken out: no jitter.
 */
interface Timer {
  due: number;
  act: () => void;
  every: number | undefined;
}

export class Time {
  #real = {
    setTimeout: globalThis.setTimeout,
    clearTimeout: globalThis.clearTimeout,
    setInterval: globalThis.setInterval,
    clearInterval: globalThis.clearInterval,
    now: Date.now,
    random: Math.random,
  };
  #passed = 0;
  #timers = new Map<number, Timer>();
  #next = 1e9;

  /** @param long in milliseconds: shorter timers run as ever */
  constructor(long = 10_000) {
    const held = (real: typeof setTimeout, repeats: boolean) =>
      ((act: () => void, delay = 0, ...rest: unknown[]) => {
        if (delay < long) return real(act, delay, ...rest);
        this.#timers.set(++this.#next, { due: this.#passed + delay, act, every: repeats ? delay : undefined });
        return this.#next;
      }) as typeof setTimeout;
    const clear = (real: typeof clearTimeout) =>
      ((id: number) => this.#timers.delete(id) || real(id)) as typeof clearTimeout;
    globalThis.setTimeout = held(this.#real.setTimeout, false);
    globalThis.setInterval = held(this.#real.setInterval as typeof setTimeout, true) as unknown as typeof setInterval;
    globalThis.clearTimeout = clear(this.#real.clearTimeout);
    globalThis.clearInterval = clear(this.#real.clearInterval);
    const [start, age] = [Date.now(), performance.now()];
    Date.now = () => start + this.#passed;
    performance.now = () => age + this.#passed;
    Math.random = () => 0;
  }

  /** Milliseconds until each long timer that is set, the nearest first. */
  get waits(): number[] {
    return [...this.#timers.values()].map(({ due }) => due - this.#passed).sort((a, b) => a - b);
  }

  advance(milliseconds: number): void {
    this.#passed += milliseconds;
    for (const [id, timer] of [...this.#timers].sort(([, a], [, b]) => a.due - b.due)) {
      if (timer.due > this.#passed) continue;
      if (timer.every) timer.due = this.#passed + timer.every;
      else this.#timers.delete(id);
      timer.act();
    }
  }

  restore(): void {
    const { now, random, ...timers } = this.#real;
    Reflect.deleteProperty(performance, 'now');
    Object.assign(globalThis, timers);
    Date.now = now;
    Math.random = random;
  }
}
