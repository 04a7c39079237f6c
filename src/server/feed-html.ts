/** `<news-tag-feed>` with a declarative shadow root, made by the views that the browser uses too. */
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
import { viewModel } from '../views/view-model.js';
import { rootProperties } from '../views/root.js';
import * as seldom from '../views/seldom-first.js';
import { learn, wordsFor } from '../views/words.js';
import { escapeHtml } from './escape-html.js';
import type { FeedAttributes, GivenFeed, RenderOptions } from './render.js';
import { inlineStyles, valueClasses } from './server-styles.js';

const optionReaders = { freshFor: orWord('none', 0, duration(900_000)) };

export async function feedHtml(given: GivenFeed, attributes: FeedAttributes, settings: RenderOptions): Promise<string> {
  const written = attributesOf(attributes);
  const properties = Object.assign(
    Object.create(null) as Record<string, string>,
    Object.fromEntries(Object.entries(written).map(([name, value]) => [propertyName(name), value])),
  );
  const lists = listsOf(attributes);
  const request = parseAttributes(requestAttributes, { ...properties, ...lists }, refuse);
  const at = Number(settings.fetched ?? Date.now());
  if (!Number.isFinite(at)) refuse('fetched', settings.fetched, 'a date, or milliseconds since 1970');
  const { freshFor } = parseAttributes(optionReaders, settings, refuse);
  const locale = localeNamed(written.lang ?? '') ?? 'en';
  await learn(locale);
  const now = Date.now();
  const options = { ...parseAttributes(feedAttributes, properties, refuse), locale, now, scheme: 'https:' };
  options.pageSize = feedParts.pageSizeFor(options, properties.pageSize === undefined);
  const feed = chosen(given, request, now);
  const state = modelOf(feed, request, options);
  return [
    `<news-tag-feed${Object.entries(written).map(attributeHtml).join('')}><template shadowrootmode="open">`,
    shadowHtml(state, options, settings),
    '</template>',
    settings.content ?? '',
    dataHtml(
      'application/json',
      'feed',
      prerenderedData(feed, { asked: askedOf(properties), lists, at, freshFor, options: shownBy(options) }),
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

/** The options of the view, without the moment: the same news makes the same HTML. */
const shownBy = ({ now: _now, scheme: _scheme, locale: _locale, ...options }: FeedOptions & RenderContext): object =>
  options;

const refuse = (name: string, value: unknown, accepts: string): never => {
  throw new NewsError('config', `renderFeed: ${name} is ${shown(value)}; accepted: ${accepts}.`);
};

const KNOWN = new Set(Object.keys({ ...requestAttributes, ...feedAttributes }).map(attributeName));
const GLOBAL = /^(?:id|class|lang|dir|title|hidden|slot|role|part|tabindex|(?:data|aria)-[\w.-]+)$/;

/** Lists of these are divided by commas, since what stands in them may hold spaces. */
const DIVIDED_BY_COMMAS = ['tag', 'include', 'exclude', 'excludePublisher'];

const propertyName = (attribute: string) => attribute.replace(/-(\w)/g, (_all, letter: string) => letter.toUpperCase());

/** Attributes as HTML has them. Whatever else comes along, such as a handler from a query, is refused. */
function attributesOf(attributes: FeedAttributes): Record<string, string> {
  const written: Record<string, string> = {};
  for (const [key, value] of Object.entries(attributes)) {
    const name = attributeName(key);
    if (!KNOWN.has(name) && !GLOBAL.test(name)) refuse('an attribute', key, 'those of <news-tag-feed>');
    // As text, a function would be its source, and a symbol ends the program.
    if (value === undefined || value === null || value === false) continue;
    const text = Array.isArray(value)
      ? joined(value, DIVIDED_BY_COMMAS.includes(propertyName(name)) ? ',' : ' ')
      : value === true
        ? ''
        : textOf(value);
    if (text === undefined) refuse(name, value, 'text, a number, true, false, an object or a list of these');
    else written[name] = text;
  }
  return written;
}

function joined(values: readonly unknown[], divider: string): string | undefined {
  const texts = values.map((value) => (Array.isArray(value) ? undefined : textOf(value)));
  return texts.includes(undefined) ? undefined : texts.join(divider);
}

/** A value as text; `undefined` for what has none: a function's would be its source, and a promise's `{}`. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'function' || typeof value === 'symbol') return undefined;
  if (typeof value !== 'object' || value === null) return String(value ?? '');
  if (value instanceof URL) return value.href;
  try {
    const prototype = Object.getPrototypeOf(value) as object | null;
    // An instance of a class holds more than its JSON says, or none of what it means.
    if (prototype !== null && Object.getPrototypeOf(prototype) !== null) return undefined;
    return JSON.stringify(value);
  } catch {
    // It holds itself, or a getter throws.
    return undefined;
  }
}

/** Lists with an entry that holds a comma; `undefined` where there is none. */
function listsOf(attributes: FeedAttributes): Record<string, string[]> | undefined {
  const lists = Object.entries(attributes)
    .map(([key, value]) => [propertyName(attributeName(key)), value] as [string, string[]])
    .filter(([name, value]) => DIVIDED_BY_COMMAS.includes(name) && Array.isArray(value))
    .filter(([, value]) => value.some((entry) => String(entry).includes(',')));
  return lists.length ? Object.fromEntries(lists) : undefined;
}

/** All properties of the element that say what is asked for, as text. */
const askedOf = (properties: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(requestAttributes).map(([name, { fallback }]) => [
      name,
      String(properties[name] ?? (Array.isArray(fallback) ? fallback.join(' ') : (fallback ?? ''))),
    ]),
  );

/** Services have searched by tag themselves; what a feed holds is about anything. */
function chosen(feedGiven: GivenFeed, request: NewsRequest, now: number): Feed {
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
  const isAsked = loading === 'click';
  const status = isAsked ? 'idle' : feed.articles.length ? 'ready' : 'empty';
  const visibleCount = isAsked ? 0 : pageSize;
  // The news is there; its pictures are elsewhere.
  const consentHosts = isAsked ? [] : undefined;
  const attributions = feed.attribution ? [feed.attribution] : [];
  return viewModel({ status, feed, visibleCount, consentHosts }, request, pageSize, {
    feedParts,
    seldom,
    attributions,
  });
}

/** Nobody listens on a server. */
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
  // Slots are looked up in the element that they stand in.
  const info = { customElementHostStack: [{} as ElementRenderer] };
  return (
    collectResultSync(render(feedView(state, options, NO_HANDLERS), info))
      // Marks for a script that would take over node by node: ours renders anew. No text holds such, it is escaped.
      .replace(/<!--\/?lit-(?:part|node)[^<>]*-->|<\?>/g, '')
      // Policies refuse it; the style sheet says the same.
      .replace(` style="${rootProperties(options)}"`, '')
      // Each run of white space is looked at once: what an owner writes may have long ones.
      .replace(/(?<=>)\s+(?=<)/g, (run) => (run.includes('\n') ? '' : run))
      .replace(/\s+/g, (run) => (run.includes('\n') ? ' ' : run))
      .replace(/(?<! ) +(?=\/?>)/g, '')
      .replace(/" {2,}/g, '" ')
  );
}

/** Plain data, which no policy refuses and no browser runs. It must not end early, nor begin a comment. */
const dataHtml = (type: string, name: string, json: string): string =>
  // Only what has a slot is no content of the owner's.
  `<script type="${type}" data-news="${name}" slot="data">${json.replaceAll('<', '\\u003c')}</script>`;

const attributeHtml = ([name, value]: [string, string]): string => ` ${name}${value && `="${escapeHtml(value)}"`}`;
