import type { ImageCandidate } from './image.js';
import type { Tag } from './markup.js';
import type { About, Words } from './tolerant.js';

/** What few feeds need, and most pages therefore need not load. */
export const rare: {
  /** Whether something was met that only they could read. */
  isMissed: boolean;
  date?: (text: string) => string | undefined;
  entity?: (name: string) => string | undefined;
  /** The sign that a picture in a text stands for. */
  sign?: (tag: Tag) => string | undefined;
  /** Without the names of what has no category. */
  tags?: (names: string[]) => string[];
  words?: (title: string | undefined, body: string | undefined, about?: About) => Words;
  isPicture?: (candidate: ImageCandidate) => boolean;
  /** The first real picture in a piece of HTML. */
  image?: (html: string, base: string) => { url: string; alt?: string | undefined } | undefined;
} = { isMissed: false };
