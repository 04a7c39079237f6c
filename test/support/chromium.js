/** For tests in Node that drive a page: Chromium, and a server for the pages that it opens. */
import { createServer } from 'node:http';
import puppeteer from 'puppeteer-core';
import { CHROMIUM_ARGS, provideChromium } from '../browser.js';

/**
 * Starts Chromium.
 * @param options of `puppeteer.launch`; `args` are added to those that all tests need
 */
export const startChromium = ({ args = [], ...options } = {}) =>
  puppeteer.launch({ executablePath: provideChromium(), args: [...CHROMIUM_ARGS, ...args], ...options });

/**
 * Starts a server on a free port of this machine.
 * @param handler as for `createServer` of `node:http`
 * @returns its `origin`, its `port`, and `stop()`, which ends it and every connection to it
 */
export async function serve(handler) {
  const server = createServer(handler);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
