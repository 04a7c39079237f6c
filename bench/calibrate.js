/**
 * How far the processor is slowed down. A fixed loop runs in Chromium as fast as it can, and the factor is chosen so that
 * it takes as long as on a quiet day of the machine that the limits were set on, slowed down four times. So a slow
 * machine or a busy day leads to a smaller factor, and to the same ratios.
 */
import { median } from './visit.js';

/** In milliseconds: duration of the loop on a quiet AMD EPYC with 2 cores, in Chromium 156, slowed down four times. */
const TARGET = 76;

const RUNS = 15;

/** In milliseconds: pages rest between their tasks too, and systems let those that have rested go first. */
const PAUSE = 60;

/** Runs in the page: text, objects and regular expressions, as reading and drawing a feed needs them. */
async function loop(runs, pause) {
  const once = () => {
    const words = [];
    for (let n = 0; n < 30000; n++) words.push({ n, text: `word ${(n * 7919) % 30011} <b>&amp;</b>` });
    const text = words.map((word) => word.text.replace(/<[^>]*>|&(\w+);/g, ' ').trim()).join('\n');
    return (
      new Map(text.split('\n').map((line) => [line, line.length])).size + words.sort((a, b) => b.text < a.text)[0].n
    );
  };
  // Compiled code only: the first runs are slower each time.
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

/** The lower quartile: what interrupts a few runs of a loop interrupts the shorter tasks of a page less often. */
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
    // Halfway: the second measurement is no surer than the first.
    return { cpu: atLeastOne(guess * Math.sqrt(TARGET / slowed)), full, slowed };
  } finally {
    await page.close();
  }
}

/** Chromium can't speed a processor up. */
const atLeastOne = (factor) => Math.max(1, factor);

/** A sentence for the results, about one calibration or several. */
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
