import type { LoadedFeed } from '../feed/load-feeds.js';

/** Warns the site owner about sources that work, but could work better. */
export const adviceOn = ({ source: { src }, feed: { movedTo, expired } }: LoadedFeed): string[] =>
  // An archive's answer has no `src`.
  !src
    ? []
    : [
        // Every hop of a redirect needs CORS headers, and costs readers time.
        movedTo && `${src} redirects to ${movedTo}. Set \`src\` to that URL to save readers a request.`,
        new URL(src).host === 'news.google.com' &&
          'Google allows its feeds in personal feed readers only. Choose another source.',
        expired && `${src} has ended and will not change. It is not requested again.`,
      ].filter((advice) => typeof advice === 'string');
