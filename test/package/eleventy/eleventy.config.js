import { renderFeed } from 'newsrack/server';
import { feed } from './feed.js';

export default function (config) {
  // Beside the page: the script of the element.
  config.addPassthroughCopy({ 'node_modules/newsrack/dist/cdn': 'newsrack' });
  config.addAsyncShortcode('news', (src, lang) => renderFeed(feed, { src, lang }));
  return { dir: { input: 'pages', output: 'dist' } };
}
