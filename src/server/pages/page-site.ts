/** Makes the answer to each kind of page, from the archive. */
import { fill } from '../../views/words.js';
import type { ArchivedTag } from '../archive/archive-types.js';
import { Failure } from '../responses.js';
import { ArchiveReader } from './archive-reader.js';
import { embedPage, parseEmbedQuery } from './embed-page.js';
import { type Tile, frontPage } from './front-page.js';
import { messagePage } from './message-page.js';
import { oembedJson, parseOembedQuery } from './oembed.js';
import { type PageAssets, assetNamed, createPageAssets } from './page-assets.js';
import { type Route, pageOfTag } from './page-addresses.js';
import type { PageContext } from './page-document.js';
import type { PageFeed, PageSettings } from './page-options.js';
import { isListable } from './page-pieces.js';
import { type PAGE_CACHING, type PageAnswer, pageAnswer } from './page-responses.js';
import { MAX_TAGS, sitemap } from './sitemap.js';
import { tagPage } from './tag-page.js';

/** Number of topics with articles on the front page, of articles of each, and of further topics. */
const TILES = 9;
const ARTICLES_OF_TILE = 4;
const CANDIDATES_OF_TILE = 12;
const MORE_TOPICS = 60;

/** Number of topics on a page that says that there is nothing. */
const SUGGESTED = 20;

/** Milliseconds over which the tags of the front page are counted. */
const SPAN = 30 * 864e5;

const HTML = 'text/html';

export class PageSite {
  readonly #settings: PageSettings;
  readonly #reader: ArchiveReader;
  #assets: Promise<PageAssets> | undefined;

  constructor(settings: PageSettings) {
    this.#settings = settings;
    this.#reader = new ArchiveReader(settings.archive, settings.timeout);
  }

  /**
   * Makes the answer for a page.
   * @throws Failure for a page that does not exist, and for invalid parameters
   * @throws NewsError if the archive fails
   */
  make(route: Route, parameters: URLSearchParams): Promise<PageAnswer> {
    switch (route.kind) {
      case 'front':
        return this.#front();
      case 'tag':
        return this.#tag(route.slug, parameters.get('before') || undefined);
      case 'embed-tag':
        return this.#embedTag(route.slug, parameters);
      case 'embed-feed':
        return this.#embedFeed(route.name, parameters);
      case 'sitemap':
        return this.#sitemap(parameters.get('part'));
      case 'oembed':
        return this.#oembed(parameters);
      case 'asset':
        return this.#asset(route.name);
      case 'moved':
        return moved(route.path, parameters);
      case 'missing':
        return Promise.reject(new Failure('not-found', 'There is no such page.'));
    }
  }

  /** Makes the page for a failure. Topics are left out where the archive fails. */
  async failure(error: unknown, route: Route): Promise<PageAnswer> {
    const context = await this.#context();
    const { words } = context;
    if (!(error instanceof Failure) || error.code === 'unavailable') {
      const { retryAfter = 30 } = error as Partial<Failure>;
      return pageAnswer({
        status: 503,
        type: HTML,
        body: messagePage(context, words.unavailable),
        caching: 'none',
        headers: { 'Retry-After': String(retryAfter) },
      });
    }
    const { code, message, retryAfter } = error;
    const status = STATUS[code] ?? 500;
    const caching: keyof typeof PAGE_CACHING = code === 'throttled' ? 'none' : 'brief';
    const headers = retryAfter === undefined ? undefined : { 'Retry-After': String(retryAfter) };
    if (['oembed', 'asset', 'sitemap'].includes(route.kind))
      return pageAnswer({
        status,
        type: 'text/plain',
        body: `${message}\n`,
        caching,
        headers: { ...headers, ...crossOrigin(route) },
      });
    const isUnknown = code === 'not-found' && 'slug' in route;
    const text = isUnknown
      ? fill(words.emptyAbout, { tag: route.slug.replace(/[-_]+/g, ' ').trim() || route.slug })
      : code === 'not-found'
        ? words.missing
        : code === 'throttled'
          ? words.busy
          : words.invalid;
    const topics = code === 'throttled' ? [] : await this.#topics(SUGGESTED).catch(() => []);
    return pageAnswer({ status, type: HTML, body: messagePage(context, text, topics), caching, headers });
  }

  async #context(): Promise<PageContext> {
    const settings = this.#settings;
    // Rendering the style sheet loads lit, which a process that serves no pages never needs.
    const [assets, words] = await Promise.all([(this.#assets ??= createPageAssets(settings)), settings.words()]);
    return { settings, assets, words };
  }

  async #topics(limit: number): Promise<ArchivedTag[]> {
    const recent = await this.#reader.tags({ since: this.#settings.now() - SPAN, limit });
    // A site whose sources rest still has its topics.
    const tags = recent.length ? recent : await this.#reader.tags({ limit });
    // Two tags may have one slug. The more used one comes first.
    return tags.filter((tag, index) => isListable(tag) && tags.findIndex(({ slug }) => slug === tag.slug) === index);
  }

  async #front(): Promise<PageAnswer> {
    const topics = await this.#topics(TILES + MORE_TOPICS);
    const tiles = await Promise.all(
      topics.slice(0, TILES).map(async (tag) => {
        const { articles } = await this.#reader.find({ tag: [tag.name], limit: CANDIDATES_OF_TILE });
        return { tag, articles };
      }),
    );
    const shown = withoutRepeats(tiles);
    const rest = topics.filter((topic) => !shown.some(({ tag }) => tag === topic));
    const body = await frontPage(await this.#context(), shown, rest);
    return pageAnswer({ status: 200, type: HTML, body, caching: 'page', headers: { Vary: 'Accept' } });
  }

  async #tag(slug: string, before: string | undefined): Promise<PageAnswer> {
    const { pageSize } = this.#settings;
    const tag = await this.#reader.tagOf(slug);
    const found = await this.#reader.page({ tag: [tag], limit: pageSize, before });
    if (!found.articles.length) throw new Failure('not-found', 'There are no articles with this tag.');
    const body = await tagPage(await this.#context(), { ...found, tag, slug, before });
    return pageAnswer({ status: 200, type: HTML, body, caching: 'page' });
  }

  async #embedTag(slug: string, parameters: URLSearchParams): Promise<PageAnswer> {
    const query = parseEmbedQuery(parameters);
    const tag = await this.#reader.tagOf(slug);
    const { articles } = await this.#reader.find({ tag: [tag], limit: query.limit });
    if (!articles.length) throw new Failure('not-found', 'There are no articles with this tag.');
    const body = await embedPage(await this.#context(), {
      query,
      articles,
      feed: `${pageOfTag(slug)}.json`,
      topic: { tag, slug },
    });
    return pageAnswer({ status: 200, type: HTML, body, caching: 'page' });
  }

  async #embedFeed(name: string, parameters: URLSearchParams): Promise<PageAnswer> {
    const query = parseEmbedQuery(parameters);
    const { articles } = await this.#reader.find({ sources: this.#feed(name).sources, limit: query.limit });
    const body = await embedPage(await this.#context(), { query, articles, feed: name, title: this.#feed(name).title });
    return pageAnswer({ status: 200, type: HTML, body, caching: articles.length ? 'page' : 'brief' });
  }

  /** @throws Failure `not-found` */
  #feed(name: string): PageFeed {
    const feed = this.#settings.feedNamed(name);
    if (!feed) throw new Failure('not-found', 'There is no feed of this name.');
    return feed;
  }

  async #sitemap(written: string | null): Promise<PageAnswer> {
    const part = written === null ? undefined : /^\d{1,4}$/.test(written) ? Number(written) : 0;
    const body = sitemap(this.#settings.addresses, await this.#reader.tags({ limit: MAX_TAGS }), part);
    if (body === undefined) throw new Failure('not-found', 'There is no such sitemap.');
    return pageAnswer({ status: 200, type: 'application/xml', body, caching: 'daily' });
  }

  async #oembed(parameters: URLSearchParams): Promise<PageAnswer> {
    const headers = { 'Access-Control-Allow-Origin': '*' };
    const format = parameters.get('format') || 'json';
    if (format !== 'json') {
      // The status that the protocol names for this.
      return pageAnswer({
        status: 501,
        type: 'text/plain',
        body: 'Only format=json is supported.\n',
        caching: 'daily',
        headers,
      });
    }
    const { addresses, title: provider } = this.#settings;
    const query = parseOembedQuery(parameters, addresses);
    const title =
      query.route.kind === 'embed-feed' ? this.#feed(query.route.name).title : await this.#titleOf(query.route.slug);
    const body = oembedJson(addresses, { ...query, title, provider });
    return pageAnswer({ status: 200, type: 'application/json', body, caching: 'daily', headers });
  }

  async #titleOf(slug: string): Promise<string> {
    const tag = await this.#reader.tagOf(slug);
    const { articles } = await this.#reader.find({ tag: [tag], limit: 1 });
    if (!articles.length) throw new Failure('not-found', 'There are no articles with this tag.');
    return fill((await this.#settings.words()).latestAbout, { tag });
  }

  async #asset(name: string): Promise<PageAnswer> {
    const { assets } = await this.#context();
    const found = assetNamed(assets, name);
    if (!found) throw new Failure('not-found', 'There is no such file.');
    const { asset, isCurrent } = found;
    const headers = { 'Cross-Origin-Resource-Policy': 'cross-origin' };
    return pageAnswer({
      status: 200,
      type: asset.type,
      body: asset.body,
      caching: isCurrent ? 'forever' : 'brief',
      headers,
    });
  }
}

/** Shows each article once, below the most used of its tags. Leaves out topics with a single one, if others have more. */
function withoutRepeats(tiles: Tile[]): Tile[] {
  const seen = new Set<string>();
  const shown = tiles.flatMap(({ tag, articles }) => {
    const own = articles.filter(({ url }) => !seen.has(url)).slice(0, ARTICLES_OF_TILE);
    own.forEach(({ url }) => seen.add(url));
    return own.length ? [{ tag, articles: own }] : [];
  });
  const full = shown.filter(({ articles }) => articles.length > 1);
  return full.length ? full : shown;
}

const STATUS: Partial<Record<Failure['code'], number>> = { 'bad-request': 400, 'not-found': 404, throttled: 429 };

const crossOrigin = ({ kind }: Route): Record<string, string> =>
  kind === 'oembed' ? { 'Access-Control-Allow-Origin': '*' } : {};

/** Redirects to the one address of a page, with the parameters. */
function moved(path: string, parameters: URLSearchParams): Promise<PageAnswer> {
  const query = parameters.toString();
  const headers = { Location: path + (query && `?${query}`) };
  return pageAnswer({ status: 301, type: 'text/plain', body: '', caching: 'daily', headers });
}
