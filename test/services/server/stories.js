/**
 * The stories of the local services: 400 invented stories of invented publishers in invented places, newest first, a
 * quarter of an hour apart. Three of four are about peace negotiations, so that every service has more than one page of
 * them; of the other five topics there are twenty each.
 */

const PLACES = [
  'Port Avery', 'Norlund', 'Castle Brin', 'Easter Mere', 'Vell', 'Tamsin Bay', 'Old Harrow', 'Lake Ostra', 'Quell', 'Fennick',
  'Saint Orrin', 'Dunmarrow', 'Isle of Pell', 'Greywater', 'Marrowby', 'Upper Kestle', 'Lindqvik', 'Bramholt', 'Cape Sorrel', 'Tolver',
]; // prettier-ignore

const PUBLISHERS = [
  { name: 'Harbour Gazette', host: 'harbour-gazette.example' },
  { name: 'The Northern Ledger', host: 'www.northern-ledger.example' },
  { name: 'Valley Courier', host: 'valley-courier.example' },
  { name: 'Evening Lantern', host: 'lantern.example' },
];

const AUTHORS = ['Ada Marsh', 'Björn Tallow', 'Chidi Okono', 'Dana O’Leary & Sons'];

/** `headline` and `summary` take the place where it happens. */
const PEACE = {
  tag: 'Peace negotiations',
  section: 'World',
  headlines: [
    'Envoys resume peace negotiations in @, officials say',
    'What comes after the talks in @?',
    '“We are close”: mediators in @ see progress',
    'Eight-hour session in @ ends without a treaty',
    'Delegations in @ agree on 1,200 observers',
    'Ceasefire lines drawn near @: who gains, who loses',
    'Both sides leave @ with a draft (and doubts)',
    'Border crossing at @ opens for the first time in years',
    'Treaty text from @ goes to two parliaments',
    'Mediator’s diary: a week of silence in @',
    'Prisoners return to @ after the exchange',
    'No handshake in @, but a date for the next round',
    'Observers count 30 quiet nights around @',
    'A bridge at @ carries grain again',
    'Negotiators in @ turn to questions of water',
  ],
  summary: 'The peace negotiations in @ went on until late in the evening; both delegations spoke of a fair exchange.',
};

const OTHERS = [
  {
    tag: 'Harbours',
    section: 'Business',
    headlines: [
      'New crane for the harbour of @',
      'Ferries of @ change their timetable',
      'Harbour pilots of @ vote on pay',
      'Tugs stay in @ as fog settles',
    ],
    summary: 'Ships wait off @ while the harbours of the coast compare their fees.',
  },
  {
    tag: 'Rocket launches',
    section: 'Science',
    headlines: [
      'Rocket from @ reaches its orbit',
      'Launch at @ put off by wind',
      'A smaller rocket for the range of @',
      'Students of @ build an engine',
    ],
    summary: 'The rocket launches of @ are counted from a tower that is open to visitors.',
  },
  {
    tag: 'Gardening',
    section: 'Home',
    headlines: [
      'Late frost takes the plums of @',
      'The walled garden of @ opens',
      'Compost for all in @',
      'Bees come back to @',
    ],
    summary: 'Gardening in @ begins with the soil, say those who have done it for years.',
  },
  {
    tag: 'Café society',
    section: 'Culture',
    headlines: [
      'The last café of @ closes',
      'Poets read in @ again',
      'A chess table for every café in @',
      'Menus of @, a history',
    ],
    summary: 'Café society in @ has its own hours, and its own newspaper.',
  },
  {
    tag: 'C++',
    section: 'Technology',
    headlines: [
      'A compiler written in @',
      'Teaching C++ to the clerks of @',
      'The clock of @ runs on old code',
      'Why @ kept its mainframe',
    ],
    summary: 'Programmers in @ meet on Tuesdays to read C++ aloud.',
  },
];

const NEWEST = Date.UTC(2025, 5, 3, 10, 15);
const STEP = 900_000;

const told = ({ tag, section, headlines, summary }, count) => {
  const place = PLACES[Math.floor(count / headlines.length)];
  return {
    tag,
    section,
    title: headlines[count % headlines.length].replace('@', place),
    summary: summary.replace('@', place),
    place,
  };
};

export const slugOf = (name) =>
  name
    .normalize('NFD')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/\p{M}|^-|-$/gu, '')
    .toLowerCase();

const iso = (time) => new Date(time).toISOString();

export const STORIES = Array.from({ length: 400 }, (_none, index) => {
  const round = Math.floor(index / 4);
  const { place, tag, section, title, summary } =
    index % 4 === 3 ? told(OTHERS[round % OTHERS.length], Math.floor(round / 5)) : told(PEACE, round * 3 + (index % 4));
  const slug = `${slugOf(title)}-${index}`;
  const publisher = PUBLISHERS[index % PUBLISHERS.length];
  return {
    number: index + 1,
    slug,
    title,
    summary,
    section,
    /** The topic, and the place. */
    tags: [tag, place],
    publisher,
    author: AUTHORS[index % AUTHORS.length],
    url: `https://${publisher.host}/${slug}`,
    image: `https://pictures.example/${slug}.jpg`,
    /** ISO 8601, UTC, with milliseconds. */
    published: iso(NEWEST - index * STEP),
    updated: iso(NEWEST - index * STEP + 300_000),
  };
});

const folded = (text) =>
  ` ${text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')} `;

/** Returns whether one of the texts holds the phrase as whole words. */
export const says = (texts, phrase) => texts.some((text) => folded(text).includes(folded(phrase)));

/** Returns whether a story is about a phrase, anywhere in what is said of it. */
export const isAbout = ({ title, summary, tags }, phrase) => says([title, summary, ...tags], phrase);

/** Returns whether a story has a tag whose form of address is this. */
export const hasTag = ({ tags }, form, formOf = slugOf) => tags.some((tag) => formOf(tag) === form);

/** One page of a list, and what there is in all. `page` counts from 1. */
export const pageOf = (found, page, size) => ({
  items: found.slice((page - 1) * size, page * size),
  total: found.length,
  pages: Math.ceil(found.length / size),
});

/** Only these members, where a service lets its callers choose. */
export const only = (object, names) =>
  names
    ? Object.fromEntries(names.filter((name) => Object.hasOwn(object, name)).map((name) => [name, object[name]]))
    : object;
