/** Lets tests look at themselves as on a computer in high contrast: https://www.w3.org/TR/css-color-adjust-1/#forced */
export function forcedColorsPlugin() {
  return {
    name: 'newsrack-forced-colors',
    async executeCommand({ command, payload, session }) {
      if (command !== 'forced-colors') return undefined;
      const page = session.browser.getPage(session.id);
      const force = { Chromium: inChromium, Firefox: inFirefox }[session.browser.name];
      await force?.(page, payload.isForced);
      return { isPossible: Boolean(force) };
    },
  };
}

/** For as long as these sessions are open: by page. */
const devtools = new WeakMap();

async function inChromium(page, isForced) {
  if (!devtools.has(page)) devtools.set(page, await page.createCDPSession());
  await devtools.get(page).send('Emulation.setEmulatedMedia', {
    features: [{ name: 'forced-colors', value: isForced ? 'active' : 'none' }],
  });
}

/** By the setting "always use my colours", which only the browser's own window may change. */
async function inFirefox(page, isForced) {
  const { connection } = page.browser();
  const { result } = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
  await connection.send('script.evaluate', {
    expression: `Services.prefs.setIntPref('browser.display.document_color_use', ${isForced ? 2 : 0})`,
    target: { context: result.contexts[0].context },
    awaitPromise: false,
  });
}
