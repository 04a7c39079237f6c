/**
 * Style sheets in shadow roots. A document can't adopt the sheets of another, and an element that is moved to another
 * loses those that it had: there it gets copies, which all elements in that document share.
 */
import type { CSSResultOrNative } from 'lit';

const adopted = new WeakMap<ShadowRoot, Set<CSSStyleSheet>>();
const copies = new WeakMap<Document, Map<CSSStyleSheet, CSSStyleSheet>>();

/** Adds style sheets to a shadow root, for as long as it lives, whatever document it is moved to. */
export function adoptSheets(root: ShadowRoot, styles: readonly CSSResultOrNative[]): void {
  const sheets = adopted.get(root) ?? new Set();
  for (const style of styles) {
    const sheet = 'styleSheet' in style ? style.styleSheet : style;
    if (sheet) sheets.add(sheet);
  }
  adopted.set(root, sheets);
  renewSheets(root);
}

/** Gives a shadow root its sheets again. To be called when it has been moved to another document. */
export function renewSheets(root: ShadowRoot): void {
  for (const original of adopted.get(root) ?? []) {
    const sheet = sheetIn(root.ownerDocument, original);
    // Simulated DOMs of tests have no adopted style sheets.
    if (sheet && root.adoptedStyleSheets?.includes(sheet) === false) root.adoptedStyleSheets.push(sheet);
  }
}

/** @returns nothing in a document without a window, which is never visible */
function sheetIn(owner: Document, original: CSSStyleSheet): CSSStyleSheet | undefined {
  if (owner === document) return original;
  const { defaultView } = owner;
  if (!defaultView) return undefined;
  const known = copies.get(owner) ?? new Map<CSSStyleSheet, CSSStyleSheet>();
  copies.set(owner, known);
  let copy = known.get(original);
  if (!copy) {
    copy = new defaultView.CSSStyleSheet();
    copy.replaceSync([...original.cssRules].map(({ cssText }) => cssText).join(''));
    known.set(original, copy);
  }
  return copy;
}
