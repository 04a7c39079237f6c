/** How long a reader waits for the news, beside a page written by hand and other widgets. */
import { readFileSync } from 'node:fs';
import { parseFeed } from 'newsrack';
import { renderFeed } from 'newsrack/server';
import { roomStyle } from '../demo/room.js';
import { asBluesky, asJsonFeed, asMastodon, asRss, stories } from './news.js';
import { handWritten } from './by-hand.js';
import { serve } from './server.js';
import { table } from './table.js';
import { SLOW, medians, visit } from './visit.js';

export const title = 'The first story';

const ROUNDS = Number(process.env.ROUNDS ?? 9);

/** Of the time of the page written by hand. */
const PLAIN = 1.4;
const PRELOADED = 1.15;

/** How much longer than the page written by hand newsrack may block with either snippet, in milliseconds. */
const BLOCKING = 50;

const root = new URL('../', import.meta.url);
const read = (path) => readFileSync(new URL(path, root));
const versionOf = (name) => JSON.parse(read(`node_modules/${name}/package.json`)).version;

/** The files that newsrack loads to show a feed of this dialect: see `dist/cdn/manifest.json`. */
const filesFor = (dialect) => JSON.parse(read('dist/cdn/manifest.json')).first[dialect];

const STYLE = roomStyle();
const snippet = ({ cdn, news }, feed, file = 'newsrack.js') => `${STYLE}
<script type="module" src="${cdn}/dist/cdn/${file}"></script>
<news-tag-feed tag="" src="${news}/${feed}" page-size="20"></news-tag-feed>`;
const preload = ({ cdn, news }, feed, dialect) =>
  filesFor(dialect)
    .map((file) => `<link rel="modulepreload" href="${cdn}/dist/cdn/${file}">`)
    .join('\n') + `\n<link rel="preload" as="fetch" crossorigin href="${news}/${feed}">`;

const JSON_FEED = 'feed.json';
const RSS = 'feed.xml';
const CARDS = ['news-tag-feed', 'li [part~="link"]'];

/** What a server has put into its page. */
let rendered;

/** Each has what its maker tells owners to paste, and 20 stories. */
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
    most: PLAIN,
    blocking: BLOCKING,
  },
  preloaded: {
    name: 'newsrack, JSON Feed, preload lines',
    head: (at) => preload(at, JSON_FEED, 'json-feed'),
    body: (at) => snippet(at, JSON_FEED),
    stories: CARDS,
    most: PRELOADED,
    blocking: BLOCKING,
  },
  file: {
    name: 'newsrack, JSON Feed, one file',
    body: (at) => snippet(at, JSON_FEED, 'newsrack.all.js'),
    stories: CARDS,
  },
  plainRss: { name: 'newsrack, RSS', body: (at) => snippet(at, RSS), stories: CARDS, blocking: BLOCKING },
  preloadedRss: {
    name: 'newsrack, RSS, preload lines',
    head: (at) => preload(at, RSS, 'rss'),
    body: (at) => snippet(at, RSS),
    stories: CARDS,
    blocking: BLOCKING,
  },
  fileRss: { name: 'newsrack, RSS, one file', body: (at) => snippet(at, RSS, 'newsrack.all.js'), stories: CARDS },
  server: {
    name: 'newsrack, HTML of a server',
    body: ({ cdn }) => `<script type="module" src="${cdn}/dist/cdn/newsrack.js"></script>\n${rendered}`,
    stories: CARDS,
    most: 1,
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

function answer(url, origins) {
  const { pathname: path, searchParams } = new URL(url, 'http://bench');
  if (path === '/')
    return { type: 'text/html; charset=utf-8', body: pageOf(CONTESTANTS[searchParams.get('of')], origins) };
  if (path === '/picture.svg') return { type: 'image/svg+xml', body: PICTURE };
  if (path === `/${JSON_FEED}`) return { type: 'application/feed+json', body: asJsonFeed(list, origins.news) };
  if (path === `/${RSS}`) return { type: 'application/rss+xml', body: asRss(list, origins.news) };
  if (path === '/api/v1/custom_emojis') return { type: 'application/json', body: '[]' };
  if (path.startsWith('/api/v1/'))
    return { type: 'application/json', body: asMastodon(list.slice(0, 20), origins.news) };
  if (path.startsWith('/xrpc/')) return { type: 'application/json', body: asBluesky(list.slice(0, 20), origins.news) };
  const script = (body) => ({ type: 'text/javascript; charset=utf-8', body });
  if (path.startsWith('/dist/cdn/')) return script(read(path.slice(1)));
  const mastodon = 'node_modules/@idotj/mastodon-embed-timeline/dist';
  if (path === '/mastodon-timeline.umd.js') return script(read(mastodon + path));
  if (path === '/mastodon-timeline.min.css') return { type: 'text/css', body: read(mastodon + path) };
  // It can't be told to ask another server.
  if (path === '/bsky-embed.es.js')
    return script(
      read(`node_modules/bsky-embed/dist${path}`).toString().replaceAll('https://api.bsky.app', origins.news),
    );
}

export async function run(browser) {
  const server = await serve(answer);
  const { news } = server.origins;
  const feed = parseFeed({ body: asJsonFeed(list, news), url: `${news}/${JSON_FEED}` });
  const html = await renderFeed(feed, { src: `${news}/${JSON_FEED}`, lang: 'en', 'page-size': 20 });
  // The pictures are on a host that speaks no https.
  rendered = html.replaceAll(news.replace('http:', 'https:'), news);
  try {
    const visits = Object.fromEntries(Object.keys(CONTESTANTS).map((name) => [name, []]));
    const complaints = new Set();
    // The first round fills the compressor's cupboard, and does not count.
    for (let round = 0; round <= ROUNDS; round++) {
      for (const [name, { stories }] of Object.entries(CONTESTANTS)) {
        server.asked.clear();
        const result = await visit(browser, `${server.origins.page}/?of=${name}`, stories);
        if (round) visits[name].push(result);
        if (stories !== CARDS) continue;
        result.complaints.forEach((one) => complaints.add(`${CONTESTANTS[name].name}: ${one}`));
        for (const [url, times] of server.asked)
          if (times > 1) complaints.add(`${CONTESTANTS[name].name} asked ${times} times for ${url}`);
      }
    }
    return report(visits, [...complaints]);
  } finally {
    server.close();
  }
}

const ms = (value) => `${Math.round(value)} ms`;
const kB = (value) => `${(value / 1000).toFixed(1)} KB`;

function report(visits, complaints) {
  const results = Object.entries(visits).map(([key, list]) => ({ key, ...CONTESTANTS[key], ...medians(list) }));
  const hand = results.find(({ key }) => key === 'hand');
  const faults = [...complaints];
  for (const { name, stories, most, blocking, first, blocked, shift } of results) {
    if (stories !== CARDS) continue;
    if (first / hand.first > most) faults.push(`${name}: ${(first / hand.first).toFixed(2)} times, at most ${most}`);
    if (blocked - hand.blocked > blocking) faults.push(`${name}: blocks for ${ms(blocked - hand.blocked)} longer`);
    if (shift) faults.push(`${name}: layout shift ${shift}`);
  }
  const rows = results.map((one) => [
    one.name,
    ms(one.first),
    (one.first / hand.first).toFixed(2) + (one.most ? ` (at most ${one.most})` : ''),
    ms(one.twentieth),
    kB(one.early),
    kB(one.code),
    ms(one.blocked) + (one.blocking ? ` (at most ${BLOCKING} ms more)` : ''),
    one.shift.toFixed(3),
    kB(one.heap),
  ]);
  const markdown = `First visits with an empty cache: processor slowed down ${SLOW.cpu} times, 1.6 Mbit/s, 150 ms to each answer; median of ${ROUNDS}
rounds in turns. Page, scripts and news come from an origin each, all compressed by brotli. 20 stories with pictures, from a
feed with full texts; what is written by hand is a page of its own, with its script in it, that writes the same cards
with \`innerHTML\`. Code counts the page itself; blocking is what tasks take beyond 50 ms.

${table(
  ['', 'first story', '÷ by hand', 'twentieth', 'code until then', 'code in all', 'blocking', 'layout shift', 'heap'],
  rows,
)}`;
  return { markdown, faults };
}
