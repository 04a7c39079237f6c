import type { SvelteHTMLElements } from 'svelte/elements';

export const refusedByTypes: SvelteHTMLElements['news-tag-feed'][] = [
  // @ts-expect-error there is no such layout
  { layout: 'gird' },
  // @ts-expect-error there is no such attribute
  { tga: 'climate' },
  // @ts-expect-error this event has no article
  { 'onnews-status': (event) => event.article },
];
