/** GDELT DOC 2.0: one page of at most 250 records, refusals in plain text with status 200, JSON that may be ill-formed. */
import { isAbout } from './stories.js';

const COUNTRIES = ['US', 'UK', 'FR', 'GM', 'unitedstates', 'unitedkingdom', 'france', 'germany'];

const THROTTLED = 'Please limit requests to one every 5 seconds or contact us for larger queries.\n';

const text = (body, status = 200) => ({ status, type: 'text/html; charset=utf-8', body });

/** Why a query is refused, in GDELT's words. */
function refusal(query) {
  const words = query.replace(/\b\w+:\S+/g, ' ');
  const unquoted = words.replace(/"[^"]*"/g, ' ');
  if (query.length > 250 || query.replace(/[^\p{L}\p{N}]/gu, '').length < 2) {
    return 'Your query was too short or too long.';
  }
  if (/\bOR\b/.test(unquoted) && !/^[^()]*\([^()]*\)[^()]*$/.test(words)) {
    return "Queries containing OR'd terms must be surrounded by ().";
  }
  if (/[()]/.test(words) && !/\bOR\b/.test(unquoted)) return "Parentheses may only be used around OR'd statements.";
  if ([...words.matchAll(/"([^"]*)"/g)].some(([, phrase]) => !/[\s.-]/.test(phrase.trim()))) {
    return 'The specified phrase is too short.';
  }
  if (/[^\p{L}\p{M}\p{N}\s()]/u.test(unquoted)) return 'One or more of your keywords contained an illegal character.';
  const [, country] = /\bsourcecountry:(\S+)/.exec(query) ?? [];
  return country && !COUNTRIES.includes(country) ? 'Invalid/Unsupported Country.' : undefined;
}

/** Space means and; only a list in parentheses means or. */
function matches(query, story) {
  const terms = [...query.replace(/\b\w+:\S+/g, ' ').matchAll(/"([^"]+)"|([^\s()"]+)/g)]
    .map(([, phrase, word]) => phrase ?? word)
    .filter((term) => term !== 'OR');
  return terms[query.includes(' OR ') ? 'some' : 'every']((term) => isAbout(story, term));
}

/** Spaces round all punctuation. */
const tokenised = (title) =>
  title
    .replace(/([,.?!:;()“”-])/g, ' $1 ')
    .replace(/’s\b/g, " 's")
    .replace(/\s+/g, ' ')
    .trim();

const stamp = (published) => published.replace(/[-:]|\.\d+/g, '');

const toRecord = ({ url, title, image, publisher, published, number }) => ({
  // Of some it knows only the unencrypted address.
  url: number % 5 === 0 ? url.replace('https:', 'http:') : url,
  url_mobile: '',
  title: tokenised(title),
  seendate: stamp(published),
  socialimage: number % 3 === 0 ? '' : image,
  domain: publisher.host.replace(/^www\./, ''),
  language: 'English',
  sourcecountry: 'United States',
});

/** The newest story came from an agency: others have it too. */
const withCopies = (story) =>
  story.number === 1
    ? [
        story,
        ...['reprint.example', 'mirror.example'].map((host) => ({
          ...story,
          url: `https://${host}/wire/1`,
          publisher: { host },
        })),
      ]
    : [story];

export const gdelt = {
  name: 'gdelt',
  serves: (host) => host === 'api.gdeltproject.org',
  // Callers report `*` for what succeeds. What is turned away with 429 seems to have none; of the rest nobody knows.
  cors: (_request, status) => (status === 429 ? {} : { 'access-control-allow-origin': '*' }),
  answer({ path, query }, stories) {
    if (path !== '/api/v2/doc/doc') return text('Not found', 404);
    if (query.get('format') !== 'json' || query.get('mode') !== 'artlist') return text('<!doctype html><p>A chart');
    const asked = query.get('query') ?? '';
    const refused = refusal(asked);
    if (refused) return text(refused);
    const records = Math.min(Number(query.get('maxrecords') ?? 75), 250);
    const articles = stories.filter((story) => matches(asked, story)).flatMap(withCopies);
    return { body: articles.length ? { articles: articles.slice(0, records).map(toRecord) } : {} };
  },
  error: (status) => text(status === 429 ? THROTTLED : `Error ${status}`, status),
  scenarios: {
    /** Too many requests, with the status of success. */
    'throttled-text': () => text(THROTTLED),
    /** A query that it will not have. */
    rejected: () => text('The specified phrase is too short.'),
    /** Escapes that JSON does not have, and control characters. */
    'illegal-escapes': (request, stories) => ({
      body: JSON.stringify(gdelt.answer(request, stories).body)
        .replace('officials say', String.raw`officials say \'soon\' in C:\docs`)
        .replace('Port Avery', 'Port\u0001Avery'),
    }),
  },
};
