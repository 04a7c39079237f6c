/** Moves up the content below a list that became shorter than its reserved height. */
import { parentOf } from './parent-of.js';

/** Duration of the movement in milliseconds. */
const EASE = 250;

/** The id of the animations. */
export const EASING = 'newsrack';

/**
 * Animates the content below an element to its new position by a transform, which is no layout shift. In browsers without
 * animations, the content moves at once.
 */
export function easeUp(element: Element, change: () => void): void {
  const below = following(element);
  const tops = below.map(topOf);
  change();
  const duration = matchMedia('(prefers-reduced-motion:reduce)').matches ? 1 : EASE;
  below.forEach((one, index) => {
    // What was below the screen comes from its edge.
    const way = Math.min(tops[index]! - topOf(one), innerHeight);
    const timing: KeyframeAnimationOptions = { id: EASING, duration, easing: 'ease-out', composite: 'add' };
    if (way > 0) one.animate({ translate: [`0 ${way}px`, '0 0'] }, timing);
  });
}

const topOf = (element: Element): number => element.getBoundingClientRect().top;

/** Returns the fewest elements that contain everything after an element in the page, through shadow roots. */
function following(element: Element): Element[] {
  const all: Element[] = [];
  for (let node: Node | undefined = element; node; node = (node as Element).assignedSlot ?? parentOf(node)) {
    for (let next = (node as Element).nextElementSibling; next; next = next.nextElementSibling) all.push(next);
  }
  return all;
}
