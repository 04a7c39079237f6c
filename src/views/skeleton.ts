/** Renders grey shapes in place of cards that are loading, and reserves their space. */
import { type TemplateResult, css, html, nothing } from 'lit';
import type { FeedViewModel } from './feed.js';
import type { CardOptions, FeedOptions, Field } from './options.js';
import type { Words } from './words.js';

/** Maximum number of places. More would be below every screen. */
const MOST_PLACES = 30;

/** Reserves space for the longest cards, so that nothing below moves later, and shows the shapes of usual ones on it. */
export function skeletonView({ expected }: FeedViewModel, options: FeedOptions, words: Words): TemplateResult {
  const places = Array.from({ length: Math.min(expected, MOST_PLACES) });
  const list = (name: string, isSeen: boolean) =>
    html`<div part="list" class="list ${name}">
      ${places.map(() => html`<div part="item" class="item">${skeletonCard(options, isSeen)}</div>`)}
    </div>`;
  return html`<div class="strip" aria-hidden="true">
      <div class="track">${list('kept', false)}${list('shapes', true)}</div>
    </div>
    ${options.more === 'none' || options.layout === 'ticker' ? nothing : html`<div class="button more kept">${words.more}</div>`}`;
}

/**
 * The place of a card that has not come yet, in the same boxes, so that it has the size which an owner's rules for parts
 * give to cards: one that is seen, or one that keeps room for it.
 */
function skeletonCard({ fields }: CardOptions, isSeen: boolean): TemplateResult {
  const pictured = fields.includes('image');
  const has = (...names: Field[]) => names.some((name) => fields.includes(name));
  return html`<div part="card ${isSeen ? 'skeleton' : ''}" class=${pictured ? 'card pictured' : 'card'}>
    <div part="body" class="body">
      ${has('category') ? html`<p part="category" class="short lines"></p>` : nothing}
      <p part="headline" class="lines"></p>
      ${has('excerpt') ? html`<p part="excerpt" class="lines"></p>` : nothing}
      ${has('publisher', 'authors', 'time') ? html`<p part="meta" class="meta short lines"></p>` : nothing}
      ${has('tags') ? html`<p class="tags short lines"></p>` : nothing}
    </div>
    ${pictured ? html`<div part="media" class="media"></div>` : nothing}
  </div>`;
}

export const skeletonStyles = css`
  .kept {
    visibility: hidden;
  }
  .shapes {
    /* A wash as faint as that of boxes can't be seen on dark pages. */
    --_wash: var(--news-wash, color-mix(in srgb, currentColor 14%, transparent));
    position: absolute;
    inset: 0;
    /* Many feeds far below are not laid out twice. */
    content-visibility: auto;
  }
  .lines {
    --_line: linear-gradient(transparent 0.3lh, var(--_wash) 0.3lh 0.85lh, transparent 0.85lh) no-repeat;
    block-size: calc(var(--_count) * 1lh);
    background:
      var(--_line) 0 0 / 100% 1lh,
      var(--_line) 0 1lh / 62% 1lh;
  }
  [part='headline'].lines {
    --_count: var(--_headline-lines);
  }
  [part='excerpt'].lines {
    --_count: var(--news-excerpt-lines, var(--_kept-lines));
  }
  .short.lines {
    --_count: 2;
    background: var(--_line) 0 0 / 7em 1lh;
  }
  .shapes .lines {
    --_count: 2;
  }
  .short.lines[part='category'],
  .shapes .short,
  .shapes [part='headline'].lines:only-child {
    --_count: 1;
  }
`;
