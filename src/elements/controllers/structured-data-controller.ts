import { itemList } from '../../views/item-list.js';
import { STRUCTURED_DATA } from '../inline-content.js';
import { FeedPart } from './feed-part.js';

/** Keeps the data block for crawlers inside the element up to date with the list. */
export class StructuredDataController extends FeedPart {
  #text = '';

  /** Returns whether the page has removed or changed the block, such as by morphing. */
  get isDamaged(): boolean {
    return this.#current() !== this.#text;
  }

  protected override update(): void {
    const { host, options, shown } = this.feed;
    const name = host.renderRoot.querySelector('ul.list')?.getAttribute('aria-label') ?? '';
    const text = options.structuredData !== false && shown.length ? itemList(name, shown) : '';
    if (text === this.#current()) return;
    this.#blocks().forEach((block) => block.remove());
    this.#text = '';
    if (!text) return;
    const script = Object.assign(document.createElement('script'), { type: 'application/ld+json', slot: 'data' });
    script.dataset.news = 'structured-data';
    try {
      script.text = trusted(text);
    } catch {
      // The page names the policies that it allows, and `newsrack` is none of them.
      return;
    }
    host.append(script);
    this.#text = text;
  }

  #blocks = (): Element[] => [...this.feed.host.querySelectorAll(STRUCTURED_DATA)];

  /** The text of all blocks; there is one at most, unless the page has copied it. */
  #current = (): string =>
    this.#blocks()
      .map(({ textContent }) => textContent)
      .join();
}

interface TrustedTypes {
  createPolicy(name: string, rules: object): { createScript(text: string): string };
}

let policy: ReturnType<TrustedTypes['createPolicy']> | undefined;

/** Returns text for a script that pages with Trusted Types accept, though it is never run. */
function trusted(text: string): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  if (!trustedTypes) return text;
  policy ??= trustedTypes.createPolicy('newsrack', { createScript: (text: string) => text });
  return policy.createScript(text);
}
