/**
 * The time in milliseconds since 1970, for intervals: as the clock on the wall says, but never behind the page's own
 * clock. A wall clock that is set back makes no interval longer; the page's own may stand still while a device sleeps.
 */
export const steadyNow = (): number =>
  Math.max(Date.now(), Math.round(performance.timeOrigin + performance.now()) || 0);
