/**
 * Strings that cost a careless reader much time, and documents that hold one in every text field of a reader. What review,
 * measuring and fuzzing (`bench/fuzz.js`) find is added here.
 */

/** Pieces that are hard when they are repeated. */
// prettier-ignore
export const PIECES = [
  // Markup that nothing ends, in all states of a tag.
  '<', '<a', '<a ', '</', '<!', '<!--', '<![CDATA[', '<?', '<a a="', "<a a='", '<img/a=', '<img/a', '<img ', '<img src=x ', '<source srcset="a 1w, ',
  '<a x="<a" ', '<b a=1 b=2 c=3 d=4 ', '<script>', '<svg ', '<a><b>', '</a>', '<p/>', '<media:content url="a.jpg"/>', '<category>a</category>',
  // Entities.
  '&', '&#', '&amp', '&lt;', '&nbsp;', '&eacute;', '&#150;', '&#x202e;', '&#0',
  // What shows nothing, and what is more than one character.
  '\0', '\u202e', '\ud83d', '\u200d', '😀', 'e\u0301', '\ufdfa', '\u3316', 'ß', 'İ', '中', '한', '\u0e01\u0e33', '\u00a0', '\u2028',
  // White space.
  ' ', '\n', '\r', '\t', ' \n', 'a\n\n', 'a  ',
  // Punctuation that words, names, hosts and dates are taken apart at.
  ':', '/', ':a', '/a ', ',', ',a', '-', ' - ', ' | ', '.', '..', '…', '...', '[…]', '@', 'a@', 'a@b ', '"', "'", '(', '(a', '[', '+', '#', ' »', '→ ', '=', '=""', '{', '}', '[{',
  '\\', '\\u', '%', '%41',
  // What programs add to texts, and what names them.
  'more ', 'read more ', '. the post ', 'the post x appeared first on ', 'comment', '[link]', 'submitted by u/', 'submitted by u/a [link] ', '1×1 ', '1 posts - ', '. more', 'first on ',
  'data-', 'data-src', 'class,', 'width', 'hidden ', 'emoji', 'postpass', 'https://', '//', 'www.', 'utm_a=1&', 'a.',
  // Dates, numbers, names.
  '0', '1', '1:', '.0', 'T00:', '2025-', '1 May ', 'px', 'A, ', 'Ab, C', 'Uncategorized', 'a', 'a ', 'ab', 'a a b ', 'won\'t ', 'a, b; ',
];

/** Texts before and behind repeated pieces: only what follows makes many patterns go back and try once more. */
export const ENDS = [
  ['', ''],
  ['', ' x'],
  ['A', '\n!'],
];

/** Repeats a piece to this number of characters, between what stands before and behind it. */
export const flood = (piece, size, [before, behind] = ENDS[0]) =>
  before + piece.repeat(Math.ceil(size / piece.length)) + behind;

// What XML can't hold at all is not what is tried here.
// eslint-disable-next-line no-control-regex
const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`).replace(/[\0-\x08]/g, '\u0001');
const cdata = (text) => `<![CDATA[${text.replaceAll(']]>', ']] >')}]]>`;

const NAMESPACES =
  'xmlns:media="http://search.yahoo.com/mrss/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"';

// prettier-ignore
const IN_ITEM = [
  'title', 'link', 'guid', 'description', 'content:encoded', 'author', 'dc:creator', 'pubDate', 'dc:date', 'dc:language', 'category', 'dc:subject', 'media:keywords',
  'source', 'media:title', 'media:description', 'itunes:summary', 'itunes:keywords', 'comments',
];
const IN_CHANNEL = ['title', 'link', 'description', 'language', 'managingEditor', 'dc:creator', 'generator'];
// prettier-ignore
const ATTRIBUTES = [
  'enclosure type="image/png" url', 'media:content url', 'media:content type', 'media:content medium="image" width', 'media:thumbnail url', 'itunes:image href', 'source url',
  'guid isPermaLink', 'category domain', 'div xml:base', 'atom:link rel="next" href', 'atom:link rel',
];
const elements = (names, text) => names.map((name) => `<${name}>${text}</${name}>`).join('');
const attributes = (text) => ATTRIBUTES.map((name) => `<${name}="${text}"/>`).join('');
const GOOD = '<item><title>Good</title><link>https://paper.example/good</link></item>';

const rss = (text, more = '') =>
  `<rss version="2.0" ${NAMESPACES}><channel><title>Paper</title><link>https://paper.example/</link>${elements(IN_CHANNEL, text)}${GOOD}` +
  `<item><title>T</title><link>/a</link>${elements(IN_ITEM, text)}${more}</item><item><link>/b</link>${elements(['description'], text)}</item></channel></rss>`;

const IN_ENTRY = ['title', 'id', 'summary', 'content', 'published', 'updated', 'rights', 'category', 'author'];
const atom = (text, type, quoted) =>
  `<feed xmlns="http://www.w3.org/2005/Atom"><title>Paper</title><author><name>${text}</name></author><entry><title>Good</title><link href="https://paper.example/good"/></entry>` +
  `<entry><title>T</title><link href="/a"/>${IN_ENTRY.map((name) => `<${name} type="${type}">${text}</${name}>`).join('')}` +
  `<author><name>${text}</name><uri>${text}</uri></author><source><title>${text}</title></source>` +
  `<category term="${quoted}" label="${quoted}"/><link rel="${quoted}" href="${quoted}"/></entry></feed>`;

const item = (text) => ({
  id: text,
  url: '/a',
  title: text,
  summary: text,
  content_text: text,
  content_html: text,
  image: text,
  banner_image: text,
  date_published: text,
  date_modified: text,
  language: text,
  tags: [text, `${text} b`],
  authors: [{ name: text, url: text, avatar: text }],
  attachments: [{ mime_type: `image/${text}`, url: text }],
});
const good = { id: 'good', url: 'https://paper.example/good', title: 'Good' };
const jsonFeed = (text, own) =>
  JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: text,
    home_page_url: text,
    next_url: text,
    favicon: text,
    language: text,
    authors: [{ name: text }],
    items: [good, { ...item(text), ...own }, { url: '/b', content_html: text }, { url: text, title: 'C' }],
  });

/** Documents that hold a text in every field, by how each writes it. */
export const DOCUMENTS = {
  'RSS, in elements': (text) => rss(cdata(text)),
  'RSS, in attributes': (text) => rss('T', attributes(escaped(text))),
  'RSS, as markup': (text) =>
    `<rss version="2.0" ${NAMESPACES}><channel>${GOOD}<item><title>T</title><link>/a</link><description>${text}</description></item></channel></rss>`,
  'Atom, as text': (text) => atom(cdata(text), 'text', escaped(text)),
  'Atom, as HTML': (text) => atom(cdata(text), 'html', ''),
  'JSON Feed': (text) => jsonFeed(text),
  'JSON Feed of newsrack': (text) =>
    jsonFeed(text, {
      url: 'https://paper.example/a',
      image: text,
      _newsrack: { publisher: { name: text, url: text }, category: text, seen: text, image: text },
    }),
};

/** An article as an API gives it, with a text in every field. */
export const looseArticle = (text) => ({
  id: text,
  url: '/a',
  title: text,
  excerpt: text,
  description: text,
  body: text,
  image: { url: text, alt: text, width: text },
  publisher: { name: text, url: text, logo: text },
  authors: text,
  published: text,
  updated: text,
  tags: text,
  category: text,
  language: text,
});

/** An article of schema.org, with a text in every field. */
export const linkedArticle = (text) => ({
  '@type': ['NewsArticle', text],
  '@id': text,
  url: '/a',
  headline: text,
  description: text,
  articleBody: text,
  image: [{ url: text, caption: text }],
  publisher: { name: text, url: text, logo: { url: text } },
  author: [{ name: text, url: text }, text],
  datePublished: text,
  dateModified: text,
  articleSection: text,
  keywords: text,
  inLanguage: text,
});

/** Bytes of a text in the charset that takes the fewest: older ones hold alphabets in one byte each, UTF-16 all else in two. */
const leastBytes = (text) =>
  [...text].reduce((bytes, { length, 0: unit }) => bytes + (unit < '\u0e60' ? 1 : 2 * length), 0);

/** A feed of a size in bytes, of items with texts of a length: what takes square time in a text of limited length adds up. */
export function wide(piece, size, length, bytesOf = leastBytes) {
  const title = flood(piece, Math.min(length, 290), ['', 'b']);
  const text = flood(piece, length, ['', ' b x']);
  const one = `<item><title>${escaped(title)}</title><link>/a</link><author>${escaped(text.slice(0, 400))}</author><description>${escaped(text)}</description><category>${escaped(title)}</category></item>`;
  return `<rss version="2.0"><channel><title>Paper</title><link>https://paper.example/</link>${one.repeat(size / bytesOf(one))}</channel></rss>`;
}

/** Feeds of 2 MB of nothing but one thing, by its name. */
export const FLOODS = {
  'items within items': `<rss><channel>${'<item>'.repeat(330_000)}`,
  'empty items': `<rss><channel>${'<item/>'.repeat(280_000)}`,
  'items of a link': `<rss><channel>${'<item><link>http://a.example/</link></item>'.repeat(45_000)}`,
  'a name of a tag': `<rss><channel><item><link>/a</link><title><${'a'.repeat(1_900_000)}`,
  'a name of a tag with spaces': `<rss><channel><item><link>/a</link><title><a${' a'.repeat(950_000)}`,
  'names of end tags': `<rss><channel><item><link>/a</link><title>${'</a a'.repeat(400_000)}`,
  'tags in a title': `<rss><channel><item><link>/a</link><title>${'<b>'.repeat(650_000)}`,
  'letters of other scripts in a host': `<rss><channel><item><link>https://${'ﷺ'.repeat(650_000)}.example/</link>`,
  'entries of an id': `<feed xmlns="http://www.w3.org/2005/Atom">${'<entry><id>a</id></entry>'.repeat(80_000)}</feed>`,
};

for (const piece of [
  '&lt;b',
  '&amp;b',
  '&amp;lt;b',
  '&#60;b',
  '&#x3c;b',
  '&nbsp;b',
  '&zzz;b',
  '&lt;a b=&quot;c&quot;&gt;',
])
  FLOODS[`${piece} in a description`] =
    `<rss><channel><item><link>/a</link><description>${piece.repeat(Math.floor(2e6 / piece.length))}`;

/** Writes 1,000 items of a feed of 2 MB, each with nothing but one piece in its text. */
const thousand = (write, piece) =>
  Array.from({ length: 1000 }, (_, n) => write(`https://a.example/${n}`, piece.repeat(1850 / piece.length))).join('');

for (const piece of [
  '<',
  '<a',
  '<a ',
  '</',
  '<b>x</b> ',
  '<p>a',
  '<a><b>',
  '<img alt=x>',
  '<script>',
  '<title>',
  '<title></b>',
  '&zz;',
  '&amp ',
]) {
  FLOODS[`${piece} in 1,000 titles`] =
    `<rss><channel>${thousand((link, text) => `<item><link>${link}</link><title>${text}</title></item>`, piece)}</channel></rss>`;
}
for (const piece of ['<a>', '<a/>', '<category>a</category>', '<media:content url="a"/>']) {
  FLOODS[`${piece} in 1,000 items`] =
    `<rss><channel>${thousand((link, text) => `<item><link>${link}</link><title>A</title>${text}</item>`, piece)}</channel></rss>`;
}

/** Different Chinese characters, which no cache knows. */
const letters = (count, first) =>
  Array.from({ length: count }, (_, n) => String.fromCodePoint(0x4e00 + ((first + 7 * n) % 20_000))).join('');

for (const count of [70, 150, 1300]) {
  const hosts = Array.from({ length: Math.min(1.9e6 / (3 * count + 60), 20_000) }, (_, n) => letters(count, n));
  FLOODS[`hosts of ${count} Chinese characters`] =
    `<rss><channel>${hosts.map((host) => `<item><title>A</title><link>http:/${host}/</link></item>`).join('')}</channel></rss>`;
}
for (const [what, label, count] of [
  ['accents', 'a' + '\u0301\u0316'.repeat(25), 25],
  ['umlauts', 'ü'.repeat(60), 24],
  ['short labels', 'ü', 300],
]) {
  const host = Array(count).fill(label).join('.');
  FLOODS[`hosts of many ${what}`] =
    `<rss><channel>${Array.from({ length: 1.9e6 / (2 * host.length + 60) }, (_, n) => `<item><title>a${n}</title><link>https://${host}.example/${n}</link></item>`).join('')}</channel></rss>`;
}
FLOODS['a base of 650 Chinese characters'] =
  `<rss xml:base="https://${letters(650, 0)}/"><channel>${`<item><title>A</title><link>0</link>${'<image>a</image>'.repeat(4)}</item>`.repeat(7000)}</channel></rss>`;
FLOODS['pictures under a long base'] =
  `<rss xml:base="https://a.example/${'b/'.repeat(1490)}"><channel>${`<item><title>A</title><link>/a</link>${'<image>a</image>'.repeat(46)}</item>`.repeat(2500)}</channel></rss>`;
FLOODS['namespaces within each other'] =
  `<rss>${Array.from({ length: 97 }, (_, n) => `<channel xmlns:a${n}="b">`).join('')}${`<item><title>A</title><link>/a</link>${'<q:a/>'.repeat(49)}</item>`.repeat(5000)}`;
// Marks in the order of falling classes: Unicode turns it round, which takes square time for the marks of one letter.
const CLASSES = [
  '\u0345',
  '\u035d',
  '\u035c',
  '\u0301',
  '\u0315',
  '\u0316',
  '\u0321',
  '\u05b9',
  '\u05b4',
  '\u05b0',
  '\u0334',
];
const marks = (count) => `a${CLASSES.map((mark) => mark.repeat(count / CLASSES.length)).join('')}`;
for (const [name, length] of Object.entries({ title: 280, category: 196, author: 196, description: 960 })) {
  FLOODS[`marks in each ${name}`] =
    `<rss><channel>${Array.from({ length: 1000 }, (_, n) => `<item><link>/${n}</link><title>A${n}</title>${`<${name}>${marks(length)}</${name}>`.repeat(960 / length)}</item>`).join('')}</channel></rss>`;
}
for (const piece of ['[', '[ ', '[{"":', '{"":', '[[1],', '{},'])
  FLOODS[`${piece} in a JSON Feed`] =
    `{"version":"https://jsonfeed.org/version/1.1","items":[${piece.repeat(Math.floor(1.99e6 / piece.length))}`;

const picture = JSON.stringify('a'.repeat(1_900_000));
FLOODS['a text in the place of a picture of newsrack'] =
  `{"version": "https://jsonfeed.org/version/1.1", "items": [{"url": "https://a.example/", "title": "A", "image": "https://a.example/a.jpg", "_newsrack": {"image": ${picture}}}]}`;
