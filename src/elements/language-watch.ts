/** Notifies elements of changes of `lang` and `dir` on their ancestors. */
import { parentOf, shadowHost } from './parent-of.js';

interface Watching extends Element {
  requestUpdate(): void;
}

const watching = new Set<Watching>();
let observer: MutationObserver | undefined;

/** Renders an element again when `lang` or `dir` of an ancestor changes, until the returned function is called. */
export function watchLanguage(element: Watching): () => void {
  observer ??= new MutationObserver(tell);
  for (const root of rootsAround(element)) observer.observe(root, { subtree: true, attributeFilter: ['lang', 'dir'] });
  watching.add(element);
  return () => {
    watching.delete(element);
    if (!watching.size) observer?.disconnect();
  };
}

/** Returns the shadow roots that contain an element, and its document, from the inside out. */
export function rootsAround(element: Element): (Document | ShadowRoot)[] {
  const root = element.getRootNode();
  const host = shadowHost(root);
  return host ? [root as ShadowRoot, ...rootsAround(host)] : [element.ownerDocument];
}

function tell(changes: MutationRecord[]): void {
  const changed = new Set(changes.map(({ target }) => target));
  for (const element of watching) if (isWithin(element, changed)) element.requestUpdate();
}

function isWithin(element: Element, changed: Set<Node>): boolean {
  for (let node: Node | undefined = element; node; node = parentOf(node)) if (changed.has(node)) return true;
  return false;
}
