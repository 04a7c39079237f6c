import type { LitElement } from 'lit';
import type { RenderContext } from '../views/options.js';
import { learn } from '../views/words.js';
import { waitForRenderSlot } from './render-slot.js';

/** Protected members of an element that hydration needs. */
interface Hydrating {
  readonly renderContext: RenderContext;
  renderRoot: Node;
  createRenderRoot(): Node;
}

/**
 * Hydrates an element with the nodes that a server has rendered, between two frames.
 * @param begin called when hydration can start
 */
export async function hydrate(host: LitElement, begin: () => void): Promise<void> {
  const element = host as unknown as Hydrating;
  await learn(element.renderContext.locale);
  await waitForRenderSlot(() => true);
  // The element may have left the page, or have been hydrated meanwhile.
  if (!host.isConnected || element.renderRoot) return;
  begin();
  element.renderRoot = element.createRenderRoot();
  host.connectedCallback();
  await host.updateComplete;
}

/**
 * Replaces the nodes of a server by the element's own view, which looks the same. Restores focus, scroll position and
 * other state of the old nodes.
 */
export function replacePrerendered(root: ShadowRoot, render: () => void): void {
  const restore = stateOf(root);
  root.replaceChildren();
  render();
  restore();
}

/** Saves the state of the nodes, such as focus and scroll position. Returns a function that restores it. */
function stateOf(root: ShadowRoot): () => void {
  const list = () => root.querySelector('ul.list');
  const pictures = () => [...root.querySelectorAll('img')];
  const { scrollLeft = 0 } = list() ?? {};
  const loaded = new Set(pictures().flatMap(({ complete, src }) => (complete ? src : [])));
  const focus = focusIn(root);
  return () => {
    for (const picture of pictures()) {
      // The picture is in memory. Decoding it asynchronously, in a later frame, would flicker.
      if (loaded.has(picture.src)) Object.assign(picture, { loading: 'eager', decoding: 'sync' });
    }
    if (scrollLeft) list()?.scrollTo({ left: scrollLeft, behavior: 'instant' });
    focus();
  };
}

/** Remembers a control outside the cards, whose focus `FocusKeeper` keeps. */
function focusIn(root: ShadowRoot): () => void {
  const outsideCards = () => [...root.querySelectorAll<HTMLElement>(':is(a, button):not(.item *)')];
  const index = outsideCards().indexOf(root.activeElement as HTMLElement);
  return () => outsideCards()[index]?.focus({ preventScroll: true });
}
