/** Reads pictures in HTML: lazy ones, whose URL a script sets; those in `srcset`; not tracking pixels. */
import type { Decoders } from './decoders.js';
import { type ImageCandidate, bestImage, large } from './image.js';
import { decodeEntities, readTag } from '../../text/html-text.js';
import { text } from '../../text/coerce.js';

// Faces, emoji, counters, placeholders and buttons that feeds carry beside, or instead of, the picture of an article.
const NOT_A_PICTURE = new RegExp(
  [
    '^#|gravatar\\.com/|/emoji/|/avatars?[/_-]|/smilies/|icon_\\w+\\.gif',
    'feedburner\\.com/~|feedsportal\\.com/|feedblitz\\.com/|doubleclick\\.net/|googleusercontent\\.com/tracker/|facebook\\.com/tr\\b',
    'vgwort\\.de/|ivwbox\\.de/|statcounter\\.com/|histats\\.com/|quantserve\\.com/|scorecardresearch\\.com/|google-analytics\\.com/',
    '//(?:stats?|pixel|track(?:er|ing)?|counter|beacon|analytics|metrics)\\d*\\.',
    '(?:matomo|piwik|track(?:er|ing)?|count(?:er)?|hits?|stats?|beacon|open)\\.(?:php|gif|aspx?|cgi)\\b|__utm\\.gif|/b\\.gif',
    '\\bpixel(?:[./?]|$)|/(?:1x1|1px|spacer|blank|transparent|clear|empty|dot|lazy|grey|loader|loading|ajax-loader|spinner|placeholder)(?:[-_]?\\w{0,12})\\.(?:gif|png|svg|jpe?g|webp)',
  ].join('|'),
  'i',
);
const NOT_A_PICTURE_CLASS = /\b(?:emoji|emoticon|avatar|smiley|tracking|tracker|counter)\b/i;
const NOT_SEEN =
  /(?:^|[;\s])(?:(?:max-)?(?:width|height)\s*:\s*[0-2](?:\.\d+)?(?:px)?\s*(?:[;!]|$)|display\s*:\s*none|visibility\s*:\s*hidden)/i;

const isTiny = (size: unknown) => size !== undefined && size !== '' && Number.parseFloat(String(size)) <= 2;

/** Returns whether a picture may be that of an article, not a counter, emoji or placeholder. */
export const isPicture = ({ url, width, height }: ImageCandidate): boolean =>
  !NOT_A_PICTURE.test(String(url)) && ![width, height].some(isTiny);

// Attributes whose URL scripts copy to `src`, in order of preference; then those with a larger version.
const LATE = [
  'data-src',
  'data-lazy-src',
  'data-original',
  'data-orig-src',
  'data-lazy',
  'data-lazyload',
  'data-cfsrc',
];
const LATE_SETS = ['data-srcset', 'data-lazy-srcset'];
const LARGER = [
  'data-echo',
  'data-hi-res-src',
  'data-large-file',
  'data-orig-file',
  'data-full-url',
  'data-image',
  'data-url',
];

// Maximum length of a `srcset`, to limit the number of candidates.
const MAX_SET = 10_000;
const MAX_CANDIDATES = 20;

/** The candidates of a `srcset`. Addresses hold commas too: one ends at white space behind it, or behind a size. */
const inSet = (set = ''): ImageCandidate[] =>
  set
    .slice(0, MAX_SET)
    .split(/(?<=\s[\d.]{1,9}[wx])\s*,|,\s+/, MAX_CANDIDATES)
    .map((candidate) => candidate.trim().split(/\s+/))
    .map(([url, size = '']) => ({ url, width: size.endsWith('w') ? size.slice(0, -1) : undefined }));

type Attributes = Record<string, string>;

const isHidden = ({ hidden, width, height, style = '' }: Attributes) =>
  hidden !== undefined || isTiny(width) || isTiny(height) || NOT_SEEN.test(style);

/** The picture of an `<img>`, or of the sources that stand before it in its `<picture>`. */
function pictureIn(attributes: Attributes, sources: string[], base: string, decoders: Decoders) {
  const { src, srcset, alt, width, height, class: names = '' } = attributes;
  const of = (name: string) => attributes[name];
  // Lazy images may be hidden, and have the size of a placeholder.
  const isLate = [...LATE, ...LATE_SETS].some(of);
  if (NOT_A_PICTURE_CLASS.test(names) || (!isLate && isHidden(attributes))) return undefined;
  const size = isTiny(width) || isTiny(height) ? {} : { width, height };
  const offered: ImageCandidate[][] = [
    ...LATE.map((name) => [{ url: of(name) }]),
    ...LATE_SETS.map((name) => inSet(of(name))),
    [{ url: src }],
    ...[srcset, ...sources].map(inSet),
    ...LARGER.map((name) => [{ url: of(name) }]),
  ];
  for (const candidates of offered) {
    const found = bestImage(candidates, base, decoders);
    if (found) return { ...bestImage([{ ...size, url: found.url }], base, decoders)!, alt: text(alt) };
  }
  return undefined;
}

// What is written there is not shown. What never ends goes on to the end, so that nothing is looked at twice.
const UNSEEN = /<!--[^]*?(?:-->|$)|<(script|style|template)(?=[\s>])[^]*?(?:<\/\1\s*>|$)/gi;

/** Returns the first large picture in HTML, else the first small one. */
export function imageInMarkup(html: string, base: string, decoders: Decoders) {
  let sources: string[] = [];
  let small: ReturnType<typeof pictureIn>;
  for (const { name, attributes } of picturesIn(html.replace(UNSEEN, ''), decoders)) {
    if (name === 'source') sources.push(attributes.srcset ?? attributes['data-srcset'] ?? '');
    else {
      const found = pictureIn(attributes, sources, base, decoders);
      if (large(found)) return found;
      small ??= found;
      sources = [];
    }
  }
  return pictureIn({}, sources, base, decoders) ?? small;
}

const MAX_PICTURES = 30;

/** The `<img>` elements of a piece of HTML, and the `<source>` elements before them; attributes decoded. */
function picturesIn(html: string, decoders: Decoders): { name: string; attributes: Attributes }[] {
  const found: { name: string; attributes: Attributes }[] = [];
  const pattern = /<(?:\w{1,20}[:-])?(img|source)[\s/]/gi;
  for (let match; found.length < MAX_PICTURES && (match = pattern.exec(html));) {
    const tag = readTag(html, match.index);
    pattern.lastIndex = tag.end;
    if (!tag.name) continue;
    const attributes = Object.entries(tag.attributes).map(([name, value]) => [
      name.toLowerCase(),
      decodeEntities(value, decoders),
    ]);
    found.push({ name: match[1]!.toLowerCase(), attributes: Object.fromEntries(attributes) as Attributes });
  }
  return found;
}
