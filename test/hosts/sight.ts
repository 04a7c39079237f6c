/** Finds faults that a reader would see in an element: text that is cut, lies on other text or reaches beyond its box. */

/** Parts that hold nothing but text. */
const TEXTS = ['heading', 'category', 'link', 'excerpt', 'publisher', 'authors', 'time', 'tag', 'message', 'button'];

interface Line {
  part: string;
  text: Element;
  /** True if dots stand for it. */
  isCut: boolean;
  /** Excess of its letters over the line height: so much of the next line is hidden by its own. */
  overlap: number;
  /** The box of its ink, not its line box. */
  ink: DOMRect;
}

const context = document.createElement('canvas').getContext('2d')!;

/** Returns how far the letters of an element reach above and below their line, in pixels. */
function reachOf(text: Element): { up: number; down: number; ascent: number; descent: number } {
  const { fontStyle, fontWeight, fontSize, fontFamily } = getComputedStyle(text);
  context.font = `${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`;
  const of = context.measureText(text.textContent!);
  return {
    up: of.actualBoundingBoxAscent,
    down: of.actualBoundingBoxDescent,
    ascent: of.fontBoundingBoxAscent,
    descent: of.fontBoundingBoxDescent,
  };
}

const textsIn = (root: ShadowRoot): Element[] =>
  TEXTS.flatMap((part) => [...root.querySelectorAll(`[part~="${part}"]`)]).filter(
    (text) =>
      text.checkVisibility({ visibilityProperty: true }) && text.textContent!.trim() && !text.querySelector('.status'),
  );

/** All lines of a text, those too that dots stand for. */
function linesOf(text: Element): Line[] {
  const range = document.createRange();
  range.selectNodeContents(text);
  const reach = reachOf(text);
  const part = text.getAttribute('part')!;
  const end = text.getBoundingClientRect();
  const { lineHeight } = getComputedStyle(text);
  const overlap = Math.max(0, reach.up + reach.down - Number.parseFloat(lineHeight));
  return [...range.getClientRects()]
    .filter(({ width }) => width > 0)
    .map(({ left, right, top, bottom }) => {
      const baseline = top + ((bottom - top) * reach.ascent) / (reach.ascent + reach.descent);
      const [from, to] = [Math.max(left, end.left), Math.min(right, end.right)];
      const isCut = (top + bottom) / 2 >= end.bottom;
      return {
        part,
        text,
        isCut,
        overlap,
        ink: new DOMRect(from, baseline - reach.up, to - from, reach.up + reach.down),
      };
    });
}

/** The nearest box that cuts off what is above or below it. */
function clipOf(text: Element): DOMRect | undefined {
  for (let box: Element | null = text; box; box = box.parentElement)
    if (getComputedStyle(box).overflowY !== 'visible') return box.getBoundingClientRect();
  return undefined;
}

/** Part of a letter that may be cut unnoticed, relative to its size; with small letters it is 0.75 pixels. */
const HAIR = 1 / 25;

const sizeOf = (text: Element) => Number.parseFloat(getComputedStyle(text).fontSize);

/** Measures moving content at its beginning. */
const hold = (root: ShadowRoot) => root.getAnimations().forEach((animation) => animation.cancel());

/**
 * Sentences, one for each fault.
 * @param shown so much may be seen of a line that dots stand for, as a part of the size of its letters
 */
export function faultsOf(element: HTMLElement, width: number, shown = HAIR): string[] {
  const root = element.shadowRoot!;
  hold(root);
  const faults: string[] = [];
  const { left, right } = element.getBoundingClientRect();
  if (right - left > width + 0.5) faults.push(`is ${right - left} pixels wide`);
  const all = textsIn(root).flatMap(linesOf);
  const lines = all.filter(({ isCut }) => !isCut);
  const nameOf = ({ part, text }: Line) => `${part} “${text.textContent!.trim().slice(0, 30)}”`;
  for (const line of all.filter(({ isCut }) => isCut)) {
    const rest = (clipOf(line.text)?.bottom ?? Infinity) - line.ink.top;
    if (rest > Math.max(1.25, shown * sizeOf(line.text)) + line.overlap)
      faults.push(`${nameOf(line)} shows ${rest} of a line that is cut`);
  }
  for (const line of lines) {
    const { text, ink } = line;
    const clip = clipOf(text);
    const what = nameOf(line);
    const hair = Math.max(0.75, HAIR * sizeOf(text));
    if (clip && ink.bottom > clip.bottom + hair) faults.push(`${what} is cut by ${ink.bottom - clip.bottom} below`);
    if (clip && ink.top < clip.top - hair) faults.push(`${what} is cut by ${clip.top - ink.top} above`);
    const goesBy = text.closest('.as-carousel .list, .as-ticker .list');
    if (!goesBy && (ink.left < left - 1 || ink.right > right + 1)) faults.push(`${what} reaches out`);
  }
  lines.forEach((line, index) => {
    for (const other of lines.slice(index + 1)) {
      if (line.text.contains(other.text) || other.text.contains(line.text)) continue;
      const across = Math.min(line.ink.right, other.ink.right) - Math.max(line.ink.left, other.ink.left);
      const down = Math.min(line.ink.bottom, other.ink.bottom) - Math.max(line.ink.top, other.ink.top);
      if (across > 2 && down > 2) faults.push(`${line.part} lies on ${other.part} by ${down}`);
    }
  });
  return [...new Set(faults)];
}

/** Returns the place of each piece of an element, from its corner: the same on any page. */
export function placesOf(element: HTMLElement): string {
  hold(element.shadowRoot!);
  const { left, top } = element.getBoundingClientRect();
  const round = (n: number) => Math.round(n);
  return [...element.shadowRoot!.querySelectorAll('[part]')]
    .filter((piece) => piece.checkVisibility())
    .map((piece) => {
      const box = piece.getBoundingClientRect();
      const place = [box.left - left, box.top - top, box.width, box.height].map(round);
      return `${piece.getAttribute('part')}: ${place.join(' ')}`;
    })
    .join('\n');
}
