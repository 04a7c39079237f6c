/** Types of newsrack's elements in the JSX of React 19: `import 'newsrack/types/react'` once, anywhere. */
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { NewsElements } from '../dist/types/elements.js';

/** The props of an element, for one of another name: `NewsProps<'news-tag-feed'>`. */
export type NewsProps<Tag extends keyof NewsElements> = NewsElements[Tag]['attributes'] &
  Listeners<NewsElements[Tag]> &
  Omit<
    DetailedHTMLProps<HTMLAttributes<NewsElements[Tag]['element']>, NewsElements[Tag]['element']>,
    keyof NewsElements[Tag]['attributes']
  >;

/** React listens for whatever follows `on`, letter by letter, and hands over the browser's own event. */
type Listeners<Known extends { element: Element; events: object }> = {
  [Type in keyof Known['events'] & string as `on${Type}`]?: (
    event: Known['events'][Type] & { currentTarget: Known['element'] },
  ) => void;
};

type Elements = { [Tag in keyof NewsElements]: NewsProps<Tag> };

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements extends Elements {}
  }
}
