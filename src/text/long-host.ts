/** Recognizes hosts that take long to parse. Left out of the CDN files: browsers take linear time. */

// Behind a scheme or two slashes, up to the path. A label of a host has at most 63 characters, a host 253 (RFC 1035 §2.3.4).
const LONG_HOST = /^(?:\w+:[/\\]*|[/\\]{2,})(?:[^/\\?#]*[^./\\?#]{64}|[^/\\?#]{254})/;

/** Returns whether the host of a URL, or a label of it, is longer than allowed. Node takes square time to parse such a host. */
export const hasLongHost = (address: string): boolean => LONG_HOST.test(address);
