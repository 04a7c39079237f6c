/** Tests of each framework's app: all show the same scene, so all are tried in the same way. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { showsHeadlines } from './pages.js';

const EARLIER = ['The first story', 'The second story'];
const LATER = ['The third story'];

export async function checkFramework({ app, folder, check, run, visit }) {
  await check('runs in a browser', () => visit(`${app}/dist/index.html`, tryScene));
  if (!existsSync(join(folder, 'dist/server'))) return;

  const index = join(folder, 'dist/hydrated/index.html');
  const rendered = await check('is rendered on a server, without a warning', async () => {
    const render = "const { render } = await import('./dist/server/server.js'); process.stdout.write(await render());";
    const { stdout, stderr } = await run(process.execPath, ['--input-type=module', '--eval', render], folder);
    assert.equal(stderr, '');
    assert.match(stdout, /<news-tag-feed[^>]* tag-match="all"[^>]*>/);
    assert.match(stdout, /<span slot="logo">The Paper<\/span>/);
    writeFileSync(index, readFileSync(index, 'utf8').replace('<div id="app"></div>', `<div id="app">${stdout}</div>`));
  });
  if (rendered)
    await check('takes over what a server rendered', () => visit(`${app}/dist/hydrated/index.html`, tryScene));
}

/** Properties, attributes, slots, events and methods, there and back. */
async function tryScene(page) {
  await showsHeadlines(page, 'news-tag-feed', EARLIER);
  const seen = await page.$eval('news-tag-feed', (feed) => ({
    tagMatch: feed.tagMatch,
    class: feed.className,
    heading: feed.shadowRoot.querySelector('h3')?.textContent.trim(),
    logo: feed.shadowRoot
      .querySelector('slot[name="logo"]')
      .assignedElements()
      .map((one) => one.textContent),
  }));
  assert.deepEqual(seen, { tagMatch: 'all', class: 'feed', heading: 'From our desk', logo: ['The Paper'] });

  const address = page.url();
  await page.locator('news-tag-feed >>> a[part~="link"]').click();
  await page.waitForFunction(() => document.querySelector('#opened').textContent === 'The first story');
  assert.equal(page.url(), address, 'preventDefault() keeps the browser here');

  await page.click('#ask');
  await page.waitForFunction(() => document.querySelector('#status').textContent === 'ready');
  await page.click('#later');
  await showsHeadlines(page, 'news-tag-feed', LATER);
}
