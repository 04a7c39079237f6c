/** Writes a snippet for a request in plain English, by rules: the same request always gives the same snippet. */
import { escapeHtml } from './escape-html.js';

interface Draft {
  attributes: Record<string, string>;
  look?: string;
  notes: string[];
}

interface Rule {
  pattern: RegExp;
  apply(draft: Draft, match: RegExpExecArray): void;
}

const NUMBERS = 'one two three four five six seven eight nine ten eleven twelve'.split(' ');

const numberOf = (word: string): number => Number(word) || NUMBERS.indexOf(word.toLowerCase()) + 1;

const COUNT = `(\\d{1,4}|${NUMBERS.join('|')})`;

/** Matches the end of a tag without quotes. */
const END = '(?=[,.;!?)]|$| (?:in|as|on|at|from|with|without|by|of|for|and|every|newest|latest|https?:))';

const set =
  (name: string, value: string | ((match: RegExpExecArray) => string)) =>
  ({ attributes }: Draft, match: RegExpExecArray): void => {
    attributes[name] ??= typeof value === 'string' ? value : value(match);
  };

const addTag = ({ attributes }: Draft, [, tag = '']: RegExpExecArray): void => {
  const known = attributes.tag?.split(', ') ?? [];
  if (tag.trim() && !known.includes(tag.trim())) attributes.tag = [...known, tag.trim()].join(', ');
};

const PROVIDERS: [RegExp, string, string?][] = [
  [/\bwordpress\.com\b/i, 'wordpress-com'],
  [/\bword ?press\b/i, 'wordpress'],
  [/\bghost\b/i, 'ghost', 'Ghost needs the key of its Content API: set api-key.'],
  [/\bmastodon\b/i, 'mastodon'],
  [/\bhacker ?news\b/i, 'hacker-news'],
  [/\bguardian\b/i, 'guardian', 'The Guardian needs a key: set api-key.'],
  [/\b(?:dev\.to|forem)\b/i, 'forem'],
  [/\bspaceflight\b/i, 'spaceflight-news'],
  [/\bgdelt\b/i, 'gdelt'],
];

/** Rules in the order of application. Words that a rule has used are not seen by the next. */
const RULES: Rule[] = [
  {
    pattern: /\bhttps?:\/\/[^\s"'<>()]*[^\s"'<>().,;:!?]/gi,
    apply: ({ attributes }, [url]) => (attributes.src = [attributes.src, url].filter(Boolean).join(' ')),
  },
  {
    pattern: /\b(?:titled|(?:with )?(?:the )?(?:heading|title))\s+["“']([^"”']+)["”']/gi,
    apply: set('heading', ([, text]) => text!),
  },
  {
    pattern: /\b(?:excluding|except|not about|nothing about)\s+(?:["“']([^"”']+)["”']|#?([\p{L}\p{N}-]+))/giu,
    apply: set('exclude', ([, quoted, word]) => quoted ?? word!),
  },
  {
    pattern: /\b(?:without|no) (?:pictures|images|photos)\b/gi,
    apply: set('fields', 'publisher time category excerpt'),
  },
  {
    pattern: /\b(?:without|no) (?:excerpts?|summary|summaries|text)\b/gi,
    apply: set('fields', 'image publisher time category'),
  },
  {
    pattern: new RegExp(
      `\\b(?:up to |at most |only )?${COUNT} (?:newest |latest )?(?:articles|posts|stories|headlines|items|news)\\b`,
      'gi',
    ),
    apply: set('limit', ([, count]) => String(numberOf(count!))),
  },
  {
    pattern: new RegExp(
      `\\b(?:refresh(?:ed|es)?|updat(?:e|ed|es)|reload(?:ed)?)? ?every (?:${COUNT} )?(minute|hour)s?\\b`,
      'gi',
    ),
    apply: set('refresh-every', ([, count = '1', unit]) => `${numberOf(count)}${unit === 'hour' ? 'h' : 'm'}`),
  },
  {
    pattern: new RegExp(`\\b(?:of |from |in )?(?:the )?(?:last|past) (?:${COUNT} )?(hour|day|week)s?\\b`, 'gi'),
    apply: set('max-age', ([, count = '1', unit]) => {
      const many = numberOf(count);
      return unit === 'hour' ? `${many}h` : `${unit === 'week' ? many * 7 : many}d`;
    }),
  },
  {
    pattern: /\b(?:(?:after|with|needs?) consent|consent|gdpr|click to load|on click)\b/gi,
    apply: set('loading', 'click'),
  },
  { pattern: /\b(?:in )?(?:a )?new (?:tab|window)s?\b/gi, apply: set('target', '_blank') },
  { pattern: /\b(?:endless|infinite) scroll(?:ing)?\b/gi, apply: set('more', 'scroll') },
  ...PROVIDERS.map(([pattern, name, note]) => ({
    pattern: new RegExp(pattern.source, 'gi'),
    apply: ({ attributes, notes }: Draft) => {
      attributes.provider ??= name;
      if (note) notes.push(note);
    },
  })),
  {
    pattern: /\b(?:as |in )?(?:an? )?(list|grid|magazine|headlines|carousel|ticker)\b(?: layout)?/gi,
    apply: set('layout', ([, layout]) => layout!.toLowerCase()),
  },
  {
    pattern:
      /\b(?:in |with |the )*(broadsheet|tabloid|terminal|glass|compact|plain|cards)(?: (?:look|style|preset))?\b/gi,
    apply: (draft, [, look]) => (draft.look ??= look!.toLowerCase()),
  },
  { pattern: /\b(dark|light)(?: (?:mode|theme))?\b/gi, apply: set('theme', ([, theme]) => theme!.toLowerCase()) },
  {
    pattern: /\b(?:in )?(?:a |the |my )?side ?bar\b/gi,
    apply: (draft) => {
      draft.attributes['page-size'] ??= '5';
      draft.notes.push('Every layout fits columns from 240 px on.');
    },
  },
  { pattern: /#([\p{L}\p{N}_]+)/gu, apply: (draft, match) => addTag(draft, match) },
  { pattern: /["“]([^"”]+)["”]/g, apply: addTag },
  {
    pattern: new RegExp(
      `\\b(?:about|on|under|tagged|tag|topic) (?!a |the |my )([\\p{L}\\p{N}][\\p{L}\\p{N}&' -]*?)${END}`,
      'giu',
    ),
    apply: addTag,
  },
];

/** Words without a meaning for the snippet. */
const FILLERS = new Set(
  (
    'a all an and any are as at be by can feed feeds for from get give i in into is it its latest like list me my need new newest news of on ' +
    'our page please posts articles stories headlines put show site some tag tags that the them they this to under us want we website with would'
  ).split(' '),
);

/** Returns the snippet and notes as text. */
export function snippetFor(wish: string): string {
  const draft: Draft = { attributes: {}, notes: [] };
  let rest = wish.replace(/\s+/g, ' ');
  for (const { pattern, apply } of RULES) {
    rest = rest.replace(pattern, (...found: unknown[]) => {
      apply(
        draft,
        found.slice(
          0,
          found.findIndex((one) => typeof one === 'number'),
        ) as unknown as RegExpExecArray,
      );
      return ' , ';
    });
  }
  const unused = (rest.match(/[\p{L}\p{N}][\p{L}\p{N}'-]*/gu) ?? []).filter((word) => !FILLERS.has(word.toLowerCase()));
  const { attributes, look, notes } = draft;
  const site =
    attributes.src && !attributes.provider && URL.canParse(attributes.src) ? new URL(attributes.src) : undefined;
  if (site?.pathname === '/' && !site.search) {
    notes.push(
      `${site.href} is the address of a site, not of a feed. Set src to its feed, or name its program in the wish, ` +
        'such as WordPress.',
    );
  }
  if (attributes.src && !attributes.provider) {
    notes.push(
      'Pages can fetch a feed only if its host allows it (CORS). check_feed says so; a relay helps otherwise.',
    );
  }
  if (!attributes.src && !attributes.provider && !attributes.tag) {
    notes.push('The wish names no feed and no tag: set src to the address of a feed, or tag to a topic.');
  }
  if (unused.length) notes.push(`Words that were not used: ${unused.join(', ')}.`);
  const cdn = 'https://cdn.jsdelivr.net/npm/newsrack@1/dist/cdn/';
  const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${escapeHtml(value)}"`);
  return [
    '```html',
    '<style>',
    '  @media (scripting: enabled) {',
    `    news-tag-feed:not(:defined) { display: flow-root; min-height: ${attributes.layout === 'ticker' ? '100px' : '100vh'}; animation: news-room 10s 10s linear forwards }`,
    '    @keyframes news-room { to { min-height: 0 } }',
    '  }',
    '</style>',
    ...(look ? [`<link rel="stylesheet" href="${cdn}presets/${look}.css">`] : []),
    `<script type="module" src="${cdn}newsrack.js"></script>`,
    `<news-tag-feed${written.join('')}></news-tag-feed>`,
    '```',
    ...notes.map((note) => `- ${note}`),
  ].join('\n');
}
