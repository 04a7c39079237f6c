/** Recognizes hosts that take long to parse. Left out of the CDN files: browsers take linear time. */

// A URL with a scheme, or one of another host. A label of a host has at most 63 characters (RFC 1035 §2.3.4).
const LONG_LABEL = /^\w+:(?!\/\/)|^[^/\\]*[/\\]{2}[^/]*[^/.]{64}/;

/**
 * Returns whether a URL may have a host that Node takes square time for: one with a long label, or behind a scheme
 * without `//`.
 */
export const hasLongLabel = (address: string): boolean => LONG_LABEL.test(address);
