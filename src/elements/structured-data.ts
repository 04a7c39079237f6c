import { itemList } from '../views/item-list.js';
import type { Article } from '../model/article.js';
import { STRUCTURED_DATA } from './inside.js';

/** Keeps what crawlers are told in step with what is shown: a data block inside the element. */
export function keepStructuredData(host: Element, name: string, articles: Article[]): void {
  const text = articles.length ? itemList(name, articles) : '';
  if (text === told(host)) return;
  blocksIn(host).forEach((block) => block.remove());
  kept.set(host, '');
  if (!text) return;
  const script = Object.assign(document.createElement('script'), { type: 'application/ld+json', slot: 'data' });
  script.dataset.news = 'structured-data';
  try {
    script.text = trusted(text);
  } catch {
    // The page names the policies that it allows, and `newsrack` is none of them: nothing is told.
    return;
  }
  host.append(script);
  kept.set(host, text);
}

/** Whether others have taken it away or changed it, such as by a morphing of the page. */
export const isStructuredDataDamaged = (host: Element): boolean => told(host) !== (kept.get(host) ?? '');

/** What stands in each element that was told so. */
const kept = new WeakMap<Element, string>();

const blocksIn = (host: Element) => [...host.querySelectorAll(STRUCTURED_DATA)];

/** What crawlers are told now; it is told once only. */
const told = (host: Element): string =>
  blocksIn(host)
    .map(({ textContent }) => textContent)
    .join();

interface TrustedTypes {
  createPolicy(name: string, rules: object): { createScript(text: string): string };
}

let policy: ReturnType<TrustedTypes['createPolicy']> | undefined;

/** Text for a script under policies that ask where it comes from, be it one that is never run. */
function trusted(text: string): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  if (!trustedTypes) return text;
  policy ??= trustedTypes.createPolicy('newsrack', { createScript: (text: string) => text });
  return policy.createScript(text);
}
