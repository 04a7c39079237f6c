/** Types of newsrack's elements in the JSX of Preact: `import 'newsrack/types/preact'` once, anywhere. */
import type { HTMLAttributes } from 'preact';
import type { NewsElements } from '../dist/types/elements.js';

/** The props of an element, for one of another name: `NewsProps<'news-tag-feed'>`. */
export type NewsProps<Tag extends keyof NewsElements> = NewsElements[Tag]['attributes'] &
  Listeners<NewsElements[Tag]> &
  Omit<HTMLAttributes<NewsElements[Tag]['element']>, keyof NewsElements[Tag]['attributes']>;

/** Preact listens for whatever follows `on`, letter by letter, and hands over the browser's own event. */
type Listeners<Known extends { element: Element; events: object }> = {
  [Type in keyof Known['events'] & string as `on${Type}`]?: (
    event: Known['events'][Type] & { currentTarget: Known['element'] },
  ) => void;
};

type Elements = { [Tag in keyof NewsElements]: NewsProps<Tag> };

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements extends Elements {}
  }
}
