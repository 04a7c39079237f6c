/** Normalizes host names for comparison. */

/** Returns a host name without `www.` and without a trailing dot. */
export const hostKey = (hostname: string): string => hostname.replace(/\.$/, '').replace(/^www\./, '');

/** Returns the normalized host of a URL; `undefined` if there is none. */
export const hostOf = (address: string | undefined): string | undefined =>
  (address && URL.canParse(address) && hostKey(new URL(address).hostname)) || undefined;
