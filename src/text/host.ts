/** Hosts by name, as a reader tells one from another. */

/** A host name without `www.`, and without the dot that complete names end with. */
export const hostKey = (hostname: string): string => hostname.replace(/\.$/, '').replace(/^www\./, '');

/** The host of an address by its key; `undefined` where there is no address. */
export const hostOf = (address: string | undefined): string | undefined =>
  (address && URL.canParse(address) && hostKey(new URL(address).hostname)) || undefined;
