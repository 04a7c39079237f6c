/** Entity tags (RFC 9110 §8.8.3), including those that a compressing server or proxy has given a suffix. */

/** Apache writes `"x-gzip"`, older versions `"x;gzip"`, Jetty `"x--gzip"`. They do not recognize such a tag in requests. */
const SUFFIX = /(?:--?|;)(?:gzip|br|zstd|deflate)(?="?$)/i;

/** Returns the `If-None-Match` for the tag of a response: the tag, and if it has a suffix, also the tag without it. */
export function sentTags(tag: string): string {
  const own = tag.replace(SUFFIX, '');
  return own === tag ? tag : `${tag}, ${own}`;
}

/** Returns whether an `If-None-Match` header names a tag. Compares weakly, as for all GET requests (RFC 9110 §13.1.2). */
export function includesTag(list: string | null, tag: string): boolean {
  if (list?.trim() === '*') return true;
  const own = opaque(tag);
  return (list?.match(/(?:W\/)?"[^"]*"|[^\s,]+/gi) ?? []).some((one) => opaque(one) === own);
}

/** Returns a tag without its `W/` prefix, its suffix, and its quotes, which some clients leave out. */
const opaque = (tag: string): string => tag.replace(/^W\//i, '').replace(SUFFIX, '').replace(/^"|"$/g, '');
