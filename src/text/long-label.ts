/** Recognizes hosts that take long to parse. Left out of the CDN files: browsers take linear time. */

// Behind a scheme or two slashes, up to the path. A label of a host has at most 63 characters (RFC 1035 §2.3.4).
const LONG_LABEL = /^(?:\w+:[/\\]*|[/\\]{2,})[^/\\?#]*[^./\\?#]{64}/;

/** Returns whether the host of a URL has a label longer than allowed. Node takes square time to parse such a host. */
export const hasLongLabel = (address: string): boolean => LONG_LABEL.test(address);
