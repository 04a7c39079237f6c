import type { LitElement } from 'lit';
import type { RenderContext } from '../views/options.js';
import { learn } from '../views/words.js';
import { waitForRenderSlot } from './render-slot.js';

/** The members of an element that hydration needs, though they are protected. */
interface Hydrating {
  readonly renderContext: RenderContext;
  renderRoot: Node;
  createRenderRoot(): Node;
}

/**
 * Connects an element with what a server has rendered, between two frames.
 * @param begin called when nothing more is to be waited for
 */
export async function hydrate(host: LitElement, begin: () => void): Promise<void> {
  const element = host as unknown as Hydrating;
  await learn(element.renderContext.locale);
  await waitForRenderSlot(() => true);
  // It may have left the page, or have been hydrated meanwhile.
  if (!host.isConnected || element.renderRoot) return;
  begin();
  element.renderRoot = element.createRenderRoot();
  host.connectedCallback();
  await host.updateComplete;
}

/**
 * Renders the element's own view in the place of what a server has rendered. The new nodes look the same; what a reader
 * has done with the old ones is done to them as well.
 */
export function replacePrerendered(root: ShadowRoot, render: () => void): void {
  const restore = stateOf(root);
  root.replaceChildren();
  render();
  restore();
}

/** Remembers what a reader sees and does; the returned function brings it about again. */
function stateOf(root: ShadowRoot): () => void {
  const list = () => root.querySelector('ul.list');
  const pictures = () => [...root.querySelectorAll('img')];
  const { scrollLeft = 0 } = list() ?? {};
  const loaded = new Set(pictures().flatMap(({ complete, src }) => (complete ? src : [])));
  const focus = focusIn(root);
  return () => {
    for (const picture of pictures()) {
      // It is in memory: waiting for the next frame, as others do, would let it flicker.
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
