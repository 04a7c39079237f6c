/** Types of newsrack's elements in the templates of Vue 3: `import 'newsrack/types/vue'` once, anywhere. */
import type { HTMLAttributes } from 'vue';
import type { NewsElements } from '../dist/types/elements.js';

/** The props of an element, for one of another name: `NewsProps<'news-tag-feed'>`. */
export type NewsProps<Tag extends keyof NewsElements> = Attributes<NewsElements[Tag]['attributes']> &
  Listeners<NewsElements[Tag]> &
  Omit<HTMLAttributes, keyof NewsElements[Tag]['attributes']>;

/** Vue's tools know `tag-match` as `tagMatch`, and `@news-load` as `onNewsLoad`. */
type Joined<Name extends string> = Name extends `${infer First}-${infer Rest}`
  ? `${First}${Capitalize<Joined<Rest>>}`
  : Name;

type Attributes<Known> = { [Name in keyof Known as Joined<Name & string>]: Known[Name] };

type Listeners<Known extends { element: Element; events: object }> = {
  [Type in keyof Known['events'] & string as `on${Capitalize<Joined<Type>>}`]?: (
    event: Known['events'][Type] & { currentTarget: Known['element'] },
  ) => void;
};

type Components = { [Tag in keyof NewsElements]: new () => NewsElements[Tag]['element'] & { $props: NewsProps<Tag> } };

declare module 'vue' {
  interface GlobalComponents extends Components {}
}
