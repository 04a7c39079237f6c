/** Feeds call themselves by more than the name of their publisher: by section, by tagline, by format. */

const BETWEEN = /\s+[-–—|>»•·:~/]+\s+|:\s+|\s*[|»]\s*/;

// What any feed could be called.
const GENERAL =
  /^(?:(?:the |all |our )?(?:latest|top|breaking|main|world|neueste|dernières|últimas|ultime) ?)?(?:news|stories|headlines|articles|posts|updates|meldungen|nachrichten|schlagzeilen|actualités|noticias|notizie|blog|home|rss|atom|feeds?|www)$|\b(?:home|front) ?pages?$/i;

// What may stand behind a name without a sign between.
const TAIL = /\s(?:(?:latest|neueste) \p{L}+|(?:rss |atom |news )?feed|rss)$/iu;

/** In characters; longer ones are sentences. */
const MAX_NAME = 40;

// Enough for any name; a hostile one is looked through once.
const MAX_TITLE = 300;

const keyOf = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/**
 * The short name of a publisher: the part of a feed's title that its host is called like, else the first that is more
 * than any feed could be called, else the host.
 * @param url of the site, else of the feed
 */
export function brandOf(title: string, url: string): string {
  const host = URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, '') : title;
  const labels = host
    .split('.')
    .slice(0, -1)
    .filter((label) => label.length > 2 && !GENERAL.test(label));
  const isNamed = (part: string) => {
    const key = keyOf(part);
    return labels.map(keyOf).some((label) => key.includes(label) || (key.length > 2 && label.startsWith(key)));
  };
  const parts = title
    .slice(0, MAX_TITLE)
    .split(BETWEEN)
    .filter((part) => part && !GENERAL.test(part));
  const name = (parts.find(isNamed) ?? parts[0])?.replace(TAIL, '');
  return name && name.length <= MAX_NAME ? name : host;
}

/** The publisher of what stands in a feed without naming one of its own. */
export const publisherOf = (
  title: string | undefined,
  homeUrl: string | undefined,
  icon: string | undefined,
  url: string,
) => title && { name: brandOf(title, homeUrl ?? url), url: homeUrl, icon };
