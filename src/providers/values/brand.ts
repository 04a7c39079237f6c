/** Finds the short name of a publisher in the title of a feed, which also names a section, a tagline or the format. */
import { lettersOf } from '../../text/fold.js';
import { hostOf } from '../../text/host.js';

const BETWEEN = /\s+[-–—|>»•·:~/]+\s+|:\s+|\s*[|»]\s*/;

// Titles that any feed could have.
const GENERAL =
  /^(?:(?:the|all|latest|top|breaking|main|world) )*(?:news|stories|headlines|blog|home|rss|feeds?|www)$|home ?page$/i;

// Words that follow a name without a separator.
const TAIL = / (?:(?:latest|neueste) \S+|(?:rss |news )?feed|rss)$/i;

/** In characters; longer ones are sentences. */
const MAX_NAME = 40;

// Enough for any name; a hostile one is looked through once.
const MAX_TITLE = 300;

/**
 * Returns the short name of a publisher: the part of a feed's title that resembles the host, else the first part that is
 * more than a general word, else the host. Pages and WordPress put their own name last, after a bar or an en dash.
 * @param url Address of the site, else of the feed.
 */
export function brandOf(title: string, url: string): string {
  const host = hostOf(url) ?? title;
  const labels = host
    .split('.')
    .slice(0, -1)
    .filter((label) => label.length > 2 && !GENERAL.test(label));
  const isNamed = (part: string) => {
    const key = lettersOf(part);
    return labels.map(lettersOf).some((label) => key.includes(label) || (key.length > 2 && label.startsWith(key)));
  };
  const parts = title
    .slice(0, MAX_TITLE)
    .split(BETWEEN)
    .map((part) => part.replace(TAIL, ''))
    .filter((part) => part && !GENERAL.test(part));
  const name = parts.find(isNamed) ?? parts.at(/ [|–] /.test(title) ? -1 : 0);
  return name && name.length <= MAX_NAME ? name : host;
}

/** Returns the publisher of items that name none of their own. */
export const feedPublisher = (
  title: string | undefined,
  homeUrl: string | undefined,
  icon: string | undefined,
  url: string,
) => title && { name: brandOf(title, homeUrl ?? url), url: homeUrl, icon };
