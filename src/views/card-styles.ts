import { css } from 'lit';

/**
 * What cards look like, in a feed and alone. Colours derive from the page's own text colour, so that they fit whatever
 * it stands on; type hangs on the page's font and size.
 */
export const cardStyles = css`
  :host {
    --_accent: var(--news-accent, color-mix(in oklab, currentColor 40%, #c8102e));
    --_muted: var(--news-muted, color-mix(in srgb, currentColor 80%, transparent));
    --_rule: var(--news-rule, color-mix(in srgb, currentColor 17%, transparent));
    --_wash: var(--news-wash, color-mix(in srgb, currentColor 7%, transparent));
    --_radius: var(--news-radius, 3px);
    display: block;
    min-inline-size: 0;
    max-inline-size: 100%;
    color: var(--news-text, inherit);
    background: var(--news-background, none);
    font-family: var(--news-font, inherit);
    line-height: var(--news-line-height, 1.5);
    text-align: start;
    overflow-wrap: anywhere;
  }
  :host([hidden]) {
    display: none;
  }
  .light,
  .dark {
    padding: var(--news-padding, 1.25em);
    border-radius: var(--_radius);
  }
  .light {
    color-scheme: light;
    color: var(--news-text, #15181c);
    background: var(--news-background, #fff);
  }
  .dark {
    color-scheme: dark;
    color: var(--news-text, #e9eaec);
    background: var(--news-background, #14161a);
  }
  .root {
    /* Size containment alone would let the element collapse in a row of flex items. */
    container-type: inline-size;
    contain-intrinsic-inline-size: 40em;
  }
  h1,
  h2,
  h3,
  h4,
  h5,
  h6,
  p,
  ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .card {
    position: relative;
    display: grid;
    gap: calc(var(--news-gap, 1.375em) * 0.75);
  }
  .media {
    position: relative;
    aspect-ratio: var(--news-image-ratio, var(--_ratio));
    overflow: hidden;
    background: var(--_wash);
    border-radius: var(--_radius);
    order: -1;
  }
  img {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
  }
  img[data-broken] {
    opacity: 0;
  }
  .placeholder {
    position: absolute;
    inset: 0;
    display: grid;
    place-items: center;
    font-size: 2.5em;
    font-weight: 300;
    line-height: 1;
    color: color-mix(in srgb, currentColor 22%, transparent);
    user-select: none;
  }
  .body {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--news-space, 0.5em);
    align-content: start;
    min-inline-size: 0;
  }
  [part='category'] {
    font-size: var(--news-category-size, 0.8125em);
    font-weight: 650;
    line-height: 1.3;
    color: var(--_accent);
  }
  [part='headline'] {
    max-inline-size: var(--news-measure, 66ch);
    font-size: var(--news-headline-size, 1.25em);
    font-weight: var(--news-headline-weight, 650);
    line-height: var(--news-headline-line-height, 1.22);
    letter-spacing: -0.008em;
    text-wrap: pretty;
  }
  [part='link'] {
    /* A block, so that it is aligned by its own direction, like the excerpt. */
    display: block;
    color: inherit;
    text-decoration: none;
  }
  /* Makes the picture and the gaps clickable; text lies above it and stays selectable. */
  [part='link']::after {
    content: '';
    position: absolute;
    inset: 0;
  }
  [part='link']:hover {
    text-decoration: underline;
    text-decoration-thickness: 1px;
    text-underline-offset: 0.16em;
  }
  :focus-visible {
    outline: 2px solid var(--news-focus, currentColor);
    outline-offset: 3px;
    border-radius: 1px;
  }
  [part='excerpt'] {
    position: relative;
    z-index: 1;
    max-inline-size: var(--news-measure, 66ch);
    font-size: var(--news-excerpt-size, 1em);
    color: color-mix(in srgb, currentColor 90%, transparent);
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: var(--news-excerpt-lines, var(--_lines));
    overflow: hidden;
    text-wrap: pretty;
  }
  .meta {
    position: relative;
    z-index: 1;
    display: flex;
    flex-wrap: wrap;
    overflow: hidden;
    font-size: var(--news-meta-size, 0.8125em);
    color: var(--_muted);
  }
  /* Each piece brings its dot, which lies outside the box, and so is not seen, where a line begins. */
  .meta > * {
    position: relative;
    margin-inline: -1.1em 1.1em;
    padding-inline-start: 1.1em;
  }
  .meta > *::before {
    content: '·';
    position: absolute;
    inset-inline-start: 0.4em;
  }
  .tags {
    position: relative;
    z-index: 1;
    display: flex;
    flex-wrap: wrap;
    gap: 0.4em;
    justify-self: start;
  }
  .tag,
  .button {
    font: inherit;
    color: inherit;
    background: none;
    border: 1px solid var(--_rule);
    border-radius: var(--_radius);
    cursor: pointer;
  }
  .tag {
    min-block-size: 24px;
    padding: 0.1em 0.6em;
    font-size: var(--news-meta-size, 0.8125em);
  }
  .tag:hover,
  .button:hover {
    background: var(--_wash);
  }
  @container (min-width: 30em) {
    .card.pictured {
      grid-template-columns: minmax(0, 1fr) var(--news-image-width, clamp(9em, 34%, 21em));
      gap: var(--news-gap, 1.375em);
    }
    .media {
      order: 0;
      align-self: start;
    }
  }
`;
