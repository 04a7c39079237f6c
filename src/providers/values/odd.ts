// Signs of the categories that stand for none.
const ODD_TAG = /[ck]ateg|n clas|allgem|без р|未分/i;

// Signs of what programs add to the end of a text, and of texts that are nothing else.
const ODD_END =
  /(?:read(?:ing| (?:more|full))|first on).{0,99}$|(?:\[(?:…|\.{3})|[.!?…([]\s*more)\W*$|\[com|^.{0,20}$|cerpt because.{0,70}$/i;

/** Returns whether names of categories may be such as only the full decoders read right. */
export const areOddTags = (names: string[]): boolean => ODD_TAG.test(names.join());

/** Returns whether a title is missing, or a text ends with it or with what programs add. */
export function areOdd(title = '', body = ''): boolean {
  const isRepeated = body.slice(-title.length - 50).includes(title.slice(0, 20));
  return !title || (!!body && (isRepeated || ODD_END.test(body.slice(-200))));
}
