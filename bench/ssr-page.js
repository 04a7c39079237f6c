/** A page whose news a server has rendered, beside pages that have to fetch it. The package must be built. */
import { parseFeed } from 'newsrack';
import { renderFeed } from 'newsrack/server';

/**
 * @param body the feed, as it came
 * @param url where it is: the element would fetch it there
 * @param script URL of the file to paste
 * @param attributes what else the element is told
 * @returns a whole page, as HTML
 */
export async function ssrPage({ body, url, script, attributes = {} }) {
  const news = await renderFeed(parseFeed({ body, url }), { ...attributes, src: url, lang: 'en' });
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>bench</title>
<meta name="viewport" content="width=device-width"><script type="module" src="${script}"></script>
<h1>Page</h1>${news}</html>`;
}
