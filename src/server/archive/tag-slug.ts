/** Slugs of tags in the addresses of a relay and its pages. */
import { slugOf } from '../../text/slug.js';

/** Signs behind a letter or digit that tell tags apart, and how they are read. */
const SIGNS: Record<string, string> = { '+': '-plus-', '#': '-sharp-' };

/** Converts a tag to its slug, as `slugOf` does; but `C++` is `c-plus-plus` and `C#` is `c-sharp`, where both would be `c`. */
export const tagSlugOf = (tag: string): string =>
  slugOf(
    tag.replace(/([\p{L}\p{M}\p{N}])([+#]{1,3})/gu, (_all, before: string, signs: string) =>
      [before, ...signs].map((sign) => SIGNS[sign] ?? sign).join(''),
    ),
  );

/** Returns the slug without the signs that `tagSlugOf` has read: with it, archives store tags. */
export const withoutSigns = (slug: string): string => slug.replace(/(?!^)-(?:plus|sharp)(?=-|$)/g, '');
