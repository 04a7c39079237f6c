import { renderFeed } from 'newsrack/server';
import { feed } from '../feed.js';

export async function News() {
  const html = await renderFeed(feed, { src: '/feed.xml', lang: 'en' });
  // React compares what it would write with what the browser has made of it, which holds the shadow root no longer.
  return <div suppressHydrationWarning dangerouslySetInnerHTML={{ __html: html }} />;
}
