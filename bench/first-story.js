/** Measures the time to the first story, compared with a handwritten page and other widgets. */
import { readFileSync } from 'node:fs';
import { parseFeed } from 'newsrack';
import { renderFeed } from 'newsrack/server';
import { roomStyle } from '../demo/room.js';
import { calibrate, calibrationSentence } from './calibrate.js';
import { asAtom, asBluesky, asJsonFeed, asMastodon, asRdf, asRss, shortStories, stories } from './news.js';
import { handWritten } from './by-hand.js';
import { relayed } from './relayed.js';
import { serve } from './server.js';
import { table } from './table.js';
import { medians, visit } from './visit.js';

export const title = 'The first story';

const root = new URL('../', import.meta.url);
const read = (path) => readFileSync(new URL(path, root));
const versionOf = (name) => JSON.parse(read(`node_modules/${name}/package.json`)).version;

/** Returns the files that newsrack loads to show a feed of a dialect; see `dist/cdn/manifest.json`. */
const filesFor = (dialect) => JSON.parse(read('dist/cdn/manifest.json')).first[dialect];

const STYLE = roomStyle();
const element = ({ cdn }, attributes, file = 'newsrack.js') => `${STYLE}
<script type="module" src="${cdn}/dist/cdn/${file}"></script>
<news-tag-feed tag="" ${attributes} page-size="20"></news-tag-feed>`;
const snippet = (at, feed, file) => element(at, `src="${at.news}/${feed}"`, file);
const preload = ({ cdn, news }, feed, dialect) =>
  filesFor(dialect)
    .map((file) => `<link rel="modulepreload" href="${cdn}/dist/cdn/${file}">`)
    .join('\n') + `\n<link rel="preload" as="fetch" crossorigin href="${news}/${feed}">`;

const JSON_FEED = 'feed.json';
const RSS = 'feed.xml';
const SIX = 'six.json';
const SHORT = 'short.json';
const FOUR = ['four.json', 'four.xml', 'four.atom', 'four.rdf'];
const CARDS = ['news-tag-feed', 'li [part~="link"]'];

/** Returns the page as a server prerenders it. */
let rendered;

/**
 * The pages to compare. Each has the snippet from its documentation, and 20 stories. Limits: `ratio` to the time of the
 * handwritten page named in `beside`, `blocking` beyond that page in milliseconds, `code` before the first story in bytes.
 */
const CONTESTANTS = {
  hand: {
    name: 'written by hand, JSON Feed',
    body: ({ news }) => handWritten(`${news}/${JSON_FEED}`),
    stories: ['#news', 'li a'],
  },
  plain: {
    name: 'newsrack, JSON Feed',
    body: (at) => snippet(at, JSON_FEED),
    stories: CARDS,
    limits: { ratio: 1.15, blocking: 15, code: 17_500 },
  },
  preloaded: {
    name: 'newsrack, JSON Feed, preload lines',
    head: (at) => preload(at, JSON_FEED, 'json-feed'),
    body: (at) => snippet(at, JSON_FEED),
    stories: CARDS,
    limits: { ratio: 1.05, blocking: 15, code: 17_500 },
  },
  plainRss: {
    name: 'newsrack, RSS',
    body: (at) => snippet(at, RSS),
    stories: CARDS,
    limits: { ratio: 1.2, blocking: 15, code: 19_600 },
  },
  preloadedRss: {
    name: 'newsrack, RSS, preload lines',
    head: (at) => preload(at, RSS, 'rss'),
    body: (at) => snippet(at, RSS),
    stories: CARDS,
    limits: { ratio: 1.08, blocking: 15, code: 19_600 },
  },
  six: {
    name: 'newsrack, six publishers in a JSON Feed',
    body: (at) => snippet(at, SIX),
    stories: CARDS,
    limits: { ratio: 1.2, blocking: 20, code: 19_600 },
  },
  preloadedSix: {
    name: 'newsrack, six publishers in a JSON Feed, preload lines',
    head: (at) => preload(at, SIX, 'json-feed'),
    body: (at) => snippet(at, SIX),
    stories: CARDS,
    limits: { ratio: 1.1, blocking: 20, code: 19_600 },
  },
  four: {
    name: 'newsrack, four feeds in four formats',
    body: (at) => element(at, `src="${FOUR.map((feed) => `${at.news}/${feed}`).join(' ')}"`),
    stories: CARDS,
    limits: { ratio: 1.3, blocking: 30, code: 24_000 },
  },
  relay: {
    name: 'newsrack, a feed through a relay',
    body: (at) => element(at, `src="https://meridian.example/feed.xml" relay="${at.news}/relay"`),
    stories: CARDS,
    limits: { ratio: 1.25, blocking: 15, code: 19_600 },
  },
  handShort: {
    name: 'written by hand, short feed',
    body: ({ news }) => handWritten(`${news}/${SHORT}`),
    stories: ['#news', 'li a'],
  },
  short: {
    name: 'newsrack, short feed',
    body: (at) => snippet(at, SHORT),
    stories: CARDS,
    beside: 'handShort',
    limits: { ratio: 1.5, blocking: 15, code: 17_500 },
  },
  preloadedShort: {
    name: 'newsrack, short feed, preload lines',
    head: (at) => preload(at, SHORT, 'json-feed'),
    body: (at) => snippet(at, SHORT),
    stories: CARDS,
    beside: 'handShort',
    limits: { ratio: 1.3, blocking: 15, code: 17_500 },
  },
  server: {
    name: 'newsrack, HTML of a server',
    body: ({ cdn }) => `<script type="module" src="${cdn}/dist/cdn/newsrack.js"></script>\n${rendered}`,
    stories: CARDS,
    limits: { ratio: 0.75, blocking: 15 },
  },
  file: {
    name: 'newsrack, JSON Feed, one file',
    body: (at) => snippet(at, JSON_FEED, 'newsrack.all.js'),
    stories: CARDS,
    limits: { ratio: 1.5, blocking: 60 },
  },
  fileRss: {
    name: 'newsrack, RSS, one file',
    body: (at) => snippet(at, RSS, 'newsrack.all.js'),
    stories: CARDS,
    limits: { ratio: 1.5, blocking: 60 },
  },
  mastodon: {
    name: `@idotj/mastodon-embed-timeline ${versionOf('@idotj/mastodon-embed-timeline')}`,
    head: ({ cdn }) => `<link rel="stylesheet" href="${cdn}/mastodon-timeline.min.css">`,
    body: ({ cdn, news }) => `<div id="mt-container" class="mt-container">
<div class="mt-body" role="feed"><div class="mt-loading-spinner"></div></div></div>
<script src="${cdn}/mastodon-timeline.umd.js"></script>
<script>new MastodonTimeline.Init({ instanceUrl: '${news}' })</script>`,
    stories: ['#mt-container', 'article'],
  },
  bluesky: {
    name: `bsky-embed ${versionOf('bsky-embed')}`,
    body: ({ cdn }) => `<script type="module" src="${cdn}/bsky-embed.es.js" async></script>
<bsky-embed username="meridian.example" limit="20"></bsky-embed>`,
    stories: ['bsky-embed', 'article p'],
  },
};

const pageOf = ({ head, body }, origins) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>News</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">
<style>body { font: 16px/1.5 sans-serif; margin: 16px }</style>
${head?.(origins) ?? ''}
<h1>A page with news</h1>
${body(origins)}
<p>${'What stands below it. '.repeat(20)}</p>
</html>`;

const PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="900"><path d="M0 0h1600v900H0z"/></svg>';
const list = stories(25);
const PUBLISHERS = ['The Meridian', 'The Ledger', 'Harbour Post', 'Valley Courier', 'The Lantern', 'Northern Wire'];

/** Returns every nth story, beginning at an index. */
const share = (index, n) => list.filter((story) => story.n % n === index);

/** The documents of the news host, by path. */
let documents;

async function makeDocuments(news) {
  const [inJson, inRss, inAtom, inRdf] = [asJsonFeed, asRss, asAtom, asRdf].map((write, index) =>
    write(share(index, 4), news, PUBLISHERS[index]),
  );
  const six = PUBLISHERS.map((publisher, index) => asJsonFeed(share(index, 6), news, publisher));
  return {
    [`/${JSON_FEED}`]: { type: 'application/feed+json', body: asJsonFeed(list, news) },
    [`/${RSS}`]: { type: 'application/rss+xml', body: asRss(list, news) },
    '/four.json': { type: 'application/feed+json', body: inJson },
    '/four.xml': { type: 'application/rss+xml', body: inRss },
    '/four.atom': { type: 'application/atom+xml', body: inAtom },
    '/four.rdf': { type: 'application/rdf+xml', body: inRdf },
    [`/${SIX}`]: { type: 'application/feed+json', body: await relayed(six, list, news) },
    '/relay': { type: 'application/feed+json', body: await relayed([asRss(list, news)], list, news) },
    [`/${SHORT}`]: { type: 'application/feed+json', body: asJsonFeed(shortStories(), news) },
  };
}

function answer(url, origins) {
  const { pathname: path, searchParams } = new URL(url, 'http://bench');
  if (path === '/')
    return { type: 'text/html; charset=utf-8', body: pageOf(CONTESTANTS[searchParams.get('of')], origins) };
  if (path === '/picture.svg') return { type: 'image/svg+xml', body: PICTURE };
  if (documents[path]) return documents[path];
  if (path === '/api/v1/custom_emojis') return { type: 'application/json', body: '[]' };
  if (path.startsWith('/api/v1/'))
    return { type: 'application/json', body: asMastodon(list.slice(0, 20), origins.news) };
  if (path.startsWith('/xrpc/')) return { type: 'application/json', body: asBluesky(list.slice(0, 20), origins.news) };
  const script = (body) => ({ type: 'text/javascript; charset=utf-8', body });
  if (path.startsWith('/dist/cdn/')) return script(read(path.slice(1)));
  const mastodon = 'node_modules/@idotj/mastodon-embed-timeline/dist';
  if (path === '/mastodon-timeline.umd.js') return script(read(mastodon + path));
  if (path === '/mastodon-timeline.min.css') return { type: 'text/css', body: read(mastodon + path) };
  // The widget has no option for another server.
  if (path === '/bsky-embed.es.js')
    return script(
      read(`node_modules/bsky-embed/dist${path}`).toString().replaceAll('https://api.bsky.app', origins.news),
    );
}

const isByHand = (key) => key.startsWith('hand');

/** Returns the pages whose names contain `only`, and those that they are compared with. */
function contestantsFor(only = '') {
  const all = Object.entries(CONTESTANTS);
  const chosen = all.filter(([key, { name }]) => !isByHand(key) && name.includes(only));
  const hands = new Set(chosen.map(([, { beside = 'hand' }]) => beside));
  return all.filter((one) => chosen.includes(one) || hands.has(one[0]));
}

export async function run(browser, { rounds = 9, only }) {
  const server = await serve(answer);
  const { news } = server.origins;
  documents = await makeDocuments(news);
  const feed = parseFeed({ body: asJsonFeed(list, news), url: `${news}/${JSON_FEED}` });
  const html = await renderFeed(feed, { src: `${news}/${JSON_FEED}`, lang: 'en', 'page-size': 20 });
  // The host of the pictures has no https.
  rendered = html.replaceAll(news.replace('http:', 'https:'), news);
  const contestants = contestantsFor(only);
  try {
    const visits = Object.fromEntries(contestants.map(([key]) => [key, []]));
    const calibrations = [];
    const complaints = new Set();
    // The first round fills the cache of compressed bodies, and does not count.
    for (let round = 0; round <= rounds; round++) {
      const calibration = await calibrate(browser);
      if (round) calibrations.push(calibration);
      for (const [key, { name, stories }] of contestants) {
        server.asked.clear();
        const result = await visit(browser, `${server.origins.page}/?of=${key}`, stories, calibration.cpu);
        if (round) visits[key].push(result);
        if (stories !== CARDS) continue;
        result.complaints.forEach((one) => complaints.add(`${name}: ${one}`));
        for (const [url, times] of server.asked)
          if (times > 1) complaints.add(`${name} asked ${times} times for ${url}`);
      }
    }
    return report(visits, calibrations, [...complaints]);
  } finally {
    server.close();
  }
}

const ms = (value) => `${Math.round(value)} ms`;
const kB = (value) => `${(value / 1000).toFixed(1)} KB`;
const within = (text, limit) => (limit === undefined ? text : `${text} (at most ${limit})`);

/** Figures with limits. */
const measured = (one, hand) => ({
  ratio: one.first / hand.first,
  blocking: one.blocked - hand.blocked,
  // Snippets count as code of the page.
  code: one.early - one.page,
});

function faultsOf({ name, stories, limits = {}, shift }, { ratio, blocking, code }) {
  if (stories !== CARDS) return [];
  return [
    ratio > limits.ratio && `${name}: first story after ${ratio.toFixed(2)} times as long, at most ${limits.ratio}`,
    blocking > limits.blocking && `${name}: blocks for ${ms(blocking)} longer, at most ${ms(limits.blocking)}`,
    code > limits.code && `${name}: ${kB(code)} of code before the first story, at most ${kB(limits.code)}`,
    shift && `${name}: layout shift ${shift}`,
  ].filter(Boolean);
}

function rowOf(one, { ratio, blocking, code }) {
  const { name, first, twentieth, blocked, shift, heap, limits = {} } = one;
  return [
    name,
    ms(first),
    within(ratio.toFixed(2), limits.ratio),
    ms(twentieth),
    within(kB(code), limits.code && kB(limits.code)),
    kB(one.code - one.page),
    ms(blocked),
    within(ms(blocking), limits.blocking && ms(limits.blocking)),
    shift.toFixed(3),
    kB(heap),
  ];
}

function report(visits, calibrations, complaints) {
  const results = Object.entries(visits).map(([key, list]) => ({ key, ...CONTESTANTS[key], ...medians(list) }));
  const compared = results.map((one) => {
    const { key, beside = 'hand' } = one;
    return [one, measured(one, isByHand(key) ? one : results.find((other) => other.key === beside))];
  });
  const markdown = `First visits with an empty cache: a slow processor, 1.6 Mbit/s, 150 ms to each answer; median of ${calibrations.length}
rounds in turns. Page, scripts and news come from an origin each, all compressed by brotli. 20 stories with pictures, from a
feed with full texts; what is written by hand is a page of its own, with its script in it, that writes the same cards
with \`innerHTML\`. Four feeds and six publishers have the same stories between them, and what a relay wrote has the full texts
as well, so that all have as much to load. The short feed has 20 stories of two sentences, and a page written by hand to be
compared with. Code is what comes besides the page itself; blocking is what tasks take beyond 50 ms.

${calibrationSentence(calibrations)}

${table(
  [
    '',
    'first story',
    '÷ by hand',
    'twentieth',
    'code until then',
    'code in all',
    'blocking',
    'beyond by hand',
    'layout shift',
    'heap',
  ],
  compared.map(([one, figures]) => rowOf(one, figures)),
)}`;
  return { markdown, faults: [...complaints, ...compared.flatMap(([one, figures]) => faultsOf(one, figures))] };
}
