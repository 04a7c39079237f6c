/** For pages of real programs with the snippet in them: the CDN has the files that were built. */
import { existsSync, readFileSync } from 'node:fs';

const root = new URL('../../', import.meta.url);
const CDN = /^https:\/\/cdn\.jsdelivr\.net\/npm\/newsrack@[\d.]+\/(dist\/cdn\/[\w./-]+)$/;

/**
 * Answers requests of a tab to the CDN with the files in `dist/cdn/`. All other requests go on.
 * @param {import('puppeteer-core').Page} page
 */
export async function provideCdn(page) {
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    const [, path] = CDN.exec(request.url()) ?? [];
    const file = path && new URL(path, root);
    if (!file || !existsSync(file)) return void request.continue();
    const headers = { 'access-control-allow-origin': '*' };
    void request.respond({ contentType: 'text/javascript', headers, body: readFileSync(file) });
  });
}

/** Returns the snippet of `docs/hosts.md`, with a tag and the address of a feed filled in. */
export function hostsSnippet(tag, src) {
  const page = readFileSync(new URL('docs/hosts.md', root), 'utf8');
  const [, snippet] = /^## The snippet$[^]*?^```html\n([^]*?)^```$/m.exec(page);
  return snippet.replace('climate', tag).replace('https://example.org/feed.xml', src);
}
