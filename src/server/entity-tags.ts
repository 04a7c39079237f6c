/** Entity tags (RFC 9110 §8.8.3) among servers and proxies that compress on the way and mark the tag for it. */

/** Apache writes `"x-gzip"`, older ones `"x;gzip"`, Jetty `"x--gzip"`; then they don't know such a tag again. */
const MARK = /(?:--?|;)(?:gzip|br|zstd|deflate)(?="?$)/i;

/** The `If-None-Match` for a tag that came with a response: also without the mark, as the source itself knows it. */
export function sentTags(tag: string): string {
  const own = tag.replace(MARK, '');
  return own === tag ? tag : `${tag}, ${own}`;
}

/** Whether the list in `If-None-Match` names a tag. Compared weakly, as for all GET requests (RFC 9110 §13.1.2). */
export function includesTag(list: string | null, tag: string): boolean {
  if (list?.trim() === '*') return true;
  const own = opaque(tag);
  return (list?.match(/(?:W\/)?"[^"]*"|[^\s,]+/gi) ?? []).some((one) => opaque(one) === own);
}

/** The tag alone: without weakness, mark and quotes, which some clients leave out. */
const opaque = (tag: string): string => tag.replace(/^W\//i, '').replace(MARK, '').replace(/^"|"$/g, '');
