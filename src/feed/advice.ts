import type { LoadedFeed } from '../feed/load-feeds.js';

/** What an owner should know of sources that gave news all the same. */
export function adviceOn({ source: { src }, feed }: LoadedFeed): string[] {
  const advice: string[] = [];
  if (feed.movedTo) {
    // Every hop of a redirect needs CORS headers, and costs readers time.
    advice.push(`${src} leads on to ${feed.movedTo}: set \`src\` to that.`);
  }
  if (src && new URL(src).host === 'news.google.com') {
    advice.push('Google allows its feeds in personal feed readers only, not on pages: choose another source.');
  }
  if (feed.expired) advice.push(`${src} says that it will not change any more: it is not asked again.`);
  return advice;
}
