/** Number of cards that fill most screens: two for each 512 px of height and two more, in one column or in two. */
export const cardsOnScreen = (): number => ((innerHeight >> 9) + 1) * (innerWidth > 1100 ? 4 : 2);
