/** One timer for all times on the page. */
import type { LitElement, ReactiveController } from 'lit';

/** Interval of updates: times are shown to the minute. */
const STEP = 60_000;

const hosts = new Set<LitElement>();
let timer: ReturnType<typeof setInterval> | undefined;

/** Elements to update. Each may be in another window. */
const tick = () => hosts.forEach((host) => host.ownerDocument.visibilityState === 'hidden' || host.requestUpdate());

/** Renders an element again each minute while its page is visible. */
export class ClockController implements ReactiveController {
  #host: LitElement;

  constructor(host: LitElement) {
    this.#host = host;
  }

  hostConnected(): void {
    hosts.add(this.#host);
    if (timer) return;
    timer = setInterval(tick, STEP);
    document.addEventListener('visibilitychange', tick);
  }

  hostDisconnected(): void {
    hosts.delete(this.#host);
    if (hosts.size) return;
    clearInterval(timer);
    timer = undefined;
    document.removeEventListener('visibilitychange', tick);
  }
}
