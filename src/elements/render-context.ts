import { shadowHost } from './parent-of.js';
import { localeNamed } from '../views/locale.js';
import type { RenderContext } from '../views/options.js';

/** Returns the page's language, the time and the scheme, for an element's views. */
export const renderContextOf = (element: Element): RenderContext => ({
  locale: localeFor(nearestLanguage(element)),
  now: Date.now(),
  scheme: location.protocol,
});

/** Returns the `lang` of the nearest ancestor that has one, through shadow roots; empty if none has. */
function nearestLanguage(element: Element): string {
  for (let node: Element | undefined = element; node; node = shadowHost(node.getRootNode())) {
    const found = node.closest?.('[lang]')?.getAttribute('lang');
    if (found) return found;
  }
  return '';
}

/** A page that says only `en` leaves open whether dates are British: then the reader's own variant of it is used. */
export function localeFor(language: string): string {
  const readers = [...(globalThis.navigator?.languages ?? [])].map(localeNamed);
  const page = localeNamed(language);
  return readers.find((one) => (language ? one?.startsWith(`${page}-`) : one)) ?? page ?? 'en';
}

/** Returns whether an element has content of its owner's that can be shown in its place. White space between tags is none. */
export const hasOwnContent = ({ childNodes }: Element): boolean =>
  [...(childNodes ?? [])].some(
    (node) =>
      (node.nodeType === Node.ELEMENT_NODE ? !(node as Element).slot : node.nodeType === Node.TEXT_NODE) &&
      node.textContent?.trim() !== '',
  );
