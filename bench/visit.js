/** Measures one first visit of a page on a slow phone and a slow connection. */

/** Slow 4G, as in Lighthouse. `calibrate.js` chooses the CPU throttling factor: about four. */
export const LINE = { download: 1.6e6 / 8, upload: 750e3 / 8, latency: 150 };

/** Runs in the page before anything else. */
function watch(selector) {
  const seen = { tasks: [], shift: 0, first: 0, twentieth: 0 };
  window.seen = seen;
  new PerformanceObserver((list) => seen.tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
    type: 'longtask',
    buffered: true,
  });
  new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => (seen.shift += value))).observe({
    type: 'layout-shift',
    buffered: true,
  });
  // A message posted while a frame is rendered arrives after its paint.
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => data.forEach((name) => (seen[name] = performance.now()));
  const [host, inside] = selector;
  let told = 0;
  const look = () => {
    const found = [...document.querySelectorAll(host)].flatMap((element) => [
      ...(element.shadowRoot ?? element).querySelectorAll(inside),
    ]);
    const names = [];
    if (told < 1 && found.length && found[0].textContent.trim()) names.push('first');
    if (told < 20 && found.length >= 20 && found[19].textContent.trim()) names.push('twentieth');
    told = names.includes('twentieth') ? 20 : told || names.length;
    if (names.length) port2.postMessage(names);
    if (told < 20) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** Runs in the page at its end. */
function tell() {
  const { tasks, ...seen } = window.seen;
  const loaded = performance.getEntriesByType('resource').filter(({ name }) => /\.(?:js|css)$/.test(name));
  const [page] = performance.getEntriesByType('navigation');
  const bytes = (list) => list.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, page.encodedBodySize);
  return {
    ...seen,
    longest: Math.max(0, ...tasks),
    blocked: tasks.reduce((sum, duration) => sum + duration - 50, 0),
    page: page.encodedBodySize,
    early: bytes(loaded.filter(({ responseEnd }) => responseEnd <= seen.first)),
    code: bytes(loaded),
  };
}

/**
 * @param {[string, string]} stories selector of the container, and selector of each story in it or its shadow root
 * @param {number} cpu CPU throttling factor; see `calibrate.js`
 * @returns times and sizes, in milliseconds and bytes; `heap` after collection
 */
export async function visit(browser, url, stories, cpu) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  const complaints = [];
  try {
    await page.setViewport({ width: 412, height: 823 });
    page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.evaluateOnNewDocument(watch, stories);
    await page.emulateCPUThrottling(cpu);
    await page.emulateNetworkConditions(LINE);
    await page.goto(url, { waitUntil: 'load' });
    await page.waitForFunction(() => window.seen.twentieth, { timeout: 60_000 });
    // Everything that loads after the stories, such as pictures, is part of the visit.
    await page.waitForNetworkIdle({ idleTime: 500 });
    const result = await page.evaluate(tell);
    const client = await page.createCDPSession();
    await client.send('HeapProfiler.collectGarbage');
    const { usedSize } = await client.send('Runtime.getHeapUsage');
    return { ...result, heap: usedSize, complaints };
  } finally {
    await context.close();
  }
}

export const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
};

/** Returns the median of each figure of several visits. */
export const medians = (visits) =>
  Object.fromEntries(
    Object.entries(visits[0])
      .filter(([, value]) => typeof value === 'number')
      .map(([name]) => [name, median(visits.map((one) => one[name]))]),
  );
