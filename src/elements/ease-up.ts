/** Moves up what follows a list, where less news has come than there was room for. */

/** Duration of the movement in milliseconds. */
const EASE = 250;

/** The id of the animations. */
export const EASING = 'newsrack';

/**
 * Moves what follows an element by a transform to where a change has put it: that is no layout shift.
 * In browsers that can't animate, it is there at once.
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

/** All that comes after an element in the page, through shadow roots, as few elements as there are for it. */
function following(element: Element): Element[] {
  const all: Element[] = [];
  for (
    let node: Node | null = element;
    node;
    node = (node as Element).assignedSlot ?? node.parentNode ?? (node as ShadowRoot).host
  ) {
    for (let next = (node as Element).nextElementSibling; next; next = next.nextElementSibling) all.push(next);
  }
  return all;
}
