import type { Article } from '../src/model/article.js';

/** Invented articles, for stories and tests: three as they should be, then each as it should not have to be. */

const ago = (hours: number) => new Date(Date.now() - hours * 36e5).toISOString();

/** Links of articles are absolute; the pictures are served beside the page. */
const picture = (name: string) => new URL(`feeds/pictures/${name}.svg`, document.baseURI).href;

let count = 0;

function article(parts: Partial<Article>): Article {
  const id = `story-${++count}`;
  return {
    id,
    url: `https://meridian.example/${id}`,
    title: 'Ferry line to the outer islands opens with a day to spare',
    excerpt:
      'The first boat left at six with forty passengers, two bicycles and a crate of seedlings. The harbour office says the timetable holds until the autumn storms.',
    image: { url: picture('ferry'), alt: 'A ferry leaving the harbour', width: 1200, height: 675 },
    publisher: { name: 'The Meridian' },
    authors: [{ name: 'Hanne Ostrow' }],
    published: ago(2 * count),
    tags: ['shipping', 'islands'],
    category: 'World',
    language: 'en',
    ...parts,
  };
}

/** As most articles are. */
export const ordinary: Article[] = [
  article({}),
  article({
    title: 'City council buys every tram that nobody else wanted',
    excerpt:
      'Eleven trams from four countries will run on one line from May. Their seats do not match, and the council says so proudly.',
    image: { url: picture('tram-rain'), alt: 'A tram in the rain' },
    publisher: { name: 'Evening Courier' },
    authors: [{ name: 'Idris Quayle' }, { name: 'Miriam Castellane' }],
    tags: ['transport', 'cities'],
    category: 'Cities',
  }),
  article({
    title: 'Telescope on the plateau sees first light, and a passing goose',
    excerpt: 'Nine years after the first stone was laid, the dome opened for eleven minutes before the clouds came.',
    image: { url: picture('telescope-dome'), alt: 'The dome of a telescope under stars' },
    publisher: { name: 'Northern Ledger' },
    tags: ['science'],
    category: 'Science',
  }),
];

/** Unusual articles of feeds, each named by what is odd about it. */
export const extremes = {
  longHeadline: article({
    title:
      'After nine hours, two adjournments and a dispute over the order of the flags, the delegations that had come to Averholm to speak about grain, prisoners and a border agreed to speak about grain first, prisoners second and the border last, which observers called the most that anybody had dared to hope for',
  }),
  longWord: article({
    title: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft gegründet',
    excerpt: `See https://meridian.example/${'a-path-without-any-end-'.repeat(8)} for the minutes.`,
    publisher: { name: 'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch Advertiser' },
    category: 'Verkehrsinfrastrukturfinanzierungsgesellschaft',
    language: 'de',
  }),
  oneWord: article({ title: 'No', excerpt: 'The minister answered the question.' }),
  noExcerpt: article({ title: 'Harbour Athletic win the derby', excerpt: undefined }),
  noPublisher: article({ title: 'A letter found in a bottle names no sender', publisher: undefined, authors: [] }),
  noPicture: article({ title: 'Words will have to do for the new concert hall', image: undefined }),
  brokenPicture: article({ title: 'The photographer never came back', image: { url: picture('not-there') } }),
  nothingElse: article({
    title: 'Only a headline and a link',
    excerpt: undefined,
    image: undefined,
    publisher: undefined,
    authors: [],
    published: undefined,
    tags: [],
    category: undefined,
  }),
  arabic: article({
    title: 'افتتاح خط العبّارات إلى الجزر الخارجية قبل موعده بيوم',
    excerpt: 'غادرت أول عبّارة في السادسة صباحًا وعلى متنها أربعون راكبًا ودراجتان وصندوق من الشتلات.',
    publisher: { name: 'مرصد الميناء' },
    authors: [{ name: 'ليلى حداد' }],
    tags: ['ملاحة', 'جزر'],
    category: 'العالم',
    language: 'ar',
  }),
  hebrew: article({
    title: 'קו המעבורת לאיים החיצוניים נפתח יום לפני המועד',
    excerpt: 'הסירה הראשונה יצאה בשש בבוקר עם ארבעים נוסעים, שני זוגות אופניים וארגז שתילים.',
    publisher: { name: 'הנמל היומי' },
    authors: [{ name: 'נועה לוי' }],
    tags: ['ספנות', 'איים'],
    category: 'עולם',
    language: 'he',
  }),
  future: article({ title: 'Dated ahead by a publisher in a hurry', published: ago(-30) }),
  old: article({
    title: 'From the archive: the bridge is lit for the first time',
    published: '1998-11-03T18:00:00+01:00',
  }),
  manyTags: article({
    title: 'An article about everything',
    tags: [
      ...[
        'peace negotiations',
        'grain',
        'shipping',
        'border',
        'prisoners',
        'Averholm',
        'Torvane',
        'Esmeria',
        'Lissane',
      ],
      ...['diplomacy', 'economy', 'prices', 'wheat', 'harbours', 'weather', 'an extraordinarily long tag that goes on'],
    ],
  }),
  markup: article({
    title: 'Is <b>this</b> & that "quoted" <script>alert(1)</script>?',
    excerpt: 'Plain text stays plain text: <img src=x onerror=alert(1)> &amp; so on.',
  }),
} satisfies Record<string, Article>;

/** All of them. */
export const articles: Article[] = [...ordinary, ...Object.values(extremes)];
