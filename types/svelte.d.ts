/** Types of newsrack's elements in the templates of Svelte 5: `import 'newsrack/types/svelte'` once, anywhere. */
import type { HTMLAttributes } from 'svelte/elements';
import type { NewsElements } from '../dist/types/elements.js';

/** The attributes of an element, for one of another name: `NewsProps<'news-tag-feed'>`. */
export type NewsProps<Tag extends keyof NewsElements> = NewsElements[Tag]['attributes'] &
  Listeners<NewsElements[Tag]> &
  Omit<HTMLAttributes<NewsElements[Tag]['element']>, keyof NewsElements[Tag]['attributes']>;

type Listeners<Known extends { element: Element; events: object }> = {
  [Type in keyof Known['events'] & string as `on${Type}`]?: (
    event: Known['events'][Type] & { currentTarget: Known['element'] },
  ) => void;
};

type Elements = { [Tag in keyof NewsElements]: NewsProps<Tag> };

declare module 'svelte/elements' {
  interface SvelteHTMLElements extends Elements {}
}
