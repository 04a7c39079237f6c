/** Pages of an opaque origin, as previews are: they have no storage, no locks and no history, and show news. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { serve, startChromium } from '../support/chromium.js';

const root = new URL('../../', import.meta.url);

const FEED = `<rss version="2.0"><channel><title>Paper</title>${['x', 'y']
  .map(
    (tag) =>
      `<item><title>Of ${tag}</title><link>https://paper.example/${tag}</link><category>${tag}</category></item>`,
  )
  .join('')}</channel></rss>`;
const GDELT = { articles: [{ title: 'From far away', url: 'https://paper.example/far', domain: 'paper.example' }] };

let server;
let browser;
let host;

const page = () => `<!doctype html><html lang="en"><script>
  addEventListener('error', ({ message }) => console.error(message));
  addEventListener('unhandledrejection', ({ reason }) => console.error(String(reason)));
</script><script type="module">
  import { configure } from 'http://${host}/dist/cdn/newsrack.all.js';
  configure({ fetch: (url) => fetch(/gdelt/.test(url) ? 'http://${host}/gdelt.json' : url) });
  const feeds = document.createElement('div');
  feeds.append(document.createRange().createContextualFragment(
    '<news-tag-list for="feed" url-param="topic"></news-tag-list>' +
    '<news-tag-feed id="feed" src="http://${host}/feed.xml" loading="eager" page-size="1"></news-tag-feed>' +
    '<news-tag-feed id="service" tag="far" loading="eager"></news-tag-feed>'));
  document.body.append(feeds);
</script><body></body></html>`;

before(async () => {
  server = await serve((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const send = (type, text, headers = {}) =>
      response.writeHead(200, { 'content-type': type, 'access-control-allow-origin': '*', ...headers }).end(text);
    if (pathname.startsWith('/dist/')) return send('text/javascript', readFileSync(new URL(`.${pathname}`, root)));
    if (pathname === '/feed.xml') return send('text/xml', FEED);
    if (pathname === '/gdelt.json') return send('application/json', JSON.stringify(GDELT));
    if (pathname === '/policy')
      return send('text/html', page(), { 'content-security-policy': 'sandbox allow-scripts' });
    const quoted = page().replaceAll('&', '&amp;').replaceAll('"', '&quot;');
    if (pathname === '/srcdoc')
      return send('text/html', `<iframe sandbox="allow-scripts" srcdoc="${quoted}"></iframe>`);
    if (pathname === '/data')
      return send('text/html', `<iframe src="data:text/html,${encodeURIComponent(page())}"></iframe>`);
    response.writeHead(404).end();
  });
  host = `127.0.0.1:${server.port}`;
  browser = await startChromium();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

for (const kind of ['policy', 'srcdoc', 'data']) {
  test(`shows articles without console messages in a page with an opaque origin: ${kind}`, async () => {
    const tab = await browser.newPage();
    const said = [];
    tab.on(
      'console',
      (message) => message.text().includes('favicon') || message.text().includes('404') || said.push(message.text()),
    );
    tab.on('pageerror', (error) => said.push(String(error)));
    await tab.goto(`http://${host}/${kind}`);
    const frame = kind === 'policy' ? tab.mainFrame() : await tab.waitForFrame((one) => one !== tab.mainFrame());
    await frame.waitForFunction(() =>
      ['feed', 'service'].every((id) => ['ready', 'error'].includes(document.getElementById(id)?.status)),
    );
    assert.equal(await frame.evaluate(() => origin), 'null');
    const headlines = await frame.evaluate(async () => {
      const [feed, service] = ['feed', 'service'].map((id) => document.getElementById(id));
      await feed.showMore();
      document.querySelector('news-tag-list').shadowRoot.querySelectorAll('[part~="tag"]')[1].click();
      await feed.updateComplete;
      return [feed, service].map(({ shadowRoot }) => shadowRoot.querySelector('[part="headline"]')?.textContent.trim());
    });
    assert.match(headlines[0], /^Of [xy]$/);
    assert.equal(headlines[1], 'From far away');
    assert.deepEqual(said, []);
    await tab.close();
  });
}
