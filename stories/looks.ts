/** The ready-made looks, as in `src/presets`. */
export const LOOKS = ['plain', 'broadsheet', 'tabloid', 'terminal', 'glass', 'cards', 'compact'] as const;

/** Where the style sheet of a look is, in Storybook as in tests. */
export const sheetOf = (look: string): string => new URL(`../src/presets/${look}.css`, import.meta.url).href;
