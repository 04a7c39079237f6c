import { css } from 'lit';

/**
 * Styles of cards, in a feed and alone. Colours derive from the page's own text colour, so that they fit any background.
 * Font and size derive from the page's.
 */
export const cardStyles = css`
  :host {
    --_accent: var(--news-accent, color-mix(in oklab, currentColor 46%, #c8102e));
    --_muted: var(--news-muted, color-mix(in srgb, currentColor 80%, transparent));
    --_rule: var(--news-rule, color-mix(in srgb, currentColor 17%, transparent));
    --_wash: var(--news-wash, color-mix(in srgb, currentColor 7%, transparent));
    --_radius: var(--news-radius, 3px);
    --_gap: var(--news-gap, 1.375em);
    --_image-width: var(--news-image-width, clamp(6.5em, 34%, 21em));
    --_headline-lines: var(--news-headline-lines, 6);
    /* As the rule of the snippet has it: with another value, browsers would lay all of it out again. */
    display: flow-root;
    max-inline-size: 100%;
    color: var(--news-text, inherit);
    background: var(--news-background, none);
    font-family: var(--news-font, inherit);
    writing-mode: horizontal-tb;
  }
  :host([hidden]) {
    display: none;
  }
  /*
   * Resets inherited text properties of the page that would break cards. Keeps its colour, font and visibility. Not on the
   * element itself, where a rule of the page for all elements would win.
   */
  :host::before,
  :host > * {
    font-style: normal;
    font-variant: normal;
    line-height: var(--news-line-height, 1.5);
    letter-spacing: normal;
    word-spacing: normal;
    text-align: start;
    text-indent: 0;
    text-transform: none;
    white-space: normal;
    word-break: normal;
    overflow-wrap: anywhere;
  }
  /*
   * A size container has no intrinsic width, which some parents need. These two dots have the intrinsic widths of running
   * text: at least a word, at most the whole line.
   */
  :host::before {
    content: '. .';
    display: block;
    block-size: 0;
    overflow: hidden;
    visibility: hidden;
    text-indent: 5em;
    word-spacing: min(54em, 100vw - 8em);
  }
  .root {
    /* The whole width, also where the owner makes the element a flex container. */
    flex: 0 0 100%;
    box-sizing: border-box;
    padding: var(--news-padding, 0);
    container-type: inline-size;
    /* Nothing in it reaches out: neither over what the page lays above it, nor as something to scroll to. */
    contain: layout;
  }
  /* Not on the container itself, whose width it depends on. */
  .root > * {
    --_headline-size: var(--news-headline-size, clamp(1.0625em, 0.94em + 1cqi, 1.25em));
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
    isolation: isolate;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_gap) * 0.75);
  }
  /* Below what makes the whole card a link. */
  .media {
    position: relative;
    z-index: -1;
    aspect-ratio: var(--news-image-ratio, var(--_ratio, var(--_shape, 16 / 9)));
    overflow: hidden;
    background: var(--_wash);
    border-radius: var(--_radius);
    align-self: start;
    order: -1;
  }
  img {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
    object-position: 50% 25%;
  }
  /* Never beyond twice the size that the feed declares. */
  .to-128 {
    max-inline-size: 128px;
  }
  .to-256 {
    max-inline-size: 256px;
  }
  .to-512 {
    max-inline-size: 512px;
  }
  .body {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--news-space, 0.5em);
    align-content: start;
    min-inline-size: 0;
  }
  [part='category'] {
    overflow-x: clip;
    font-size: var(--news-category-size, 0.8125em);
    font-weight: 650;
    line-height: 1.3;
    color: var(--_accent);
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  [part='headline'] {
    max-inline-size: var(--news-measure, 66ch);
    font-family: var(--news-headline-font, inherit);
    font-size: var(--_headline-size);
    font-weight: var(--news-headline-weight, 650);
    line-height: var(--news-headline-line-height, 1.22);
    letter-spacing: -0.008em;
    text-wrap: pretty;
  }
  /*
   * Cut after as many lines as are needed so that a card is never higher than the place kept for it; but above the lines only as far from
   * them as letters reach in any font. Below them that is farther the closer the lines are: the tops of the next line, which
   * dots stand for, come as near.
   */
  [part='link'],
  [part='excerpt'] {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    overflow-y: clip;
    --_below: max(0em, 0.67em - 0.5lh);
    padding-block: 0.15em var(--_below);
    margin-block: -0.15em calc(-1 * var(--_below));
  }
  /* A card has one edge, also where its words run the other way than the page. */
  [part='category'],
  [part='link'],
  [part='excerpt'] {
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }
  [part='link'] {
    -webkit-line-clamp: var(--_headline-lines);
    color: inherit;
    text-decoration: none;
  }
  /* Makes the picture and the gaps clickable; text lies above it and stays selectable. */
  [part='link']::after {
    content: '';
    position: absolute;
    inset: 0;
  }
  [part='excerpt'] {
    position: relative;
    z-index: 1;
    max-inline-size: var(--news-measure, 66ch);
    font-size: var(--news-excerpt-size, 0.9375em);
    color: color-mix(in srgb, currentColor 90%, transparent);
    -webkit-line-clamp: var(--news-excerpt-lines, var(--_lines));
    text-wrap: pretty;
  }
  .meta {
    position: relative;
    z-index: 1;
    display: flex;
    flex-wrap: wrap;
    overflow-x: clip;
    font-size: var(--news-meta-size, 0.8125em);
    color: var(--_muted);
  }
  /* Each piece brings its dot, which lies outside the box, and so is not seen, where a line begins. */
  .meta > * {
    position: relative;
    overflow-x: clip;
    max-inline-size: 100%;
    margin-inline: -1.1em 1.1em;
    padding-inline-start: 1.1em;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .meta > *::before {
    content: '·';
    position: absolute;
    inset-inline-start: 0;
    inline-size: 1.1em;
    text-align: center;
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
  @container (17em <= width < 30em) {
    .at-end > *,
    .at-start > * {
      --_shape: 1;
      --_image-width: var(--news-image-width, clamp(5.5em, 28%, 7.5em));
    }
  }
  @container (min-width: 17em) {
    .at-end .pictured {
      grid-template-columns: minmax(0, 1fr) var(--_image-width);
    }
    .at-start .pictured {
      grid-template-columns: var(--_image-width) minmax(0, 1fr);
    }
    .at-start .pictured,
    .at-end .pictured {
      gap: min(var(--_gap), 4cqi);
    }
    .at-end .media {
      order: 0;
    }
  }
`;
