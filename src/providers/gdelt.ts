import type { ArticleDraft } from '../model/article.js';
import { NewsError } from '../model/error.js';
import { gdeltQuery } from './services/gdelt-query.js';
import { tidyTitle } from './services/gdelt-title.js';
import { addressWith, explained, listIn, notReadable, quoted, replyText } from './services/json-service.js';
import { languageNamed } from './values/language-names.js';
import type { Provider, ProviderResponse } from './provider.js';
import { titleFrom } from './services/title.js';
import { link, member, text } from '../text/coerce.js';
import { bestImage, date, decodedText, publisherOf } from './values/full-values.js';

const API = 'https://api.gdeltproject.org/api/v2/doc/doc';
const MAX_RECORDS = 250;
const COMPACT = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;

/** GDELT DOC 2.0: news of the world of the last seven days, by tag. A free service that is often overloaded. */
export const gdeltProvider: Provider = {
  name: 'gdelt',
  searches: true,
  // 10 to 22 seconds are usual.
  timeout: 20_000,
  // It asks for five seconds.
  minInterval: 5_500,
  // Its index has new entries every 15 minutes.
  freshFor: 900_000,
  // An earlier request prolongs the penalty. Refusals may lack CORS headers, and then look like a failed network.
  coolDown: 300_000,
  hosts: ['api.gdeltproject.org'],
  async read({ tags, tagMatch, limit }, get) {
    const address = addressWith(API, {
      query: gdeltQuery(tags, tagMatch),
      mode: 'artlist',
      format: 'json',
      // One agency's story comes from dozens of hosts, and is shown once.
      maxrecords: Math.min(2 * limit, MAX_RECORDS),
      timespan: '7d',
      sort: 'datedesc',
    });
    const answer = parse(await explained(get(address), ({ code }) => FAILURES[code]));
    // Without results, the response has no list.
    const isEmpty = Object.keys(answer).length === 0;
    return {
      attribution: { name: 'GDELT', url: 'https://www.gdeltproject.org/' },
      articles: isEmpty ? [] : listIn(answer, 'GDELT', 'articles').map(toDraft),
    };
  },
};

const FAILURES: Record<string, string | undefined> = {
  network:
    "GDELT could not be reached: offline, blocked, or too busy (a browser can't tell which). For a site of your own, " +
    'set `src` to a feed.',
  throttled: 'GDELT takes one request every 5 seconds: it turned this one away.',
};

function toDraft(article: unknown): ArticleDraft {
  const url = link(member(article, 'url'), API);
  const title = titleFrom(decodedText(member(article, 'title')), undefined);
  const host = text(member(article, 'domain'));
  return {
    id: url,
    url,
    title: title && tidyTitle(title),
    image: bestImage([{ url: member(article, 'socialimage') }], API),
    publisher: publisherOf(host && link(`https://${host}/`, API)) ?? publisherOf(url),
    authors: [],
    // Time at which GDELT first saw the page, in steps of 15 minutes. The date of publication is unknown.
    seen: date(text(member(article, 'seendate'))?.replace(COMPACT, '$1-$2-$3T$4:$5:$6Z')),
    tags: [],
    language: languageNamed(text(member(article, 'language'))),
  };
}

/** Recognizes refusals by their wording: they are plain text with status 200. */
function parse(reply: ProviderResponse): object {
  const source = replyText(reply);
  if (source.startsWith('{')) return parseTolerantly(source);
  if (/limit requests to one|too many requests/i.test(source)) {
    throw new NewsError('throttled', FAILURES.throttled!, { source: 'GDELT' });
  }
  if (!source.startsWith('<') && REFUSAL.test(source)) {
    throw new NewsError('config', `GDELT rejects this tag: "${quoted(source)}".`, { source: 'GDELT' });
  }
  throw notReadable('GDELT', source);
}

const REFUSAL =
  /phrase is too short|illegal character|your (?:query|keywords?)|OR'd|parenthes[ie]s|last 3 months|invalid\/unsupported/i;

/** Parses JSON with invalid backslashes and control characters. */
function parseTolerantly(source: string): object {
  try {
    return JSON.parse(source) as object;
  } catch {
    // Repaired below.
  }
  const mended = source
    .replace(/\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})|\\/g, (escape) => (escape.length > 1 ? escape : '\\\\'))
    .replace(/\p{Cc}/gu, ' ');
  try {
    return JSON.parse(mended) as object;
  } catch (cause) {
    throw notReadable('GDELT', source, cause);
  }
}
