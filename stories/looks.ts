/** The ready-made looks, as in `src/presets`. */
export const LOOKS = ['plain', 'broadsheet', 'tabloid', 'terminal', 'glass', 'cards', 'compact'] as const;

/** Returns the address of a look’s style sheet, in Storybook as in tests. */
export const sheetOf = (look: string): string => new URL(`../src/presets/${look}.css`, import.meta.url).href;
