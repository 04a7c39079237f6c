import { css } from 'lit';

/** What surrounds the cards of a feed. */
export const feedStyles = css`
  .header {
    margin-block-end: calc(var(--_gap) * 0.8);
  }
  .logo ::slotted(*) {
    margin-block-end: 1em;
  }
  [part='heading'] {
    padding-block-start: 0.55em;
    border-block-start: 3px solid;
    font-size: var(--news-heading-size, 1.5em);
    font-weight: var(--news-heading-weight, 700);
    line-height: 1.2;
    letter-spacing: -0.014em;
    text-wrap: balance;
  }
  .about {
    font-weight: inherit;
    color: var(--_accent);
  }
  .item {
    min-inline-size: 0;
    break-inside: avoid;
  }
  .as-list .item + .item {
    margin-block-start: var(--_between);
    padding-block-start: var(--_between);
    border-block-start: 1px solid var(--_rule);
  }
  .list {
    --_between: var(--_gap);
  }
  .button {
    min-block-size: 2.75em;
    padding: 0.5em 1.4em;
    font-size: 0.9375em;
    font-weight: 600;
    border-color: color-mix(in srgb, currentColor 40%, transparent);
  }
  .more {
    display: block;
    box-sizing: border-box;
    inline-size: 100%;
    margin-block-start: var(--_gap);
  }
  .message {
    padding-block: 0.25em;
    margin-block-end: 0.5em;
    color: var(--_muted);
  }
  .status {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .strip {
    position: relative;
  }
  /* So far from its end, text would not seem to belong to the picture. */
  @container (min-width: 60em) {
    .as-list.auto .pictured {
      grid-template-columns: var(--_image-width) minmax(0, 1fr);
    }
    .as-list.auto .media {
      order: -1;
    }
  }
  @container (min-width: 48em) {
    .as-list .list {
      --_headline-lines: var(--news-headline-lines, 4);
    }
  }
`;
