/** Sites that render news on a server: how they are built is theirs; what a browser makes of it is tried here. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, existsSync } from 'node:fs';
import { extname, join, normalize } from 'node:path';
import { serve, startChromium } from '../support/chromium.js';

export const SERVER_APPS = ['next', 'eleventy'];

const HEADLINES = ['The first story', 'The second story'];

/** Tries an app that `npm run build` has built in `folder`. */
export async function checkServerApp({ app, folder, check }) {
  const serve = app === 'next' ? serveNext : serveFiles;
  await check('is read without a script, and taken over without a request', async () => {
    const site = await serve(folder, 'start');
    try {
      await visit(site.address, false);
      await visit(site.address, true);
    } finally {
      await site.close();
    }
  });
  if (app !== 'next') return;
  // What is built for production says nothing when a page and its server disagree.
  await check('is taken over without a warning in development', async () => {
    const site = await serve(folder, 'dev');
    try {
      await visit(site.address, true);
    } finally {
      await site.close();
    }
  });
}

const TYPES = { '.html': 'text/html', '.js': 'text/javascript' };

/** Serves a folder that was built once for all tests. */
async function serveFiles(folder) {
  const server = await serve(({ url }, response) => {
    const path = normalize(new URL(url, 'http://app').pathname).replace(/\/$/, '/index.html');
    const file = join(folder, 'dist', path);
    if (!existsSync(file)) return response.writeHead(404).end();
    response.setHeader('Content-Type', `${TYPES[extname(path)]}; charset=utf-8`);
    createReadStream(file).pipe(response);
  });
  return { address: `${server.origin}/`, close: server.stop };
}

/** A server of Next's own; it says where it listens. */
async function serveNext(folder, command) {
  const next = join(folder, 'node_modules/next/dist/bin/next');
  const server = spawn(process.execPath, [next, command, '--port', '0', '--hostname', '127.0.0.1'], {
    cwd: folder,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  });
  let said = '';
  const address = await new Promise((resolve, reject) => {
    const hear = (chunk) => {
      said += chunk;
      const [found] = /http:\/\/127\.0\.0\.1:\d+/.exec(said) ?? [];
      if (found && /Ready/.test(said)) resolve(`${found}/`);
    };
    server.stdout.on('data', hear);
    server.stderr.on('data', hear);
    server.once('exit', (code) => reject(new Error(`next ${command} ended (${code}): ${said}`)));
  });
  return {
    address,
    async close() {
      const ended = once(server, 'exit');
      // It has processes of its own.
      if (process.platform === 'win32') server.kill();
      else process.kill(-server.pid);
      await ended;
    },
  };
}

/** Opens the page, with scripts or without, and expects the news, no question to anybody for it, and no complaint. */
async function visit(address, hasScripts) {
  const browser = await startChromium();
  const complaints = [];
  try {
    const page = await browser.newPage();
    await page.setJavaScriptEnabled(hasScripts);
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => {
      const isExpected = /Lit is in dev mode|React DevTools|favicon/.test(
        `${message.text()} ${message.location().url}`,
      );
      if (['error', 'warn'].includes(message.type()) && !isExpected) complaints.push(message.text());
    });
    page.on('request', (request) => {
      if (/feed\.xml/.test(request.url())) complaints.push(`asked for ${request.url()}`);
    });
    // In development it is built when it is asked for.
    await page.goto(address, { timeout: 120_000 });
    if (hasScripts) {
      await page.waitForFunction(() => document.querySelector('news-tag-feed')?.status === 'ready', {
        timeout: 60_000,
      });
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
    }
    const shown = await page.$eval('news-tag-feed', (feed) =>
      [...feed.shadowRoot.querySelectorAll('[part~="headline"]')]
        .filter((headline) => headline.checkVisibility())
        .map((headline) => headline.textContent.trim()),
    );
    assert.deepEqual(shown, HEADLINES);
    assert.deepEqual(complaints, []);
  } catch (error) {
    error.message += complaints.map((one) => `\n${one}`).join('');
    throw error;
  } finally {
    await browser.close();
  }
}
