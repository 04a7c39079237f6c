/**
 * CPU time as a quiet machine would take it: measured beside a fixed piece of work, since a core that is shared with
 * other programs takes longer for everything.
 */

/** Work of the kind that reading a feed is: patterns, short strings, objects. Self-contained, so that a page can run it. */
export function referenceWork() {
  const source = '<item n="1"><title>Peace talks &amp; more</title></item>'.repeat(20_000);
  const pattern = /<(\/?)([^\s<>/]+)([^<>]*)>/g;
  const seen = new Map();
  let text = '';
  for (let match, end = 0; (match = pattern.exec(source)); end = pattern.lastIndex) {
    text += source.slice(end, match.index);
    const key = `${match[2]} ${seen.size % 500}`;
    seen.set(key, { name: match[2], count: (seen.get(key)?.count ?? 0) + 1 });
  }
  return text.split('&').map((part) => part.toLowerCase()).length + seen.size;
}

/** Milliseconds of CPU that `referenceWork` takes, at best, in Node and in Chromium on the machine where limits were set. */
const NOMINAL = 13;

/** Number of runs after which engines have compiled `referenceWork` for good. */
const WARM = 12;

/**
 * Creates a function that returns the least of at most five attempts of a piece of work, in calibrated milliseconds of
 * CPU. It stops at the first attempt below `enough`. Calibration only lowers a cost, so one that is below it anyway is not
 * calibrated, unless it `isCompared` with another.
 * @param measure runs a function, and returns the milliseconds of CPU that it took
 * @param reference runs `referenceWork`
 */
export async function calibrate(measure, reference) {
  for (let runs = 0; runs < WARM; runs++) await measure(reference);
  return async (work, enough, isCompared = false) => {
    const cost = isCompared ? Infinity : await measure(work);
    if (cost <= enough) return cost;
    let least = Infinity;
    for (let attempts = 0; attempts < 5 && least > enough; attempts++) {
      const before = await measure(reference);
      const cost = await measure(work);
      const slowness = (before + (await measure(reference))) / 2 / NOMINAL;
      least = Math.min(least, cost / Math.max(slowness, 1));
    }
    return least;
  };
}
