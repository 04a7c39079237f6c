/** Types of newsrack's elements in the JSX of Solid: `import 'newsrack/types/solid'` once, anywhere. */
import type { JSX } from 'solid-js';
import type { NewsElements } from '../dist/types/elements.js';

/** The props of an element, for one of another name: `NewsProps<'news-tag-feed'>`. */
export type NewsProps<Tag extends keyof NewsElements> = NewsElements[Tag]['attributes'] &
  Listeners<NewsElements[Tag]> &
  Omit<JSX.HTMLAttributes<NewsElements[Tag]['element']>, keyof NewsElements[Tag]['attributes']>;

/** With a colon: what follows `on` alone is made lower case and delegated, which is for the browser's own events. */
type Listeners<Known extends { element: Element; events: object }> = {
  [Type in keyof Known['events'] & string as `on:${Type}`]?: (
    event: Known['events'][Type] & { currentTarget: Known['element'] },
  ) => void;
};

type Elements = { [Tag in keyof NewsElements]: NewsProps<Tag> };

declare module 'solid-js' {
  namespace JSX {
    interface IntrinsicElements extends Elements {}
  }
}
