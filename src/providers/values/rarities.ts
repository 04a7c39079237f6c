/** What few feeds need, and most pages therefore need not load. */
export const rare: {
  /** Whether something was met that only they could read. */
  isMissed: boolean;
  date?: (text: string) => string | undefined;
  entity?: (name: string) => string | undefined;
} = { isMissed: false };
