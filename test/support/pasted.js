/** Pages with a snippet in them, as somebody pastes it: the CDN has the files that were built, and nothing leaves this machine. */
import { existsSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';

const root = new URL('../../', import.meta.url);

/** The files to paste at their CDN, and where the docs tell owners to copy them. */
const FILES = /^https:\/\/(?:cdn\.jsdelivr\.net\/npm\/newsrack@[\d.]+\/dist\/cdn|site\.example\/newsrack)\/([\w./-]+)$/;
const TYPES = { '.js': 'text/javascript', '.css': 'text/css' };
// As the CDN and open sources send it.
const OPEN = { 'access-control-allow-origin': '*' };
const PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 9"><path d="M0 0h16v9H0z" fill="#789"/></svg>';

/** Origin of the pages that a test makes up. */
export const SITE = 'https://site.example/';

const json = (body) => ({
  contentType: 'application/json',
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

function fileOf(address) {
  const [, path] = FILES.exec(address) ?? [];
  const url = path && new URL(`dist/cdn/${path}`, root);
  if (!url || !existsSync(url)) return undefined;
  return { contentType: TYPES[extname(path)], body: readFileSync(url) };
}

/**
 * Imitates the network of a tab.
 * @param {import('puppeteer-core').Page} tab
 * @param {(address: string) => unknown} answer what a source says, as an object or text; `undefined`: it can't be reached
 * @param {() => string} [page] what is at `SITE`
 * @returns {Promise<string[]>} the addresses that are requested, as they come
 */
export async function imitateNetwork(tab, answer, page) {
  const requested = [];
  await tab.setRequestInterception(true);
  tab.on('request', (request) => {
    const address = request.url();
    if (/^(?:data|blob|file):/.test(address)) return void request.continue();
    if (page && address === SITE) {
      return void request.respond({ contentType: 'text/html; charset=utf-8', body: page() });
    }
    const file = fileOf(address);
    if (file) return void request.respond({ ...file, headers: OPEN });
    requested.push(address);
    if (request.resourceType() === 'image')
      return void request.respond({ contentType: 'image/svg+xml', body: PICTURE });
    const body = answer(address);
    void (body === undefined ? request.abort() : request.respond({ ...json(body), headers: OPEN }));
  });
  return requested;
}

/** A page with a snippet in it. */
export const pageWith = (snippet) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Page</title>${snippet}`;

/** The headlines that a reader sees, in every feed and card of a page. */
export const headlinesIn = (tab) =>
  tab.$$eval('news-tag-feed, news-article-card', (elements) =>
    elements.flatMap((element) =>
      [...element.shadowRoot.querySelectorAll('[part~="link"]')]
        .filter((link) => link.checkVisibility())
        .map((link) => link.textContent.trim()),
    ),
  );

/** Waits until a reader sees a headline. */
export const untilHeadlines = (tab) =>
  tab.waitForFunction(
    () =>
      [...document.querySelectorAll('news-tag-feed, news-article-card')].some((element) =>
        element.shadowRoot?.querySelector('[part~="link"]')?.checkVisibility(),
      ),
    { polling: 50 },
  );
