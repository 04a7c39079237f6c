import { type TemplateResult, html, nothing } from 'lit';
import type { Article } from '../model/article.js';
import type { NewsError } from '../model/error.js';
import type { Feed } from '../model/feed.js';
import type { NewsStatus } from '../model/result.js';
import type { CardContext } from './article-card.js';
import { changing, keyedCard } from './changing.js';
import { headingOf } from './heading.js';
import type { FeedOptions, RenderContext } from './options.js';
import { rootClasses, rootProperties } from './root.js';
import { tellTime } from './time.js';
import { type Words, fill, wordsFor } from './words.js';

/** The part of a feed's state that its view shows. `FeedState` has all of it but `status`. */
export interface ShownState {
  readonly status: NewsStatus;
  readonly feed?: Feed | undefined;
  readonly visibleCount: number;
  readonly error?: NewsError | undefined;
  /** Time of the cached copy on screen, in milliseconds since 1970; 0 if unknown. */
  readonly asOf?: number | undefined;
  readonly isSlow?: boolean | undefined;
  /** Number of pending articles. */
  readonly pendingCount?: number | undefined;
  /** Hosts that need the reader's consent. */
  readonly consentHosts?: readonly string[] | undefined;
}

/** The view model of `<news-tag-feed>`. */
export interface FeedViewModel extends ShownState {
  /** Articles on screen. */
  articles: Article[];
  /** Renders a card. Until it is set, the list is not rendered and events are held back. */
  card: ((article: Article, context: CardContext) => TemplateResult) | undefined;
  /** Number of articles that “Show more” has left. */
  waiting: number;
  /** Number of articles on the first page: as many places are reserved while loading. */
  expected: number;
  /** Views that few first paints need: the shapes of cards and their tags. */
  optionalViews: Pick<typeof import('./optional-views.js'), 'authorsView' | 'skeletonView' | 'tagsView'> | undefined;
  /** Views that are not needed at first and come later. */
  feedParts: typeof import('./feed-parts.js') | undefined;
  /** Services to name as the source. */
  attributions?: NonNullable<Feed['attribution']>[] | undefined;
  tags: string[];
  tagMatch: 'any' | 'all';
  /** True if the element has fallback content. */
  hasFallback: boolean;
  /** Announcement for assistive technology, not visible. */
  announcement?: string | undefined;
}

export interface FeedHandlers {
  onMore?(): void;
  onRetry?(): void;
  onFresh?(): void;
  /** @param isAlways whether the consent is stored for later visits to this site */
  onAgree?(isAlways: boolean): void;
  onFallbackChange?(): void;
}

/** Renders a feed: its header, then its list or a message. */
export function feedView(state: FeedViewModel, options: FeedOptions & RenderContext, on: FeedHandlers): TemplateResult {
  const words = wordsFor(options.locale);
  const { feedParts } = state;
  // Until then, the code for more than a plain list is loading.
  const layout = feedParts ? options.layout : 'list';
  const isOther = layout !== options.layout;
  options = { ...options, layout, fields: feedParts?.fieldsIn(layout, options.fields) ?? options.fields };
  const heading = options.heading ?? (state.tags.length ? words.latestAbout : words.latest);
  // One template, since each takes a browser as long to prepare as several cards. No <header>, which outside of sections
  // would be the banner of the page. The status is always in the document, since screen readers announce only changes in it.
  return html`<div class=${rootClasses(options, layout)} .style=${rootProperties(options)}>
    <div part="header" class="header">
      <div part="logo" class="logo"><slot name="logo"></slot></div>
      <slot name="heading"
        >${options.heading?.trim() !== '' ? headingOf(options.headingLevel, 'heading', changing([heading, ...state.tags].join(), withTags(heading, state, options.locale))) : nothing}</slot
      >
    </div>
    <slot name="before"></slot>
    <div class="content" aria-busy=${state.status === 'loading'}>
      ${contentView(state, options, words, on, isOther)}
    </div>
    <div part="status" class="status" role="status">${changing(feedParts?.announcementFor(state, options) ?? '')}</div>
    <slot name="after"></slot>
  </div>`;
}

/** Returns the parts of a heading. `{tag}`, with a `#` before it, stands for each tag. */
function withTags(heading: string, { tags, tagMatch }: FeedViewModel, locale: string): unknown[] {
  const strong = (name: string) => html`<b class="about">${name}</b>`;
  return heading.split(/(#?\{tag\})/).flatMap((piece): unknown[] => {
    if (!piece.endsWith('{tag}')) return [piece];
    const names = tags.map((tag) => piece.replace('{tag}', tag));
    // Only for several tags: creating the first `Intl.ListFormat` takes a browser longer than the rest of the feed.
    return names[1]
      ? new Intl.ListFormat(locale, { type: tagMatch === 'all' ? 'conjunction' : 'disjunction' })
          .formatToParts(names)
          .map(({ type, value }) => (type === 'element' ? strong(value) : value))
      : names.map(strong);
  });
}

/** Returns the heading as plain text, for the list's accessible name, even if the heading is hidden. */
export function listName({ tags }: Pick<FeedViewModel, 'tags'>, { heading }: FeedOptions, words: Words): string {
  const sentence = heading?.trim() ? heading : tags.length ? words.latestAbout : words.latest;
  return fill(sentence, { tag: tags.join(', ') });
}

/** @param isOther whether the layout's code is still loading: shapes of another layout would have another height */
function contentView(
  state: FeedViewModel,
  options: FeedOptions & RenderContext,
  words: Words,
  on: FeedHandlers,
  isOther: boolean,
) {
  const { feedParts } = state;
  if (state.card && state.articles.length) {
    return html`${feedParts?.notesView(state, options, on)}${listView(state, options, words)}
    ${
      state.waiting && options.more !== 'none' && options.layout !== 'ticker'
        ? buttonView('more', words.more, on.onMore)
        : nothing
    }${feedParts?.attributionView(state, options)}`;
  }
  // Fallback content replaces shapes and errors, but not the message that nothing was found.
  const fallback = html`<slot @slotchange=${on.onFallbackChange}>${nothing}</slot>`;
  if (state.status === 'empty') {
    return html`<slot name="empty">${messageView(emptySentence(state, words))}</slot
      >${feedParts?.attributionView(state, options)}`;
  }
  if (state.status === 'error') {
    return html`<slot name="error">${state.hasFallback ? nothing : errorView(state, options, words, on)}</slot
      >${fallback}`;
  }
  if (state.consentHosts) return html`${feedParts?.consentView(state, options, on)}${fallback}`;
  return html`${feedParts?.lateView(state, options)}<slot name="loading"
      >${state.hasFallback || isOther ? nothing : state.optionalViews?.skeletonView(state, options, words)}</slot
    >${fallback}`;
}

function listView(state: FeedViewModel, options: FeedOptions & RenderContext, words: Words): TemplateResult {
  const nameOf = ({ publisher }: Article) => options.publisher ?? publisher?.name ?? '';
  const name = nameOf(state.articles[0]!);
  const isNamed = listName(state, options, words).includes(name) && state.articles.every((one) => nameOf(one) === name);
  const context = {
    ...options,
    // The heading names the publisher for all cards.
    fields: isNamed ? options.fields.filter((field) => field !== 'publisher') : options.fields,
    headlineLevel: options.headingLevel + 1,
    tellTime: (options.layout === 'headlines' && state.feedParts?.briefTime) || tellTime,
    optionalViews: state.optionalViews,
  };
  return html`<div class="strip">
    <div class="track">
      <ul part="list" class="list" role="list" aria-label=${listName(state, options, words)}>
        ${state.articles.map(
          (article) => html`<li part="item" class="item">${keyedCard(article.id, state.card!(article, context))}</li>`,
        )}
      </ul>
    </div>
    ${state.feedParts?.controlsView(options)}
  </div>`;
}

export const emptySentence = ({ tags }: FeedViewModel, { empty, emptyAbout }: Words) =>
  tags.length ? fill(emptyAbout, { tag: tags.join(', ') }) : empty;

export const messageView = (sentence: string) => html`<p part="message" class="message">${changing(sentence)}</p>`;

export const buttonView = (part: string, label: string, onClick?: (event: Event) => void): TemplateResult =>
  html`<button part="button ${part}" class="button ${part}" type="button" @click=${onClick}>
    ${changing(label)}
  </button>`;

const errorSentence = (state: FeedViewModel, options: RenderContext, words: Words) =>
  state.feedParts?.errorSentence(state, options) ?? words.unavailable;

/** Renders an error, with a button to retry except for `config` errors, which a retry can't fix. */
const errorView = (state: FeedViewModel, options: RenderContext, words: Words, on: FeedHandlers) =>
  html`${messageView(errorSentence(state, options, words))}
  ${state.error?.code === 'config' ? nothing : buttonView('retry', words.retry, on.onRetry)}`;
