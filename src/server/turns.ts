/** Turns of requests in what takes time or memory. */

/** Does work when its turn comes. */
export interface Turns {
  /**
   * @param articles the maximum number of articles that the work holds in memory; small work comes first
   * @param isWanted returns whether somebody still waits for it
   * @throws Failure `unavailable` if it had to wait for too long, or is no longer wanted
   */
  <T>(articles: number, work: () => T | Promise<T>, isWanted: () => boolean): Promise<T>;
}

/** Does all work at once, for platforms on which no request may wait for another one. */
export const atOnce: Turns = async (_articles, work) => work();
