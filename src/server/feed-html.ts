/** Renders `<news-tag-feed>` with a declarative shadow root, by the same views as in browsers. */
import { type ElementRenderer, render } from '@lit-labs/ssr';
import { collectResultSync } from '@lit-labs/ssr/lib/render-result.js';
import { filterArticles } from '../select/filter-articles.js';
import { coerceFeed } from '../feed/coerce-articles.js';
import { itemList } from '../views/item-list.js';
import { prerenderedData } from '../feed/prerendered.js';
import { about, selectArticles } from '../select/select-articles.js';
import { NewsError } from '../model/error.js';
import { type Feed, changedFeed } from '../model/feed.js';
import { owned } from '../model/owned.js';
import { type NewsRequest, requestAttributes } from '../model/request.js';
import { shown } from '../model/shown.js';
import { attributeName, duration, orWord, parseAttributes } from '../model/values.js';
import { type FeedViewModel, type FeedHandlers, feedView, listName } from '../views/feed.js';
import * as feedParts from '../views/feed-parts.js';
import { localeNamed } from '../views/locale.js';
import { type FeedOptions, type RenderContext, feedAttributes } from '../views/options.js';
import { cleanLink } from '../text/clean.js';
import { viewModel } from '../views/view-model.js';
import { rootProperties } from '../views/root.js';
import * as optionalViews from '../views/optional-views.js';
import { learn, wordsFor } from '../views/words.js';
import { escapeHtml } from './escape-html.js';
import type { FeedAttributes, GivenFeed, RenderOptions } from './render.js';
import { inlineStyles, valueClasses } from './server-styles.js';

const optionParsers = { freshFor: orWord('none', 0, duration(900_000)) };

export async function feedHtml(given: GivenFeed, attributes: FeedAttributes, settings: RenderOptions): Promise<string> {
  const { written, properties, lists, request, view } = parseFeedAttributes(attributes, throwInvalid);
  const at = Number(settings.fetched ?? Date.now());
  const { freshFor } = parseAttributes(optionParsers, settings, throwInvalid);
  const locale = localeNamed(written.lang ?? '') ?? 'en';
  await learn(locale);
  const now = Date.now();
  const options = { ...view, locale, now, scheme: 'https:' };
  options.pageSize = feedParts.pageSizeFor(options, properties.pageSize === undefined);
  const feed = selectedFeed(given, request, now);
  const state = modelOf(feed, request, options);
  return [
    `<news-tag-feed${Object.entries(written).map(attributeHtml).join('')}><template shadowrootmode="open">`,
    shadowHtml(state, options, settings),
    '</template>',
    settings.content ?? '',
    dataHtml(
      'application/json',
      'feed',
      prerenderedData(feed, {
        asked: requestProperties(properties),
        lists,
        at,
        freshFor,
        options: stableOptions(options),
      }),
    ),
    options.structuredData !== false
      ? dataHtml(
          'application/ld+json',
          'structured-data',
          itemList(listName(state, options, wordsFor(locale)), state.articles),
        )
      : '',
    '</news-tag-feed>',
  ].join('');
}

/**
 * Parses the attributes of the element.
 * @param onInvalid called for an invalid value, and with the name `attribute` for an unknown attribute; throws
 */
export function parseFeedAttributes(attributes: FeedAttributes, onInvalid: InvalidHandler) {
  const written = attributesOf(attributes, onInvalid);
  const properties = Object.assign(
    Object.create(null) as Record<string, string>,
    Object.fromEntries(Object.entries(written).map(([name, value]) => [propertyName(name), value])),
  );
  const lists = listsOf(attributes);
  const request = parseAttributes(requestAttributes, { ...properties, ...lists }, onInvalid);
  for (const address of request.src) {
    if (!cleanLink(address, ANY_PAGE)) onInvalid('src', address, 'http: and https: addresses');
    const { username, password } = new URL(address, ANY_PAGE);
    if (username || password)
      onInvalid('src', address, 'addresses without user name and password, which readers would see');
  }
  return { written, properties, lists, request, view: parseAttributes(feedAttributes, properties, onInvalid) };
}

/** Stands for the page, whose address the server doesn't know, against which the element resolves relative addresses. */
const ANY_PAGE = 'https://page.example/';

type InvalidHandler = (name: string, value: unknown, accepts: string) => never;

/** Returns the view options that don't depend on the time, so that the same articles give the same HTML. */
const stableOptions = ({
  now: _now,
  scheme: _scheme,
  locale: _locale,
  ...options
}: FeedOptions & RenderContext): object => options;

const throwInvalid = (name: string, value: unknown, accepts: string): never => {
  throw new NewsError('config', `renderFeed: Invalid ${name}: ${shown(value)}. Expected: ${accepts}.`);
};

const KNOWN = new Set(Object.keys({ ...requestAttributes, ...feedAttributes }).map(attributeName));
const GLOBAL = /^(?:id|class|lang|dir|title|hidden|slot|role|part|tabindex|(?:data|aria)-[\w.-]+)$/;

/** Attributes whose lists are separated by commas, since their entries may contain spaces. */
const COMMA_SEPARATED = ['tag', 'include', 'exclude', 'excludePublisher'];

const propertyName = (attribute: string) => attribute.replace(/-(\w)/g, (_all, letter: string) => letter.toUpperCase());

/** Returns the attributes as in HTML. Rejects unknown ones, such as an event handler from a query string. */
function attributesOf(attributes: FeedAttributes, onInvalid: InvalidHandler): Record<string, string> {
  const written: Record<string, string> = {};
  for (const [key, value] of Object.entries(attributes)) {
    const name = attributeName(key);
    if (!KNOWN.has(name) && !GLOBAL.test(name)) onInvalid('attribute', key, 'attributes of <news-tag-feed>');
    // `textOf` rejects functions, whose text is their source code, and symbols, which throw.
    if (value === undefined || value === null || value === false) continue;
    const text = Array.isArray(value)
      ? joined(value, COMMA_SEPARATED.includes(propertyName(name)) ? ',' : ' ')
      : value === true
        ? ''
        : textOf(value);
    if (text === undefined) onInvalid(name, value, 'text, a number, true, false, an object or a list of these');
    else written[name] = text;
  }
  return written;
}

function joined(values: readonly unknown[], divider: string): string | undefined {
  const texts = values.map((value) => (Array.isArray(value) ? undefined : textOf(value)));
  return texts.includes(undefined) ? undefined : texts.join(divider);
}

/** Converts a value to text; `undefined` for functions, symbols and instances of classes, such as promises. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'function' || typeof value === 'symbol') return undefined;
  if (typeof value !== 'object' || value === null) return String(value ?? '');
  if (value instanceof URL) return value.href;
  try {
    const prototype = Object.getPrototypeOf(value) as object | null;
    // The JSON of an instance of a class does not represent it: a promise's is `{}`.
    if (prototype !== null && Object.getPrototypeOf(prototype) !== null) return undefined;
    return JSON.stringify(value);
  } catch {
    // The object refers to itself, or a getter throws.
    return undefined;
  }
}

/** Returns the lists with an entry that contains a comma; `undefined` if there is none. */
function listsOf(attributes: FeedAttributes): Record<string, string[]> | undefined {
  const lists = Object.entries(attributes)
    .map(([key, value]) => [propertyName(attributeName(key)), value] as [string, string[]])
    .filter(([name, value]) => COMMA_SEPARATED.includes(name) && Array.isArray(value))
    .filter(([, value]) => value.some((entry) => String(entry).includes(',')));
  return lists.length ? Object.fromEntries(lists) : undefined;
}

/** Returns all properties of the element that describe its request, as text. */
const requestProperties = (properties: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(requestAttributes).map(([name, { fallback }]) => [
      name,
      String(properties[name] ?? (Array.isArray(fallback) ? fallback.join(' ') : (fallback ?? ''))),
    ]),
  );

/** Validates and selects the articles. Filters by tag only feeds: services have searched for the tag already. */
function selectedFeed(feedGiven: GivenFeed, request: NewsRequest, now: number): Feed {
  const given = owned(feedGiven);
  const { provider, src, tag, tagMatch } = request;
  const base = [given.homeUrl, ...src].find((address) => typeof address === 'string' && /^https?:/i.test(address));
  const feed = coerceFeed(given.articles, base, given);
  for (const { index, reason } of feed.dropped) {
    console.warn(`newsrack: renderFeed: articles[${index}] is left out: ${reason}.`);
  }
  const articles = provider.some((name) => name !== 'feed') ? feed.articles : about(feed.articles, tag, tagMatch);
  return changedFeed(feed, { articles: selectArticles(articles, request, now, filterArticles) });
}

function modelOf(feed: Feed, request: NewsRequest, { loading, pageSize }: FeedOptions): FeedViewModel {
  const needsConsent = loading === 'click';
  const status = needsConsent ? 'idle' : feed.articles.length ? 'ready' : 'empty';
  const visibleCount = needsConsent ? 0 : pageSize;
  // The articles are in the page already. Only their pictures need requests.
  const consentHosts = needsConsent ? [] : undefined;
  const attributions = feed.attribution ? [feed.attribution] : [];
  return viewModel({ status, feed, visibleCount, consentHosts }, request, pageSize, {
    feedParts,
    optionalViews,
    attributions,
  });
}

/** On a server, there are no events to handle. */
const NO_HANDLERS = {} as FeedHandlers;

function shadowHtml(
  state: FeedViewModel,
  options: FeedOptions & RenderContext,
  { nonce, styleSheet }: RenderOptions,
): string {
  const view = viewHtml(state, options);
  if (styleSheet) {
    const link = `<link rel="stylesheet" href="${escapeHtml(styleSheet)}">`;
    return `${link}<div class="${valueClasses(options)}">${view}</div>`;
  }
  return `<style${nonce ? ` nonce="${escapeHtml(nonce)}"` : ''}>${inlineStyles(options)}</style>${view}`;
}

function viewHtml(state: FeedViewModel, options: FeedOptions & RenderContext): string {
  // lit's renderer looks up slots in their host element.
  const info = { customElementHostStack: [{} as ElementRenderer] };
  return (
    collectResultSync(render(feedView(state, options, NO_HANDLERS), info))
      // lit's hydration comments, which the element does not use. Text can't contain them, since it is escaped.
      .replace(/<!--\/?lit-(?:part|node)[^<>]*-->|<\?>/g, '')
      // `style-src` policies block style attributes; the style sheet has the same values.
      .replace(` style="${rootProperties(options)}"`, '')
      // Each run of white space is matched once, so that long ones in the owner's text take linear time.
      .replace(/(?<=>)\s+(?=<)/g, (run) => (run.includes('\n') ? '' : run))
      .replace(/\s+/g, (run) => (run.includes('\n') ? ' ' : run))
      .replace(/(?<! ) +(?=\/?>)/g, '')
      .replace(/" {2,}/g, '" ')
  );
}

/** Returns a data block, which policies allow and browsers don't run. Escapes `<`, which could end it or begin a comment. */
const dataHtml = (type: string, name: string, json: string): string =>
  // The slot name keeps the block out of the default slot, which is the owner's fallback content.
  `<script type="${type}" data-news="${name}" slot="data">${json.replaceAll('<', '\\u003c')}</script>`;

const attributeHtml = ([name, value]: [string, string]): string => ` ${name}${value && `="${escapeHtml(value)}"`}`;
