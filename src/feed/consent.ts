import { AGREED, recall, remember } from '../cache/storage.js';
import type { FeedSession } from './session.js';

/** The consents that readers are being asked for: an answer for good counts for all of them. */
const asking = new Set<Consent>();

/** Asks a reader before anything is requested of other hosts. */
export class Consent {
  #session: FeedSession;
  #onGiven: () => void;

  /** @param onGiven called once the reader agrees, before anything is loaded */
  constructor(session: FeedSession, onGiven: () => void) {
    this.#session = session;
    this.#onGiven = onGiven;
  }

  /** Finds the hosts that the reader has to agree to, and asks. */
  async request(): Promise<void> {
    const session = this.#session;
    const { requestKey } = session.state;
    const hosts = await session.effects!.hosts();
    const { state, options } = session;
    if (state.requestKey !== requestKey || state.agreedKey === requestKey) return;
    // Where the owner has no page about privacy, nothing is kept, and storage is not looked at.
    const known = (options.privacyUrl && recall(AGREED)?.split(' ')) || [];
    // Prerendered articles load pictures only: agreement to any host includes them.
    if (known[0] && hosts.every((host) => known.includes(host))) return this.give();
    asking.add(this);
    if (state.consentHosts?.join() !== hosts.join()) session.dispatch({ type: 'consent-required', hosts });
  }

  /** @param isAlways whether the hosts are kept, so that this site asks no more about them */
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
