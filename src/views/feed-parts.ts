/** Parts of a feed that a first paint rarely shows. */
import { css, html, nothing } from 'lit';
import { changing } from './changing.js';
import { type FeedHandlers, type FeedViewModel, buttonView, emptySentence, messageView } from './feed.js';
import type { FeedOptions, RenderContext } from './options.js';
import { tellTime } from './time.js';
import { fill, wordsFor } from './words.js';
export { interactionStyles } from './interaction-styles.js';
export { pageSizeFor } from './layout-page-size.js';
export { briefTime } from './full-date.js';
export { fieldsIn, layoutStyles } from './layouts.js';
import { interactionWordsFor, fillCount } from './interaction-words.js';

export const feedPartStyles = css`
  .status {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .item {
    break-inside: avoid;
  }
  /* Cards far down are not laid out before they are near, but on paper. Those that most pages show at first always are. */
  @media screen {
    .as-list .item:nth-child(n + 13),
    .as-grid .item:nth-child(n + 13) {
      content-visibility: auto;
      /* Room for the outline of what has the focus. */
      overflow-clip-margin: 5px;
    }
  }
  @media (prefers-reduced-motion: no-preference) {
    [part~='skeleton'] {
      animation: wait 1.8s ease-in-out infinite;
    }
    @keyframes wait {
      50% {
        opacity: 0.6;
      }
    }
  }
  @media (forced-colors: active) {
    .lines {
      --_wash: GrayText;
      forced-color-adjust: none;
    }
    .stale,
    .consent {
      border: 1px solid;
    }
  }
  @media print {
    .button,
    .strip[aria-hidden] {
      display: none;
    }
  }
  .message {
    padding-block: 0.25em;
    margin-block-end: 0.5em;
    color: var(--_muted);
  }
  .stale {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.5em 1em;
    margin-block-end: var(--news-gap, 1.375em);
    padding: 0.5em 0.5em 0.5em 0.9em;
    font-size: 0.875em;
    background: var(--_wash);
    border-radius: var(--_radius);
  }
  .stale .button {
    min-block-size: 2.25em;
    padding: 0.25em 1em;
  }
  /* It lies in the gap above the list, and stays in view on the way down. */
  .fresh {
    position: sticky;
    inset-block-start: 3em;
    z-index: 2;
    display: grid;
    place-items: end center;
    grid-template-rows: 0;
  }
  .fresh .button {
    min-block-size: 2.4em;
    padding: 0.3em 1.2em;
    font-size: 0.875em;
    color: Canvas;
    background: CanvasText;
    border-color: color-mix(in srgb, Canvas 40%, transparent);
    border-radius: 9em;
  }
  .fresh .button:hover {
    background: color-mix(in srgb, CanvasText 85%, Canvas);
  }
  .attribution {
    margin-block-start: var(--news-gap, 1.375em);
    font-size: var(--news-meta-size, 0.8125em);
    color: var(--_muted);
  }
  .attribution a {
    color: inherit;
  }
  /* It lies on the first of the shapes, so that they stay where they are. */
  .late:has(~ slot .strip) {
    position: absolute;
    z-index: 1;
  }
  .late ~ slot .item:first-child .card {
    visibility: hidden;
  }
  .consent {
    padding: 1.25em;
    background: var(--_wash);
    border-radius: var(--_radius);
  }
  .consent [part='message'] {
    max-inline-size: var(--news-measure, 66ch);
    margin-block-end: 0.75em;
  }
  .answer {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.75em 1.25em;
    font-size: 0.9375em;
  }
  .answer .button {
    font-size: 1em;
  }
  .answer label {
    display: flex;
    align-items: center;
    gap: 0.5em;
    min-block-size: 24px;
  }
  .answer input {
    flex: none;
    inline-size: 1.125em;
    block-size: 1.125em;
    margin: 0;
    accent-color: currentColor;
  }
  .answer a {
    color: inherit;
  }
`;

/** Renders the notes above the list: why articles are not up to date, how old they are, and whether newer ones are pending. */
export function notesView(state: FeedViewModel, { now, locale }: RenderContext, { onRetry, onFresh }: FeedHandlers) {
  const { status, asOf, pendingCount } = state;
  const words = interactionWordsFor(locale);
  const isStale = status === 'stale';
  // “As of now” would be no information.
  const time = asOf && now - asOf >= 60_000 && tellTime(new Date(asOf).toISOString(), now, locale, 'relative');
  const note = () =>
    html`<div part="stale" class="stale">
      <span>${changing(`${isStale ? words.stale : words.late} ${time ? fill(words.asOf, { time }) : ''}`)}</span>
      ${isStale ? buttonView('retry', wordsFor(locale).retry, onRetry) : nothing}
    </div>`;
  // Takes no space, so that nothing moves under the reader's finger.
  const button = (count: number) =>
    html`<div class="fresh">${buttonView('new', fillCount(words.fresh, count, locale), onFresh)}</div>`;
  return html`${isStale || state.isSlow ? note() : nothing}${pendingCount ? button(pendingCount) : nothing}`;
}

/** Returns the notes as a sentence for assistive technology. */
function noteOf({ status, isSlow, pendingCount }: FeedViewModel, { locale }: RenderContext): string | undefined {
  const words = interactionWordsFor(locale);
  return status === 'stale'
    ? words.stale
    : isSlow
      ? words.late
      : pendingCount
        ? fillCount(words.fresh, pendingCount, locale)
        : undefined;
}

/** Returns the sentence for an error, if it tells readers more than that there is no news. */
export const errorSentence = ({ error }: FeedViewModel, { locale }: RenderContext): string | undefined =>
  error && interactionWordsFor(locale)[error.code];

/** Returns the announcement for readers who can't see the status. */
export function announcementFor(state: FeedViewModel, options: RenderContext): string | undefined {
  const words = wordsFor(options.locale);
  if (state.announcement) return state.announcement;
  if (state.status === 'error') return errorSentence(state, options) ?? words.unavailable;
  return state.status === 'empty' ? emptySentence(state, words) : noteOf(state, options);
}

/** Returns the announcement for articles that were added to the list. */
export const addedSentence = (count: number, { locale }: RenderContext): string =>
  fillCount(interactionWordsFor(locale).added, count, locale);

/** Renders the note that loading takes long. */
export const lateView = ({ isSlow }: FeedViewModel, { locale }: RenderContext) =>
  isSlow ? html`<div class="late">${messageView(interactionWordsFor(locale).late)}</div>` : nothing;

/** Renders the attribution with a link that a service requires. */
export function attributionView({ attributions = [] }: FeedViewModel, { locale }: RenderContext) {
  if (!attributions.length) return nothing;
  const links = attributions.map(
    ({ name, url }, index) => html`${index ? ', ' : nothing}<a href=${url} rel="noopener">${name}</a>`,
  );
  return html`<p part="attribution" class="attribution">
    ${interactionWordsFor(locale)
      .via.split(/(\{name\})/)
      .map((piece) => (piece === '{name}' ? links : piece))}
  </p>`;
}

/** Renders the request for consent, before any request to another host. */
export function consentView(
  { consentHosts = [] }: FeedViewModel,
  { locale, privacyUrl }: FeedOptions & RenderContext,
  { onAgree }: FeedHandlers,
) {
  const words = interactionWordsFor(locale);
  const hosts = new Intl.ListFormat(locale).format(consentHosts);
  const agree = ({ currentTarget }: Event) =>
    onAgree?.((currentTarget as Element).closest('.consent')!.querySelector('input')?.checked ?? false);
  return html`<div part="consent" class="consent">
    ${messageView(`${hosts ? fill(words.consent, { hosts }) : words.consentPictures} ${words.address}`)}
    <div class="answer">
      ${buttonView('agree', words.agree, agree)}
      ${
        isLink(privacyUrl)
          ? html`<label><input type="checkbox" /> ${changing(words.always)}</label>
              <a href=${privacyUrl} target="_blank" rel="noopener">${changing(words.privacy)}</a>`
          : nothing
      }
    </div>
  </div>`;
}

/** Returns whether text is an `http:` or `https:` URL, or relative to the page. */
const isLink = (address: string) =>
  address !== '' &&
  URL.canParse(address, 'https://page.example') &&
  /^https?:$/.test(new URL(address, 'https://page.example').protocol);

/** Renders the buttons of a carousel or ticker. `CarouselController` handles them. */
export function controlsView({ layout, locale }: FeedOptions & RenderContext) {
  const words = interactionWordsFor(locale);
  const button = (part: string, label: unknown, isAtEnd = false) =>
    html`<button part="button ${part}" class="button ${part}" type="button" aria-disabled=${isAtEnd || nothing}>
      <span class="status">${label}</span>
    </button>`;
  if (layout === 'carousel')
    return html`<div part="controls" class="controls">
      ${button('previous', words.previous, true)}${button('next', words.next)}
    </div>`;
  if (layout !== 'ticker') return nothing;
  const label = html`<span class="to-pause">${words.pause}</span><span class="to-resume">${words.resume}</span>`;
  return html`<div part="controls" class="controls">${button('pause', label)}</div>`;
}
