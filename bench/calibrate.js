/**
 * Chooses the CPU throttling factor. A fixed loop runs in Chromium at full speed, and the factor is chosen so that the loop
 * takes as long as on the idle machine on which the limits were set, throttled four times. So a slower or busier machine
 * gets a smaller factor, and the same ratios.
 */
import { median } from './visit.js';

/** Duration of the loop on an idle AMD EPYC with 2 cores, in Chromium 156, throttled four times, in milliseconds. */
const TARGET = 76;

const RUNS = 15;

/** Pause between runs in milliseconds. Pages pause between tasks too, and schedulers prefer processes that have paused. */
const PAUSE = 60;

/** Runs in the page: work with text, objects and regular expressions, similar to parsing and rendering a feed. */
async function loop(runs, pause) {
  const once = () => {
    const words = [];
    for (let n = 0; n < 30000; n++) words.push({ n, text: `word ${(n * 7919) % 30011} <b>&amp;</b>` });
    const text = words.map((word) => word.text.replace(/<[^>]*>|&(\w+);/g, ' ').trim()).join('\n');
    return (
      new Map(text.split('\n').map((line) => [line, line.length])).size + words.sort((a, b) => b.text < a.text)[0].n
    );
  };
  // Measures compiled code only: the first runs are always slower.
  for (let n = 0; n < 5; n++) once();
  const times = [];
  while (times.length < runs) {
    await new Promise((resolve) => setTimeout(resolve, pause));
    const start = performance.now();
    once();
    times.push(performance.now() - start);
  }
  return times;
}

/** Returns the lower quartile: interruptions of some runs would affect the shorter tasks of a page less often. */
const usual = (times) => times.sort((a, b) => a - b)[times.length >> 2];

/**
 * Measures how fast pages are on this machine now.
 * @returns `cpu`, the factor for `page.emulateCPUThrottling`; the duration of the loop without it, and with a first guess
 */
export async function calibrate(browser) {
  const page = await browser.newPage();
  const timeAt = async (factor) => {
    await page.emulateCPUThrottling(factor);
    return usual(await page.evaluate(loop, RUNS, PAUSE));
  };
  try {
    await page.goto('about:blank');
    const full = await timeAt(1);
    const guess = atLeastOne(TARGET / full);
    const slowed = await timeAt(guess);
    // Halfway between both, since the second measurement is no more reliable than the first.
    return { cpu: atLeastOne(guess * Math.sqrt(TARGET / slowed)), full, slowed };
  } finally {
    await page.close();
  }
}

/** Chromium can't speed a processor up. */
const atLeastOne = (factor) => Math.max(1, factor);

/** Returns a sentence for the results about one or more calibrations. */
export function calibrationSentence(calibrations) {
  const range = (name, digits) => {
    const values = calibrations.map((one) => one[name]);
    const [least, middle, most] = [Math.min(...values), median(values), Math.max(...values)].map((n) =>
      n.toFixed(digits),
    );
    return least === most ? middle : `${middle} (${least} to ${most})`;
  };
  const isBusy = median(calibrations.map(({ cpu }) => cpu)) < 2;
  return `Calibration: the fixed loop takes ${range('full', 0)} ms, and ${range('slowed', 0)} ms with the processor slowed down about as
far as needed; ${TARGET} ms are aimed at. So the processor is slowed down ${range('cpu', 1)} times.${isBusy ? BUSY : ''}`;
}

const BUSY = ' **The machine is too busy or too slow: these ratios are only a hint.**';
