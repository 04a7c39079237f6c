// Signs of names such as “Uncategorized”, which programs give to a missing category.
const ODD_TAG = /[ck]ateg|n clas|allgem|без р|未分/i;

// Signs of boilerplate at the end of a text, and of texts that are only boilerplate.
const ODD_END =
  /(?:read(?:ing| (?:more|full))|first on).{0,99}$|(?:\[(?:…|\.{3})|[.!?…([]\s*more)\W*$|\[com|^.{0,20}$|cerpt because.{0,70}$/i;

/** Returns whether names of categories may need the full decoders. */
export const areOddTags = (names: string[]): boolean => ODD_TAG.test(names.join());

/** Returns whether a title is missing, or a text ends with it or with boilerplate. */
export function areOdd(title = '', body = ''): boolean {
  const isRepeated = body.slice(-title.length - 50).includes(title.slice(0, 20));
  return !title || (!!body && (isRepeated || ODD_END.test(body.slice(-200))));
}
