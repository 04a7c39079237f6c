/**
 * Several windows of one browser, for @web/test-runner. Each belongs to a process of its own: pages that share one would be
 * behind one another and get no frames, which visibility and focus depend on.
 */
export class SideBySide {
  type = 'puppeteer';
  #launchers;
  #bySession = new Map();

  /** @param launchers one for each window, all of the same browser */
  constructor(launchers) {
    this.#launchers = launchers;
    [{ name: this.name }] = launchers;
    /** Number of pages at a time, for the test runner. */
    this.concurrency = launchers.length;
  }

  /** Some know it only when they have started. */
  get version() {
    return this.#launchers[0].version;
  }

  async initialize(...args) {
    await Promise.all(this.#launchers.map((launcher) => launcher.initialize?.(...args)));
  }

  async startSession(id, url) {
    const taken = new Set(this.#bySession.values());
    const free = this.#launchers.find((launcher) => !taken.has(launcher));
    this.#bySession.set(id, free);
    await free.startSession(id, url);
  }

  async stopSession(id) {
    try {
      return await this.#bySession.get(id).stopSession(id);
    } finally {
      this.#bySession.delete(id);
    }
  }

  isActive(id) {
    return this.#bySession.get(id)?.isActive(id) ?? false;
  }

  getBrowserUrl(id) {
    return this.#bySession.get(id).getBrowserUrl(id);
  }

  getPage(id) {
    return this.#bySession.get(id).getPage(id);
  }

  startDebugSession(id, url) {
    return this.#launchers[0].startDebugSession(id, url);
  }

  async stop() {
    await Promise.all(this.#launchers.map((launcher) => launcher.stop()));
  }
}
