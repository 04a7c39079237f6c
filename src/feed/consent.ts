import { AGREED, recall, remember } from '../cache/storage.js';
import type { FeedSession } from './session.js';

/** Open requests for consent. A permanent consent applies to all of them. */
const asking = new Set<Consent>();

/** Asks for the reader's consent before any request to another host. */
export class Consent {
  #session: FeedSession;
  #onGiven: () => void;

  /** @param onGiven called when the reader agrees, before any request */
  constructor(session: FeedSession, onGiven: () => void) {
    this.#session = session;
    this.#onGiven = onGiven;
  }

  /** Finds the hosts that need consent, and asks for it. */
  async request(): Promise<void> {
    const session = this.#session;
    const { requestKey } = session.state;
    const hosts = await session.effects!.hosts();
    const { state, options } = session;
    if (state.requestKey !== requestKey || state.agreedKey === requestKey) return;
    // Without the owner's privacy page, no consent is stored, and storage is not read.
    const known = (options.privacyUrl && recall(AGREED)?.split(' ')) || [];
    // Prerendered articles load only pictures, which a consent to any host includes.
    if (known[0] && hosts.every((host) => known.includes(host))) return this.give();
    asking.add(this);
    if (state.consentHosts?.join() !== hosts.join()) session.dispatch({ type: 'consent-required', hosts });
  }

  /** @param isAlways whether the consent is stored for later visits to this site */
  give(isAlways = false): void {
    const { consentHosts = [] } = this.#session.state;
    if (isAlways) remember(AGREED, [...new Set([recall(AGREED), ...consentHosts, location.host])].join(' ').trim());
    asking.delete(this);
    this.#session.dispatch({ type: 'consent-given' });
    this.#onGiven();
    if (isAlways) for (const other of asking) void other.request();
  }

  stop(): void {
    asking.delete(this);
  }
}
