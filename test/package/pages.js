/** Serves what apps have built, and opens it in Chromium. */
import assert from 'node:assert/strict';
import { createReadStream, existsSync, statSync } from 'node:fs';
import { extname, join, normalize } from 'node:path';
import { serve, startChromium } from '../support/chromium.js';

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json' };

/** Warnings of lit's development build, which is used where hydration is tried. */
const EXPECTED = /Lit is in dev mode/;

export async function openBrowser(folder) {
  const server = await serve(({ url }, response) => {
    const path = join(folder, normalize(new URL(url, 'http://app').pathname));
    if (!existsSync(path) || !statSync(path).isFile()) return response.writeHead(404).end();
    response.setHeader('Content-Type', `${TYPES[extname(path)] ?? 'application/octet-stream'}; charset=utf-8`);
    createReadStream(path).pipe(response);
  });
  const home = `${server.origin}/`;
  const browser = await startChromium();

  /** Opens a page, lets `look` look at it, and expects no warning, no error, and no question to another host. */
  async function visit(path, look) {
    const page = await browser.newPage();
    const complaints = [];
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => {
      const text = `${message.text()} ${message.location().url ?? ''}`;
      if (['error', 'warn'].includes(message.type()) && !EXPECTED.test(text)) complaints.push(text);
    });
    await page.setRequestInterception(true);
    page.on('request', (request) => {
      const isOwn = request.url().startsWith(home) || request.url().startsWith('data:');
      if (!isOwn) complaints.push(`asked for ${request.url()}`);
      void (isOwn ? request.continue() : request.abort());
    });
    try {
      await page.goto(home + path);
      await look(page);
      assert.deepEqual(complaints, []);
    } catch (error) {
      // Why something did not come to pass is usually there.
      error.message += complaints.map((one) => `\n${one}`).join('');
      throw error;
    } finally {
      await page.close();
    }
  }

  const close = async () => {
    await browser.close();
    await server.stop();
  };
  return { visit, close };
}

/** Waits until a feed shows these headlines. */
export const showsHeadlines = (page, selector, headlines) =>
  page.waitForFunction(
    (selector, expected) => {
      const found = document.querySelector(selector)?.shadowRoot?.querySelectorAll('[part~="headline"]') ?? [];
      return [...found].map((one) => one.textContent.trim()).join('\n') === expected;
    },
    { timeout: 20_000 },
    selector,
    headlines.join('\n'),
  );
