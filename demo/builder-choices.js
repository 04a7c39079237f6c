/**
 * The choices of the builder, and their form in its address. Everything is text; what is not allowed
 * gives way to the default, so that no link can bring anything else onto the page.
 */

/** The demo's own feeds, invented: what the builder shows until somebody has a feed. */
export const DEMO_FEEDS = {
  'all-four': [
    'feeds/meridian.rss.xml',
    'feeds/northern-ledger.atom.xml',
    'feeds/harbour-wire.rdf.xml',
    'feeds/evening-courier.feed.json',
  ],
  meridian: ['feeds/meridian.rss.xml'],
  'northern-ledger': ['feeds/northern-ledger.atom.xml'],
  'harbour-wire': ['feeds/harbour-wire.rdf.xml'],
  'evening-courier': ['feeds/evening-courier.feed.json'],
  brueckenbote: ['feeds/brueckenbote.rss.xml'],
};

/**
 * Sources that are no feeds, and what each wants.
 * `src`: what its address is called, `needs`: which choices it can't do without.
 */
export const SERVICES = {
  gdelt: { needs: ['tag'] },
  wordpress: { src: 'Address of the site', needs: ['src'] },
  'wordpress-com': { src: 'Address of the site', needs: ['src'] },
  ghost: { src: 'Admin address of the site', needs: ['src', 'api-key'], key: 'Content API key' },
  'hacker-news': { needs: [] },
  'spaceflight-news': { needs: [] },
  mastodon: { src: 'Address of the server', needs: ['src', 'tag'] },
  forem: { src: 'Address of the community, if it is not DEV', needs: [] },
  guardian: { needs: ['api-key'], key: 'Key of the Open Platform' },
  json: { src: 'Address of the JSON; {tag} stands for the tag', needs: ['src'], map: true },
};

/** The addresses in a text that pages can read from: `http:`, `https:`, and relative ones. */
export const addressesIn = (text) =>
  text
    .split(/\s+/)
    .filter((address) => address && isReadable(address) && !hasName(address))
    .slice(0, 20);

/** Returns whether it is an address that a page could read. */
export const isReadable = (address) =>
  URL.canParse(address, 'https://page.example/') &&
  /^https?:$/.test(new URL(address, 'https://page.example/').protocol);

/** Returns whether a name or password stands in it, which browsers refuse. */
export function hasName(address) {
  const { username, password } = new URL(address, 'https://page.example/');
  return !!(username || password);
}

const MOST_TEXT = 300;
const text = (raw) =>
  raw
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, MOST_TEXT);
const free = { fallback: '', read: text };
const oneOf = (...allowed) => ({
  fallback: allowed[0],
  read: (raw) => (allowed.includes(raw) ? raw : undefined),
});
const count = (fallback, max) => ({
  fallback,
  read: (raw) => (/^[1-9]\d{0,3}$/.test(raw) && Number(raw) <= max ? raw : undefined),
});
const colour = { fallback: '', read: (raw) => (/^#[\da-f]{6}$/i.test(raw) ? raw.toLowerCase() : undefined) };
const addresses = (most) => ({ fallback: '', read: (raw) => addressesIn(raw).slice(0, most).join(' ') });

const FIELDS = ['image', 'publisher', 'time', 'category', 'excerpt', 'authors', 'tags'];

/**
 * Attributes of `<news-tag-feed>`, in the order in which they are written.
 * `fallback` is the element's default, `start` what the builder begins with where that is something else.
 */
export const ATTRIBUTES = {
  tag: { ...free, start: 'peace negotiations' },
  'tag-match': oneOf('any', 'all'),
  src: { ...addresses(20), start: DEMO_FEEDS['all-four'].join(' ') },
  provider: oneOf('', ...Object.keys(SERVICES)),
  // A key in a link would go wherever the link goes.
  'api-key': { ...free, isPrivate: true },
  map: free,
  relay: addresses(1),
  include: free,
  exclude: free,
  'max-age': oneOf('', '24h', '7d', '30d', '365d'),
  limit: count('30', 1000),
  'page-size': count('10', 1000),
  more: oneOf('button', 'scroll', 'none'),
  layout: oneOf('list', 'grid', 'magazine', 'headlines', 'carousel', 'ticker'),
  fields: {
    fallback: FIELDS.slice(0, 5).join(' '),
    read: (raw) => FIELDS.filter((field) => raw.split(/[\s,]+/).includes(field)).join(' '),
  },
  'image-position': oneOf('auto', 'start', 'end', 'top'),
  'image-ratio': oneOf('16/9', '3/2', '4/3', '1', '3/4'),
  'excerpt-lines': oneOf('3', '1', '2', '5', 'all'),
  // Without one, the element has a heading in the reader's language; an empty one hides it.
  heading: { fallback: undefined, read: text },
  'heading-level': oneOf('2', '1', '3', '4'),
  'time-format': oneOf('auto', 'relative', 'absolute'),
  'refresh-every': oneOf('', '5m', '15m', '1h'),
  loading: oneOf('lazy', 'eager', 'click'),
  theme: oneOf('auto', 'light', 'dark'),
  target: oneOf('_self', '_blank'),
};

/** The custom properties that designers reach for first; `css` is what a choice is in CSS, where that is another text. */
export const TOKENS = {
  accent: { ...colour, property: '--news-accent' },
  text: { ...colour, property: '--news-text' },
  background: { ...colour, property: '--news-background' },
  radius: { ...oneOf('', '0', '8px', '16px'), property: '--news-radius' },
  gap: { ...oneOf('', '0.875em', '2em', '2.75em'), property: '--news-gap' },
  'headline-font': {
    ...oneOf('', 'serif', 'sans', 'mono'),
    property: '--news-headline-font',
    css: {
      serif: "'Iowan Old Style', Charter, Georgia, serif",
      sans: "system-ui, 'Segoe UI', sans-serif",
      mono: 'ui-monospace, Menlo, monospace',
    },
  },
  'headline-size': { ...oneOf('', '1em', '1.5em', '2em'), property: '--news-headline-size' },
  columns: { ...oneOf('', '1', '2', '3', '5', '6'), property: '--news-columns' },
};

/** Ready-made looks: style sheets that come with newsrack. */
export const LOOKS = ['plain', 'broadsheet', 'tabloid', 'terminal', 'glass', 'cards', 'compact'];
const LOOK = { look: oneOf('', ...LOOKS) };

/** Settings of the preview; none of them is in the code to copy. */
const VIEW = {
  step: oneOf('source', 'look', 'snippet'),
  width: oneOf('window', 'phone', 'tablet', 'desktop'),
  page: oneOf('light', 'dark', 'sepia'),
  lang: {
    fallback: 'en',
    read: (raw) => (LANGUAGES.includes(raw) ? raw : undefined),
  },
  code: oneOf('html', 'npm', 'react', 'vue', 'svelte', 'fixed', 'css'),
};

/** Languages whose words the element knows. */
export const LANGUAGES =
  'en ar cs da de el es fa fi fr he hi hu id it ja ko nb nl pl pt ro ru sv tr uk vi zh zh-Hant'.split(' ');

const ALL = { ...ATTRIBUTES, ...LOOK, ...TOKENS, ...VIEW };

/** Initial values of the builder: text by name. */
export const START = Object.fromEntries(
  Object.entries(ALL).map(([name, { fallback, start = fallback }]) => [name, start]),
);

/** The choices in a query; missing or invalid ones are as at the start. */
export function fromQuery(query) {
  const given = new URLSearchParams(query);
  const choices = { ...START };
  for (const [name, { read, isPrivate }] of Object.entries(ALL)) {
    if (given.has(name) && !isPrivate) choices[name] = read(given.get(name)) ?? START[name];
  }
  for (const name of ['src', 'tag']) if (!given.has(name)) choices[name] = startOf(name, choices);
  return choices;
}

/** The query that brings the choices back: what differs from the start. */
export function toQuery(choices) {
  const query = new URLSearchParams();
  for (const [name, { isPrivate }] of Object.entries(ALL)) {
    if (choices[name] !== startOf(name, choices) && !isPrivate) query.set(name, choices[name] ?? '');
  }
  return query.toString();
}

/** True for the example that the builder begins with. */
export const isExample = ({ src, provider }) => !provider && src === START.src;

/** The address and the tag of the example belong to nothing else. */
function startOf(name, choices) {
  if (name === 'src' && choices.provider) return '';
  return name === 'tag' && !isExample(choices) ? '' : START[name];
}

/** Choices as a user has made them; invalid ones are left as at the start. */
export const settled = (given) =>
  Object.fromEntries(
    Object.entries(ALL).map(([name, { read, fallback }]) => [
      name,
      given[name] === undefined ? fallback : (read(given[name]) ?? fallback),
    ]),
  );

/** Under which name the builder lists where the news comes from. */
export const sourceOf = ({ src, provider }) =>
  provider || Object.keys(DEMO_FEEDS).find((name) => DEMO_FEEDS[name].join(' ') === src) || 'own';
