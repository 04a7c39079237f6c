/** Lets tests in Chromium look at themselves as on a computer in high contrast: https://www.w3.org/TR/css-color-adjust-1/#forced */
export function forcedColorsPlugin() {
  return {
    name: 'newsrack-forced-colors',
    async executeCommand({ command, payload, session }) {
      if (command !== 'forced-colors') return undefined;
      const page = session.browser.getPage?.(session.id);
      if (!page?.createCDPSession) return { isForced: false };
      const devtools = await page.createCDPSession();
      await devtools.send('Emulation.setEmulatedMedia', {
        features: [{ name: 'forced-colors', value: payload.value }],
      });
      await devtools.detach();
      return { isForced: payload.value === 'active' };
    },
  };
}
