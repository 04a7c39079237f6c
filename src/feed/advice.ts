import type { LoadedFeed } from '../feed/load-feeds.js';

/** Warns the site owner about sources that work, but could work better. */
export function adviceOn({ source: { src }, feed }: LoadedFeed): string[] {
  const advice: string[] = [];
  // An archive has no `src`.
  if (feed.movedTo && src) {
    // Every hop of a redirect needs CORS headers, and costs readers time.
    advice.push(`${src} redirects to ${feed.movedTo}. Set \`src\` to that URL to save readers a request.`);
  }
  if (src && new URL(src).host === 'news.google.com') {
    advice.push('Google allows its feeds in personal feed readers only. Choose another source.');
  }
  if (feed.expired) advice.push(`${src} has ended and will not change. It is not requested again.`);
  return advice;
}
