/** Stories of every length, with and without what a card can show. */
const picture = (name: string) => ({ url: new URL(`/feeds/pictures/${name}.svg`, location.href).href });

const STORIES = [
  ['Ferry crews vote to sail through the night, jazz quay and all', 'Shipping', 'The Quayside Gazette', 160, 'ferry'],
  ['A headline that goes on, and on, past every sensible length, '.repeat(4), 'Local', 'Evening Jolt', 900, 'ferry'],
  ['No', '', '', 0, ''],
  [
    'Straßenbahnhaltestellenumbenennungsausschusssitzungsprotokoll',
    'Verkehrswegeplanungsbeschleunigung',
    'Bote',
    40,
    'ferry',
  ],
  ['Puppy yoga, by the jetty', 'Sport', 'A publisher whose name takes its time to be said', 300, ''],
] as const;

export const articles = STORIES.map(([title, category, publisher, length, image], n) => ({
  id: String(n),
  url: `https://paper.example/${n}`,
  title: title.trim(),
  category: category || undefined,
  excerpt: 'Some words of a story that grows, page by page. '.repeat(20).slice(0, length) || undefined,
  publisher: publisher ? { name: publisher } : undefined,
  image: image ? picture(image) : undefined!,
  published: '2026-05-26T09:30:00Z',
  authors: [],
  tags: ['peace', 'public transport', 'jazz'],
}));
