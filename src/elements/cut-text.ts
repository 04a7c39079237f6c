/**
 * Ends excerpts and headlines that are cut at a sentence or a word. Browsers put their ellipsis into the middle of a word,
 * and the letters of the next line reach into the room below.
 */

/** Selector of the texts that may be cut. */
export const TEXTS = 'p[part="excerpt"]:not(.lines), a[part="link"]';

/** Texts that were handled here: the part that was visible then, and the whole. */
const seenTexts = new WeakMap<Text, { whole: string; seen: string }>();

/** Room for the ellipsis, in ems. */
const ELLIPSIS = 1.1;

/** Maximum number of characters in which the end of a word is searched. */
const MAX_WORD = 30;

// A word that no abbreviation is, and the end of its sentence.
const SENTENCE = /^.*(?:(?:^|\s)\p{Ll}{4,}[.!?]["”»’)]?|[。！？])(?=\s|$|(?<=[。！？]))/su;

/** Cuts texts. Measures all of them before changing any, so that they take one layout together. */
export function cutAll(excerpts: Element[]): void {
  const texts = excerpts.map(textIn).filter((text) => text !== undefined);
  for (const text of texts) {
    styleOf(text).textWrap = '';
    if (isLink(text)) text.parentElement!.ariaLabel = null;
    const before = seenTexts.get(text);
    // Where an article has taken the place of another, the text is new.
    if (text.data === before?.seen) text.data = before.whole;
  }
  const long = texts.filter(isLong);
  // Balanced or pretty lines would break elsewhere once the text ends earlier.
  for (const text of long) styleOf(text).textWrap = 'wrap';
  const ends = long.map(endOf);
  for (const text of texts) seenTexts.set(text, { whole: text.data, seen: text.data });
  long.forEach((text, index) => {
    const end = ends[index];
    if (end === undefined) return;
    if (isLink(text)) text.parentElement!.ariaLabel = text.data;
    seenTexts.set(text, { whole: text.data, seen: end });
    text.data = end;
  });
}

/** Returns whether a text that was cut here, or was not long, has become another since. */
export function isChanged(excerpt: Element): boolean {
  const text = textIn(excerpt);
  const before = text && seenTexts.get(text);
  return !!before && text.data !== before.seen;
}

/** Returns the single text node of an excerpt. After a page translation has added elements, there is none. */
function textIn(excerpt: Element): Text | undefined {
  const [text, ...more] = [...excerpt.childNodes].filter(
    ({ nodeType, textContent }) => nodeType !== Node.COMMENT_NODE && textContent!.trim(),
  );
  return text?.nodeType === Node.TEXT_NODE && !more.length ? (text as Text) : undefined;
}

const styleOf = (text: Text) => text.parentElement!.style;

/** Returns the number of lines that are seen of a text, their height and that of its letters, in pixels. */
function sizesOf(text: Text): [lines: number, height: number, size: number] {
  const { webkitLineClamp, lineHeight, fontSize } = getComputedStyle(text.parentElement!);
  return [parseFloat(webkitLineClamp), parseFloat(lineHeight), parseFloat(fontSize)];
}

/** Returns whether a text has more lines than are seen. */
function isLong(text: Text): boolean {
  const box = text.parentElement!;
  const [lines, height] = sizesOf(text);
  return lines > 0 && height > 0 && box.scrollHeight - box.clientHeight >= height / 2;
}

/** Returns what is seen of a long text, up to a sentence or a word; `undefined` where all of it is seen. */
function endOf(text: Text): string | undefined {
  const box = text.parentElement!;
  const [lines, height, size] = sizesOf(text);
  const { data, length } = text;
  const range = document.createRange();
  const rectAt = (offset: number) => {
    range.setStart(text, offset);
    range.setEnd(text, offset + 1);
    return range.getBoundingClientRect();
  };
  const first = rectAt(0);
  const lineOf = (offset: number) => Math.round((rectAt(offset).bottom - first.bottom) / height);
  if (!first.height || lineOf(length - 1) < lines) return undefined;
  let [low, high] = [0, length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (lineOf(middle) < lines) low = middle;
    else high = middle;
  }
  const sentence = isLink(text) ? undefined : SENTENCE.exec(data.slice(0, high))?.[0];
  // Fewer lines would move what is below.
  if (sentence && lineOf(sentence.length - 1) === lines - 1) return sentence;
  const { left, right } = box.getBoundingClientRect();
  const isRoomAfter = (offset: number) => {
    const rect = rectAt(offset);
    const room = getComputedStyle(box).direction === 'rtl' ? rect.left - left : right - rect.right;
    return room >= ELLIPSIS * size;
  };
  const end = endsOf(data, high, isLink(text)).find((end) => isRoomAfter(end - 1));
  return end && lineOf(end - 1) === lines - 1 ? ellipsed(data.slice(0, end)) : undefined;
}

let segmenter: Intl.Segmenter | undefined;

/**
 * The ends of words before a place, the nearest first; of one long word, those of its letters.
 * @param hasName Whether the text names something: what is seen of a name has to be words of it
 */
function endsOf(text: string, before: number, hasName: boolean): number[] {
  const from = Math.max(0, before - MAX_WORD);
  const offsets = Array.from({ length: before - from }, (_, n) => before - n);
  const spaces = offsets.filter((end) => /\s/.test(text[end]!) && /\S/.test(text[end - 1]!));
  if (spaces.length) return spaces;
  // The first one takes browsers longer than all the rest: only for scripts without spaces.
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'word' });
  const words = [...segmenter.segment(text.slice(from, before))]
    .map(({ index }) => from + index)
    .filter((end) => end > from)
    .reverse();
  return words.length || hasName ? words : offsets;
}

const isLink = (text: Text) => text.parentElement!.localName === 'a';

// Looking behind itself, the pattern begins once in a run of such characters, which would take square time else.
const ellipsed = (text: string) => `${text.toWellFormed().replace(/(?<![\s,;:–—\ufffd-])[\s,;:–—\ufffd-]+$/, '')}…`;
