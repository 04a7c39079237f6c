/** Number of cards that fill most screens: two for each 512 px, and two more. Whole rows of a list. */
export const cardsOnScreen = (): number => ((innerHeight >> 9) + 1) * 2;
