import type { Article } from '../model/article.js';
import { articleCard, pictureUrl } from '../views/article-card.js';
import { type FeedViewModel, listName } from '../views/feed.js';
import type { FeedOptions, RenderContext } from '../views/options.js';
import { wordsFor } from '../views/words.js';
import type { PaintedView } from './painted-views.js';

/** Layouts without controls, which need code. */
const STILL = ['list', 'grid', 'magazine', 'headlines'];

/**
 * Returns whether a render would change nothing on screen except times, which `TimesController` updates. Only lists of
 * articles without notes above them qualify.
 */
export function isOnScreen(
  root: ShadowRoot,
  painted: PaintedView,
  model: FeedViewModel,
  options: FeedOptions & RenderContext,
): boolean {
  if (!isPlainList(model, options) || keyOf(painted.options) !== keyOf(options)) return false;
  if (!painted.articles && isStyled(root) && areShown(root, model.articles, options)) painted.articles = model.articles;
  return painted.articles ? areSame(painted.articles, model.articles) && hasWords(root, model, options) : false;
}

/** Returns the options that a view depends on, besides articles, time and language, whose words are compared. */
const keyOf = ({ now: _now, scheme: _scheme, locale: _locale, ...options }: FeedOptions & RenderContext): string =>
  JSON.stringify(options);

const isPlainList = (
  { status, articles, card, isSlow, pendingCount, announcement, attributions }: FeedViewModel,
  { layout }: FeedOptions,
): boolean =>
  (status === 'ready' || status === 'loading') &&
  articles.length > 0 &&
  card === articleCard &&
  STILL.includes(layout) &&
  !(isSlow || pendingCount || announcement || attributions?.length);

const areSame = (before: readonly Article[], after: readonly Article[]): boolean =>
  before.length === after.length &&
  (before.every((article, index) => article === after[index]) || JSON.stringify(before) === JSON.stringify(after));

/** Returns whether the style sheets of a server's HTML apply. A policy may block them, and a linked one may be missing. */
const isStyled = (root: ShadowRoot): boolean =>
  [...root.querySelectorAll<HTMLStyleElement | HTMLLinkElement>('style,link')].some(({ sheet }) => sheet);

/** Returns whether the cards of a server are those of the articles, with pictures that the page may load. */
function areShown(root: ShadowRoot, articles: readonly Article[], { scheme, fields }: FeedOptions & RenderContext) {
  const items = [...root.querySelectorAll('li.item')];
  const isShown = ({ url, image }: Article, index: number): boolean => {
    const picture = items[index]!.querySelector('img')?.getAttribute('src');
    const isPictured = !picture || (!!image && picture === pictureUrl(image.url, scheme));
    return isPictured && items[index]!.querySelector('[part=link]')?.getAttribute('href') === url;
  };
  return items.length === articles.length && articles.every(isShown) && !fields.includes('authors');
}

/** Returns whether the words are those of the element's language: they may have come since, or be others on the server. */
function hasWords(root: ShadowRoot, model: FeedViewModel, options: FeedOptions & RenderContext): boolean {
  const words = wordsFor(options.locale);
  const isMore = model.waiting > 0 && options.more !== 'none';
  return (
    root.querySelector('ul.list')?.getAttribute('aria-label') === listName(model, options, words) &&
    root.querySelector('button.more')?.textContent.trim() === (isMore ? words.more : undefined)
  );
}
