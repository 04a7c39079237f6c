/** Reads headlines that mention markup and are escaped only once: `The <dialog> element`. */
import { INLINE } from '../../text/html-text.js';
import { htmlText } from '../../text/coerce.js';
import type { Decoders } from './decoders.js';

// Block elements which, like inline ones, need no end tag.
const BLOCK = /^(?:br|p|div|h[1-6r])$/i;

// Longer ones are none.
const MAX_TITLE = 10_000;

/** Returns the text of a headline. Tags that are never closed are part of the text. */
export function markupTitle(markup: unknown, decoders: Decoders): string | undefined {
  if (typeof markup !== 'string') return undefined;
  const title = markup.slice(0, MAX_TITLE);
  const closed = new Set(title.toLowerCase().match(/<\/\w+/g));
  return htmlText(
    title.replace(/<([a-z][\w:-]{0,30})(?=[\s/>])[^<>]*>/gi, (tag, name: string) =>
      INLINE.test(name) || BLOCK.test(name) || closed.has(`</${name.toLowerCase()}`) ? tag : `&lt;${tag.slice(1)}`,
    ),
    decoders,
  );
}
