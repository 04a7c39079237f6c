import { expect } from 'chai';
import fc from 'fast-check';
import { NewsError, type NewsErrorCode } from '../../src/model/error.js';
import { type Feed, toFeed } from '../../src/model/feed.js';
import type { FetchResource, Provider, ProviderQuery } from '../../src/providers/provider.js';

/** A table of replies in the place of the network. */

/** A text or bytes as they are, a failure, or what is sent as JSON. */
export type Answer = unknown;

const bytesOf = (answer: Answer): Uint8Array =>
  answer instanceof Uint8Array
    ? answer
    : new TextEncoder().encode(typeof answer === 'string' ? answer : JSON.stringify(answer));

/** A `get` that knows the answers by address, decoded to be legible, and keeps what it was asked. */
export function table(replies: Record<string, Answer>) {
  const asked: string[] = [];
  const get: FetchResource = async (address) => {
    const url = decodeURIComponent(address);
    asked.push(url);
    if (!Object.hasOwn(replies, url)) throw new Error(`not in the table: ${url}`);
    const answer = replies[url];
    if (answer instanceof Error) throw answer;
    return { body: bytesOf(answer), contentType: '', url: address };
  };
  return { get, asked };
}

/** A `get` that answers everything alike. */
export const always =
  (answer: Answer): FetchResource =>
  async (url) => {
    if (answer instanceof Error) throw answer;
    return { body: bytesOf(answer), contentType: '', url };
  };

export const question = (asked: Partial<ProviderQuery> = {}): ProviderQuery => ({
  src: '',
  tags: [],
  tagMatch: 'any',
  limit: 10,
  apiKey: '',
  ...asked,
});

/** Returns the feed that a provider makes of a table, checked as the loader does. */
export async function ask(provider: Provider, asked: Partial<ProviderQuery>, replies: Record<string, Answer>) {
  const { get, asked: addresses } = table(replies);
  const feed = toFeed(await provider.read(question(asked), get));
  return { feed, addresses };
}

/** Returns the feed that a provider makes of one answer to everything. */
export const readAll = async (provider: Provider, asked: Partial<ProviderQuery>, answer: Answer): Promise<Feed> =>
  toFeed(await provider.read(question(asked), always(answer)));

/** The error that something rejects with. */
export async function failure(promise: Promise<unknown>): Promise<NewsError> {
  const outcome = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(outcome).to.be.instanceOf(NewsError);
  return outcome as NewsError;
}

/** A failure as the network gives it. */
export const failed = (code: NewsErrorCode, status?: number): NewsError =>
  new NewsError(code, `The network's own words (${status ?? code}).`, { status, source: 'https://api.example/' });

const ADDRESSES = [
  'javascript:alert(1)',
  'data:text/html,x',
  '//',
  'https://',
  'http://[',
  '/relative',
  'ftp://a.example/',
  '\0',
];

const junk = fc.oneof(
  fc.jsonValue(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom<unknown>(
    ...ADDRESSES,
    '<script>alert(1)</script>',
    '&lt;b&gt;',
    '\ud800',
    '9'.repeat(400),
    [],
    {},
    [[]],
    [null],
  ),
  fc.constantFrom<unknown>(
    { __proto__: null, toString: 1 },
    { rendered: {} },
    [{ name: {} }],
    -1,
    0,
    1e308,
    null,
    true,
  ),
);

const pathsOf = (value: unknown, path: string[] = []): string[][] =>
  value !== null && typeof value === 'object'
    ? [path, ...Object.entries(value).flatMap(([name, member]) => pathsOf(member, [...path, name]))]
    : [path];

function withJunk(sample: unknown, path: string[], value: unknown): unknown {
  if (!path.length) return value;
  const copy = structuredClone(sample);
  const holder = path.slice(0, -1).reduce((found, name) => (found as Record<string, unknown>)[name], copy);
  (holder as Record<string, unknown>)[path.at(-1)!] = value;
  return copy;
}

/**
 * Holds for every provider: whatever comes, in the place of any part of a proper answer, it gives articles with safe
 * links and plain text, or rejects with a `NewsError`.
 */
export function itSurvives(provider: Provider, asked: Partial<ProviderQuery>, sample: unknown): void {
  const paths = pathsOf(sample);
  const check = async (answer: unknown) => {
    try {
      const { articles } = await readAll(provider, asked, answer);
      for (const { url, title, image } of articles) {
        expect(url).to.match(/^https?:\/\//);
        if (image) expect(image.url).to.match(/^https?:\/\//);
        expect(title.isWellFormed()).to.equal(true);
        expect(title).to.not.match(/[\p{Cc}\u202a-\u202e]/u);
      }
    } catch (error) {
      if (!(error instanceof NewsError)) throw error;
    }
  };

  it('survives any answer', () => fc.assert(fc.asyncProperty(fc.oneof(junk, fc.string()), check), { numRuns: 150 }));

  it('survives anything in the place of any part of an answer', () =>
    fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), junk, (path, value) => check(withJunk(sample, path, value))),
      { numRuns: 300 },
    ));

  it('survives any tag', () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: 'binary' }), { maxLength: 4 }), fc.boolean(), async (tags, all) => {
        try {
          await readAll(provider, { ...asked, tags, tagMatch: all ? 'all' : 'any' }, sample);
        } catch (error) {
          if (!(error instanceof NewsError)) throw error;
        }
      }),
      { numRuns: 150 },
    ));

  it('says what else came than data', async () => {
    for (const answer of ['', '<!doctype html><p>Welcome', 'Service unavailable', '{"unfinished', 'null']) {
      expect((await failure(readAll(provider, asked, answer))).code, answer).to.equal('format');
    }
  });

  it('passes failures of the network on', async () => {
    for (const code of ['timeout', 'throttled', 'gone', 'too-large'] as const) {
      const error = failed(code);
      expect((await failure(readAll(provider, asked, error))).code).to.equal(code);
    }
    const end = new DOMException('Ended', 'AbortError');
    let reason: unknown;
    await provider.read(question(asked), always(end)).catch((error: unknown) => (reason = error));
    expect(reason).to.equal(end);
  });
}
