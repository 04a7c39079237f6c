import { css } from 'lit';

/** Styles of a feed without its cards. */
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
    letter-spacing: -0.008em;
    text-wrap: balance;
  }
  .about {
    font-weight: inherit;
    color: var(--_accent);
  }
  .item {
    min-inline-size: 0;
    /* Cards keep their size where they are far away: see feed-parts.ts. */
    contain-intrinsic-size: auto 12em;
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
  .strip {
    position: relative;
  }
  @container (min-width: 48em) {
    .as-list .list {
      --_headline-lines: var(--news-headline-lines, 4);
    }
  }
  /* Lines of text end long before: two columns use the room. */
  @container (min-width: 72em) {
    .as-list .list {
      display: grid;
      grid-template-columns: repeat(2, minmax(0, 1fr));
      column-gap: calc(var(--_gap) * 2);
    }
    .as-list .item:nth-child(2) {
      margin: 0;
      padding: 0;
      border: 0;
    }
    .as-list .item:last-child:nth-child(odd) {
      grid-column: 1 / -1;
    }
  }
`;
