/**
 * Returns the time in milliseconds since 1970, for intervals: the system clock, but never behind the page's monotonic
 * clock. So setting the system clock back does not prolong intervals. The monotonic clock may stop while a device sleeps.
 */
export const steadyNow = (): number =>
  Math.max(Date.now(), Math.round(performance.timeOrigin + performance.now()) || 0);
