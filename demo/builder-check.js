/** Reads a feed as a page would, and says in plain words what came of it, and what can be done. */
import { hasName, isReadable } from './builder-choices.js';

/**
 * @typedef {object} Verdict
 * @property {'good' | 'fair' | 'bad'} kind
 * @property {string} title what is so, in a sentence
 * @property {string[]} advice what can be done about it
 * @property {{ text: string, choose: Record<string, string> }[]} offers choices that would help
 * @property {[tag: string, count: number][]} tags those that the articles have, most frequent first
 * @property {boolean} [isLent] whether it takes the relay of this page
 */

const verdict = (kind, title, advice = [], offers = [], tags = []) => ({ kind, title, advice, offers, tags });
const bad = (title, advice, offers) => verdict('bad', title, advice, offers);

const offer = (text, choose) => ({ text, choose });
const offerAddress = (address) => offer(`Use ${address}`, { src: address });

/** In milliseconds: how long a host may take to say anything at all. */
const PATIENCE = 10_000;

/**
 * Checks one address.
 * @param {string} address as somebody typed it
 * @param {object} how
 * @param {Pick<typeof import('../src/index.js'), 'loadFeed' | 'NewsError'>} how.api
 * @param {string} [how.tag] several divided by commas
 * @param {'any' | 'all'} [how.tagMatch]
 * @param {string} [how.relay] the owner's own
 * @param {string} [how.demoRelay] one that only this page may use
 * @param {AbortSignal} how.signal
 * @param {boolean} [how.isSecure] whether the page came over `https:`
 * @returns {Promise<Verdict>}
 */
export async function checkFeed(address, how) {
  const { isSecure = location.protocol === 'https:' } = how;
  if (!isReadable(address)) return bad('This is no address of a web page or feed.', ['It has to begin with https://.']);
  const { protocol, hostname } = new URL(address, document.baseURI);
  if (hasName(address)) {
    return bad('Browsers refuse addresses with a name and password in them.', [
      'Use the address without them, if the feed is open to all.',
    ]);
  }
  if (isSecure && protocol === 'http:' && !/^(localhost|127\.\d+\.\d+\.\d+)$/.test(hostname)) {
    return bad(
      'The address begins with http:, and browsers let pages with https: read nothing from there.',
      ['Most hosts answer at https: too.'],
      [offerAddress(address.replace(/^http:/i, 'https:'))],
    );
  }
  try {
    return await read(address, how);
  } catch (failure) {
    how.signal.throwIfAborted();
    return explain(failure, address, how);
  }
}

async function read(address, { api, tag, tagMatch, relay, signal }) {
  const all = { src: address, relay, limit: 1000, signal };
  // Both share one request.
  const [feed, matching] = await Promise.all([api.loadFeed(all), tag ? api.loadFeed({ ...all, tag, tagMatch }) : null]);
  return judge(feed, tag ? matching.articles.length : undefined, tag);
}

/**
 * Judges a feed that could be read.
 * @param {number} [matching] how many of its articles are about the tag, if there is one
 */
function judge({ title, articles, dropped, movedTo }, matching, tag) {
  const named = title ? `“${title}”` : 'The feed';
  const tags = tagsOf(articles);
  if (!articles.length) {
    return verdict('fair', `${named} can be read, but has no articles.`, [
      'If it should have some, look at the feed’s settings: many leave out drafts, pages or whole sections.',
      'Until it has some, readers see a sentence that says so, or what you put inside the element.',
    ]);
  }
  const counted = many(articles.length);
  if (matching === 0) {
    return verdict(
      'fair',
      `${named} can be read: ${counted}, but none about ${quoted(tag)}.`,
      [tags.length ? 'Its own tags are:' : 'Its articles have no tags; use a word of their headlines, or no tag.'],
      tags.slice(0, 8).map(([one]) => offer(one, { tag: one })),
      tags,
    );
  }
  const about = matching === undefined ? '' : `, ${matching} of them about ${quoted(tag)}`;
  const notes = [
    ...(dropped.length ? [`${dropped.length} more can’t be shown; the first of them: ${dropped[0].reason}.`] : []),
    ...(movedTo ? ['The address leads on to another. Reading that one directly is quicker.'] : []),
  ];
  return verdict(
    'good',
    `${named} can be read: ${counted}${about}.`,
    notes,
    movedTo ? [offerAddress(movedTo)] : [],
    tags,
  );
}

/**
 * Judges a service that answered.
 * @param {import('../src/index.js').Feed} feed
 */
export const judgeService = ({ articles }, tag) =>
  articles.length
    ? verdict(
        'good',
        `It answers: ${many(articles.length)}${tag ? ` about ${quoted(tag)}` : ''}.`,
        [],
        [],
        tagsOf(articles),
      )
    : verdict('fair', `It answers, but has no articles${tag ? ` about ${quoted(tag)}` : ''}.`, ['Try another tag.']);

/** Explains the failure of a service. Its own messages are written for owners. */
export const explainService = ({ code, message }) => bad(BY_CODE[code] ?? BY_CODE.network, [message]);

const BY_CODE = {
  config: 'Something is missing.',
  network: 'It can’t be reached.',
  timeout: 'It took too long to answer.',
  http: 'It answers with an error.',
  throttled: 'It was asked too often.',
  gone: 'It is gone for good.',
  format: 'Its answer can’t be read.',
  'too-large': 'Its answer is too large.',
};

const many = (count) => (count === 1 ? '1 article' : `${count.toLocaleString('en')} articles`);
const quoted = (tag) => `“${tag}”`;

/** Spellings that differ in their capitals are one tag, as they are to the element; the first is shown. */
function tagsOf(articles) {
  const found = new Map();
  for (const { tags } of articles) {
    for (const [key, tag] of new Map(tags.map((one) => [one.toLowerCase(), one]))) {
      const [spelling, count] = found.get(key) ?? [tag, 0];
      found.set(key, [spelling, count + 1]);
    }
  }
  return [...found.values()].filter(([tag]) => tag.length < 50 && !tag.includes(',')).sort(([, a], [, b]) => b - a);
}

async function explain(failure, address, how) {
  const url = new URL(address, document.baseURI);
  const { host } = url;
  const scheme = missingScheme(address);
  switch (failure.code) {
    case 'network':
      return explainNetwork(url, how);
    case 'timeout':
      return bad(`${host} did not answer within ten seconds.`, [
        'Try again later; if it is always so slow, fetch the feed through a relay, which keeps copies.',
      ]);
    case 'http':
      return bad(`${host} answers with an error: ${statusInWords(failure.status)}.`, adviceOn(failure.status), scheme);
    case 'throttled':
      return bad(`${host} was asked too often, and refuses for a while.`, [
        failure.retryAfter
          ? `It can be asked again in ${inWords(failure.retryAfter)}.`
          : 'Try again in some minutes, and not with every change.',
        'Each reader of your page asks it too: for a site with many, use a relay, which keeps copies.',
      ]);
    case 'gone':
      return bad(`${host} says that this feed is gone for good.`, ['Look on its site for a new address.']);
    case 'too-large':
      return bad('The feed is larger than 2 MB, too much for a page to load.', [
        'Look for a feed of a section or tag, or let its owner put fewer articles, or only excerpts, in it.',
      ]);
    case 'format':
      return explainFormat(failure, url, how, scheme);
    default:
      return bad('The feed can’t be read.', [failure.message]);
  }
}

/** A browser doesn't say why a request failed; asking in other ways finds out. */
async function explainNetwork(url, how) {
  const { relay, demoRelay, signal } = how;
  const isOwn = url.origin === location.origin;
  if (navigator.onLine === false) return bad('You are offline.', ['Check again when you are back.']);
  if (relay && !isOwn) {
    return bad('Your relay can’t be reached, or lets this page not read its answer.', [
      `Open ${relay} in a tab: does it answer? Then allow it to answer ${location.origin}.`,
    ]);
  }
  const limit = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]);
  const options = { signal: limit, cache: 'no-store' };
  try {
    const response = await fetch(url, options);
    return await response.text().then(
      () => bad('That failed once, and now the host answers.', ['Check again.']),
      () =>
        bad('The answer breaks off in the middle.', [`The server at ${url.host} or something before it cuts it off.`]),
    );
  } catch {
    signal.throwIfAborted();
  }
  const answers = await fetch(url, { ...options, mode: 'no-cors' }).then(
    () => true,
    () => false,
  );
  signal.throwIfAborted();
  if (!answers || isOwn) {
    return bad(`Nothing answers at ${url.host}.`, [
      'Is the address spelled right? Does it open in a tab of its own?',
      'If it does, something in your browser stops pages from reading it, such as an ad blocker.',
    ]);
  }
  return demoRelay ? throughDemo(url, how) : noCors(url);
}

function noCors(url) {
  const site = /^(.*?)\/feed\/?$/.exec(url.pathname);
  return bad(
    `${url.host} answers, but does not allow other sites to read it (it sends no CORS headers).`,
    [
      'If the site is yours: let its server send “Access-Control-Allow-Origin: *” with the feed. That is all it takes.',
      'If it is not, ask its owner for that.',
      'Or run a relay: a small server of yours that fetches the feed (npx newsrack relay). Put its address in under “A relay of yours”.',
      'Or take a snapshot: a job that saves the feed as a file beside your page (npx newsrack snapshot). Use the address of that file.',
      ...(site ? ['Many sites with such an address are made with WordPress, which can be read without its feed.'] : []),
      ...(/^\/[^.]*$/.test(url.pathname) && !site
        ? [
            'If this is the address of a site, its feed can’t be looked up from here. Open the site, look at its foot for “RSS” or “Feed”, and use that address; its host may allow reading it.',
            `A relay finds the feed of a site by itself: npx newsrack relay --feed news=${url.origin}/`,
          ]
        : ['If this is the address of a page, look for that of its feed; a host may allow reading that.']),
    ],
    site ? [offer('Read it as a WordPress site', { provider: 'wordpress', src: url.origin + site[1] })] : [],
  );
}

/** The demo can read it for once; the owner's page could not. */
async function throughDemo(url, how) {
  const direct = noCors(url);
  try {
    const { title, tags } = await read(url.href, { ...how, relay: how.demoRelay });
    const advice = [`You see it here through a relay of this demo. ${title}`, ...direct.advice];
    return { ...direct, kind: 'fair', advice, tags, isLent: true };
  } catch {
    how.signal.throwIfAborted();
    return direct;
  }
}

/** Describes a response that is no feed. */
async function explainFormat(failure, url, { signal, relay }, scheme) {
  const response = relay ? undefined : await fetch(url, { signal }).catch(() => undefined);
  const body = (await response?.text().catch(() => undefined)) ?? '';
  signal.throwIfAborted();
  const start = body.trimStart().slice(0, 2000);
  if (response && !start) {
    return bad('The address answers, but with nothing at all.', [
      'Open it in a tab: if it is empty there too, its owner has to mend it.',
    ]);
  }
  if (/<!doctype html|<html|<body/i.test(start)) return explainPage(body, response.url, scheme);
  if (/^[{[]/.test(start)) {
    return bad(
      'This is JSON, but not a JSON Feed.',
      ['If it holds articles, it can be read as an API.'],
      [offer('Read it as a JSON API', { provider: 'json', src: url.href })],
    );
  }
  if (/<(urlset|sitemapindex)[\s>]/.test(start)) return bad('This is a sitemap, not a feed.', [WHERE_FEEDS_ARE]);
  if (/<opml[\s>]/.test(start))
    return bad('This is a list of feeds (OPML), not a feed.', ['Use one of the addresses in it.']);
  if (/^<(\?xml|rss|rdf|feed)/i.test(start)) {
    return bad('This should be a feed, but can’t be read as one.', [failure.message]);
  }
  return bad('This is not a feed.', [failure.message, WHERE_FEEDS_ARE], scheme);
}

const WHERE_FEEDS_ARE =
  'Feeds are often at /feed, /rss.xml, /atom.xml or /feed.json, and sites link to them at the foot of the page.';

/** Pages name their feeds for feed readers. Nothing of the page is run or shown but addresses and titles. */
function explainPage(body, base, scheme) {
  const page = new DOMParser().parseFromString(body, 'text/html');
  const feeds = [...page.querySelectorAll('link[rel~="alternate" i][href]')]
    .filter(({ type }) => /^application\/(rss|atom|feed)\+(xml|json)$|^application\/json$/i.test(type.trim()))
    .map((link) => ({ href: link.getAttribute('href'), title: link.title.trim().slice(0, 60) }))
    .filter(({ href }) => URL.canParse(href, base) && /^https?:$/.test(new URL(href, base).protocol))
    .slice(0, 6)
    .map(({ href, title }) => ({ href: new URL(href, base).href, title }));
  return feeds.length
    ? bad(
        'This is a web page, not a feed. It names its feed:',
        [],
        feeds.map(({ href, title }) => offer(`Use ${title ? `“${title}”, ` : ''}${href}`, { src: href })),
      )
    : bad('This is a web page, not a feed, and it names none.', [WHERE_FEEDS_ARE], scheme);
}

/** `example.org/feed` without a scheme is an address on the page's own host. */
const missingScheme = (address) =>
  /^[a-z\d-]+(\.[a-z\d-]+)*\.[a-z]{2,}(\/|$)/i.test(address) && !/^[^/]*\.(xml|rss|atom|rdf|json)$/i.test(address)
    ? [offerAddress(`https://${address}`)]
    : [];

const STATUS = {
  401: 'it wants a password (401)',
  403: 'access is forbidden (403)',
  404: 'there is nothing at this address (404)',
};
const statusInWords = (status) =>
  STATUS[status] ?? (status >= 500 ? `its server is in trouble (${status})` : `status ${status}`);

function adviceOn(status) {
  if (status === 401 || status === 403)
    return ['A page can only show what everybody may read. Ask the owner of the feed.'];
  if (status >= 500) return ['Try again later. Meanwhile readers would see the last good copy.'];
  return ['Check the address, letter by letter.', WHERE_FEEDS_ARE];
}

const inWords = (seconds) => (seconds < 100 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`);
