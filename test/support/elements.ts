import type { NewsTagFeed } from '../../src/index.js';
import '../../src/define.js';
import { loadSideEffects } from '../../src/feed/session.js';
import { loadDeferred } from '../../src/elements/feed-controller.js';

// What is loaded when is for the tests of the CDN files.
await Promise.all([loadDeferred(), loadSideEffects()]);

/** Puts HTML into the page; it is taken out again by `clear`. */
export function put<T extends HTMLElement = NewsTagFeed>(html: string): T {
  const stage = document.createElement('div');
  // Test markup, written here: nothing of a feed.
  stage.append(document.createRange().createContextualFragment(html));
  stage.dataset.stage = '';
  document.body.append(stage);
  return stage.firstElementChild as T;
}

/** Takes out what was put in, and, once elements have come to rest, all that was kept. */
export async function clear(): Promise<void> {
  document.querySelectorAll('[data-stage]').forEach((stage) => stage.remove());
  await settled();
  localStorage.clear();
}

/** The next event of a type on an element. */
export const next = <K extends keyof GlobalEventHandlersEventMap>(
  element: EventTarget,
  type: K,
): Promise<GlobalEventHandlersEventMap[K]> =>
  new Promise((resolve) => element.addEventListener(type, (event) => resolve(event as never), { once: true }));

/** Settles when the element has this status, and has rendered it. */
export async function reached(element: NewsTagFeed, ...statuses: string[]): Promise<void> {
  while (!statuses.includes(element.status)) await next(element, 'news-status');
  await element.updateComplete;
}

/** Returns the visible elements of a part, in order. */
export const parts = (element: HTMLElement, name: string): HTMLElement[] => [
  ...element.shadowRoot!.querySelectorAll<HTMLElement>(`[part~="${name}"]`),
];

/** The visible text of the first element of a part. */
export const textOf = (element: HTMLElement, name: string): string | undefined =>
  parts(element, name)[0]?.textContent?.replace(/\s+/g, ' ').trim();

export const headlines = (element: HTMLElement): string[] =>
  parts(element, 'headline')
    .filter((headline) => !headline.closest('[aria-hidden]'))
    .map((headline) => headline.textContent!.trim());

/** Returns everything logged while `act` ran, without Lit's notice that it runs in development mode. */
export async function logged(act: () => unknown): Promise<string[]> {
  const messages: string[] = [];
  const { warn, error } = console;
  console.warn = console.error = (...words: unknown[]) => void messages.push(words.join(' '));
  try {
    await act();
  } finally {
    Object.assign(console, { warn, error });
  }
  return messages;
}

/**
 * A frame and a macrotask later: observers have been told, microtasks have run.
 * @returns the time of the frame, in milliseconds, which tests do not hold
 */
export const settled = (): Promise<number> =>
  new Promise((resolve) => requestAnimationFrame((time) => setTimeout(() => resolve(time))));

/** Milliseconds after which a condition counts as never met: a little less than the time limit of a test. */
const NEVER = 50_000;

/**
 * Waits, frame by frame, until a condition is met.
 * @throws Error with the condition where it never is
 */
export async function until(condition: () => unknown): Promise<void> {
  let start: number | undefined;
  while (!condition()) {
    const now = await settled();
    start ??= now;
    if (now - start > NEVER) throw new Error(`Never: ${condition}`);
  }
}

/** All that `layout` may say. */
export const LAYOUTS = ['list', 'grid', 'magazine', 'headlines', 'carousel', 'ticker'] as const;
