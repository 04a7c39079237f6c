/** Layouts other than a plain list. All depend on the width of the element. */
import { css } from 'lit';
import type { Field, Layout } from './options.js';

/** Fields of the layouts that show only headlines. */
const TERSE: readonly Field[] = ['publisher', 'time', 'authors', 'tags'];

/** Returns the fields that cards show in a layout. */
export const fieldsIn = (layout: Layout, fields: readonly Field[]): readonly Field[] =>
  layout === 'headlines'
    ? fields.filter((field) => TERSE.includes(field))
    : layout === 'ticker'
      ? fields.filter((field) => field === 'time' || field === 'publisher')
      : fields;

export const layoutStyles = css`
  .as-grid .list {
    --_least: var(--news-column-width, 13em);
    --_most: var(--news-columns, 4);
    --_headline-lines: var(--news-headline-lines, 5);
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--_gap) * 1.5) var(--_gap);
  }
  /* Rows are full: the cards of the last one share it. */
  .as-grid .item {
    --_headline-size: var(--news-headline-size, clamp(1.125em, 0.8em + 2.4cqi, 1.375em));
    /* Widths are rounded: as many as fit must not be a hair too wide. */
    flex: 1 1 min(100%, max(var(--_least), (100% - (var(--_most) - 1) * var(--_gap)) / var(--_most) - 0.1px));
    container-type: inline-size;
  }
  /* A card as wide as several is a composition of its own. */
  @container (min-width: 40em) {
    .as-grid.auto .item .pictured {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
      gap: var(--_gap);
    }
  }
  .as-grid .card:not(.pictured),
  .as-carousel .card:not(.pictured) {
    padding-block-start: 0.75em;
    border-block-start: 1px solid var(--_rule);
  }
  /* Among pictures, words take the room of one. */
  .as-grid .list:has(.pictured) .card:not(.pictured) {
    --_headline-size: var(--news-headline-size, 1.25em);
    --_lines: 7;
  }
  .as-magazine .list {
    --_between: calc(var(--_gap) * 0.75);
    --_image-width: var(--news-image-width, clamp(5em, 28%, 9em));
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    column-gap: calc(var(--_gap) * 1.4);
  }
  .as-magazine .item {
    padding-block: var(--_between);
    border-block-start: 1px solid var(--_rule);
  }
  @container (max-width: 72em) {
    .as-magazine .item:not(:first-child) [part='excerpt'] {
      display: none;
    }
  }
  .as-magazine .item:not(:first-child) [part='excerpt'] {
    -webkit-line-clamp: min(2, var(--news-excerpt-lines, var(--_lines)));
  }
  .as-magazine .item:not(:first-child) {
    --_headline-size: var(--news-headline-size, 1.0625em);
  }
  .as-magazine .item:first-child {
    --_shape: 16 / 9;
    --_headline-size: var(--news-lead-size, clamp(1.5em, 1em + 2.6cqi, 2.25em));
    padding-block-start: 0;
    border: 0;
  }
  .as-magazine .item:first-child .pictured {
    grid-template-columns: minmax(0, 1fr);
  }
  .as-magazine .item:first-child .media {
    order: -1;
  }
  .as-magazine .item:first-child [part='headline'] {
    line-height: 1.1;
    letter-spacing: -0.018em;
    text-wrap: balance;
  }
  /* Without a picture, type leads. */
  .as-magazine .item:first-child .card:not(.pictured) {
    --_headline-size: var(--news-lead-size, clamp(1.875em, 1.1em + 4cqi, 3.25em));
  }
  .as-magazine .item:first-child .card:not(.pictured) [part='excerpt'] {
    font-size: var(--news-excerpt-size, 1.0625em);
  }
  /* Rows are full: the last of an even number of articles has one of its own. */
  @container (min-width: 34em) {
    .as-magazine .list {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
    .as-magazine .item:first-child {
      grid-column: 1 / -1;
    }
  }
  @container (34em <= width < 56em) {
    .as-magazine .item:last-child:nth-child(even) {
      grid-column: 1 / -1;
    }
  }
  @container (min-width: 56em) {
    .as-magazine .list {
      grid-template-columns: repeat(6, minmax(0, 1fr));
    }
    .as-magazine .item {
      grid-column: span 2;
    }
    .as-magazine .item:first-child:not(:only-child) {
      grid-column: span 4;
      grid-row: span 4;
    }
    .as-magazine .item:first-child:nth-last-child(4) {
      grid-row: span 3;
    }
    .as-magazine .item:first-child:nth-last-child(3) {
      grid-row: span 2;
    }
    /* A single picture would fill the screen. */
    .as-magazine.auto .item:only-child {
      grid-column: 1 / -1;
    }
    .as-magazine.auto .item:only-child .pictured {
      grid-template-columns: minmax(0, 3fr) minmax(0, 2fr);
    }
    .as-magazine .item:nth-child(2) {
      padding-block-start: 0;
      border: 0;
    }
    /* Four stand beside the lead and three in each row after that; one or two that are left share the last row. */
    .as-magazine .item:last-child:nth-child(3n + 6) {
      grid-column: span 6;
    }
    .as-magazine .item:last-child:nth-child(3n + 7),
    .as-magazine .item:nth-last-child(2):nth-child(3n + 6) {
      grid-column: span 3;
    }
    /* Below a lead without a picture, all rows have three. */
    .as-magazine .item:first-child:has(.card:not(.pictured)) {
      grid-column: span 6;
      grid-row: auto;
    }
    .as-magazine .item:first-child:has(.card:not(.pictured)) ~ .item {
      padding-block-start: var(--_between);
      border-block-start: 1px solid var(--_rule);
      &:last-child {
        grid-column: span 2;
      }
      &:nth-last-child(2):nth-child(3n + 3) {
        grid-column: span 2;
      }
      &:last-child:nth-child(3n + 2) {
        grid-column: span 6;
      }
      &:last-child:nth-child(3n + 3),
      &:nth-last-child(2):nth-child(3n + 2) {
        grid-column: span 3;
      }
    }
    /* Two articles are equals; of three, those beside the lead have large pictures. */
    .as-magazine .item:first-child:nth-last-child(2),
    .as-magazine .item:first-child:nth-last-child(2) ~ .item {
      --_headline-size: var(--news-lead-size, 1.5em);
      grid-column: span 3;
      grid-row: auto;
    }
    .as-magazine .item:first-child:nth-last-child(2) ~ .item [part='excerpt'] {
      display: -webkit-box;
    }
    .as-magazine.auto .item:first-child:nth-last-child(-n + 3) ~ .item .pictured {
      grid-template-columns: minmax(0, 1fr);
    }
    .as-magazine.auto .item:first-child:nth-last-child(-n + 3) ~ .item .media {
      order: -1;
    }
  }
  .as-headlines .item + .item {
    margin-block-start: var(--_between);
    padding-block-start: var(--_between);
    border-block-start: 1px solid var(--_rule);
  }
  .as-headlines .shapes .lines {
    --_count: 1;
  }
  .as-headlines .list {
    --_between: 0.6em;
    --_headline-size: var(--news-headline-size, 1em);
  }
  .as-headlines [part='headline'] {
    max-inline-size: none;
    font-weight: var(--news-headline-weight, 550);
    line-height: 1.35;
  }
  @container (min-width: 24em) {
    .as-headlines .list {
      --_headline-lines: var(--news-headline-lines, 4);
    }
    /* The column of the times is as wide as the longest, and none is cut. */
    .as-headlines .list {
      display: grid;
      grid-template-columns: max-content minmax(0, 1fr);
      column-gap: 1em;
    }
    .as-headlines .item,
    .as-headlines .card,
    .as-headlines .body {
      display: grid;
      grid-template-columns: subgrid;
      grid-column: 1 / -1;
    }
    .as-headlines .body {
      row-gap: 0;
      align-items: baseline;
    }
    .as-headlines .shapes .meta {
      inline-size: 5em;
    }
    .as-headlines .meta {
      display: contents;
      color: inherit;
    }
    .as-headlines .meta > * {
      grid-column: 2;
      margin: 0;
      padding: 0;
      color: var(--_muted);
    }
    .as-headlines .meta > *::before {
      content: none;
    }
    .as-headlines [part='headline'],
    .as-headlines .tags {
      grid-column: 2;
    }
    .as-headlines .meta.lines {
      --_count: 1;
      display: block;
      grid-column: 2;
    }
    .as-headlines [part='time'],
    .as-headlines .shapes .meta {
      grid-column: 1;
      grid-row: 1;
    }
  }
  @container (min-width: 48em) {
    .as-headlines .list {
      --_headline-lines: var(--news-headline-lines, 2);
    }
    .as-headlines .list {
      grid-template-columns: max-content minmax(0, 1fr) fit-content(12em);
    }
    .as-headlines [part='publisher'] {
      grid-column: 3;
      grid-row: 1;
      /* The longest name would be as wide as it is, and leave nothing to headlines. */
      min-inline-size: 0;
      text-align: end;
    }
  }
  .as-carousel .list {
    display: grid;
    grid-auto-flow: column;
    grid-auto-columns: min(80cqi, var(--news-column-width, 16em));
    gap: var(--_gap);
    /* Leaves room for the outline of what has the focus. */
    padding-block: 5px;
    margin-block: -5px;
    overflow-x: auto;
    overscroll-behavior-inline: contain;
    scroll-snap-type: inline mandatory;
    scrollbar-width: none;
  }
  .as-carousel .item {
    scroll-snap-align: start;
  }
  /* Beyond its box it would be cut off. */
  .as-carousel :focus-visible,
  .as-ticker .track :focus-visible {
    outline-offset: -2px;
  }
  .as-carousel .controls :focus-visible {
    outline-offset: 2px;
  }
  /* The row of its buttons. */
  .as-carousel .strip {
    padding-block-end: 3.75em;
  }
  @container (min-width: 17em) {
    .as-carousel .more {
      /* Above that row, which lies above what is not placed. */
      position: relative;
      inline-size: auto;
      max-inline-size: calc(100% - 6.75em);
      padding-inline: 1em;
      margin-block-start: -2.75em;
      margin-inline-start: 6.75em;
    }
  }
  .as-ticker {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25em 1em;
    border-block: 1px solid var(--_rule);
    padding-block: 0.6em;
  }
  .as-ticker .header {
    margin: 0;
  }
  .as-ticker [part='heading'] {
    padding: 0;
    border: 0;
    font-size: inherit;
    letter-spacing: 0;
    color: var(--_accent);
  }
  .as-ticker .content {
    flex: 1 1 14em;
    min-inline-size: 0;
  }
  .as-ticker .strip {
    padding-inline-end: 2.5em;
  }
  .as-ticker .track {
    position: relative;
    overflow-x: auto;
    scrollbar-width: none;
  }
  .as-ticker .list {
    display: flex;
    gap: 2.5em;
    align-items: center;
    inline-size: max-content;
    block-size: 2em;
  }
  .as-ticker .body {
    grid-auto-flow: column;
    grid-template-columns: none;
    gap: 0.75em;
    align-items: baseline;
    white-space: nowrap;
  }
  .as-ticker [part='headline'] {
    max-inline-size: none;
    font-size: inherit;
  }
  /* Else its bottom would count as its baseline. */
  .as-ticker [part='link'] {
    display: inline-block;
    overflow: visible;
    padding-block: 0.25em;
    margin: 0;
  }
  .as-ticker .lines {
    --_count: 1;
    inline-size: 16em;
  }
  .controls {
    position: absolute;
    inset-block-end: 0;
    inset-inline-start: 0;
    display: flex;
    gap: 0.5em;
  }
  /* Their place stays, so that nothing moves when they are needed. */
  .is-still .controls,
  .as-ticker .strip:not(.is-moving) .controls {
    visibility: hidden;
  }
  .controls .button {
    display: grid;
    place-items: center;
    inline-size: 2.75em;
    padding: 0;
    border-radius: 50%;
  }
  .controls .button[aria-disabled='true'] {
    opacity: 0.35;
    cursor: default;
  }
  .controls .button::before {
    content: '';
    inline-size: 0.6em;
    block-size: 0.6em;
    border: solid;
    border-width: 2px 2px 0 0;
    rotate: 45deg;
    translate: -0.1em 0;
  }
  .previous.button::before,
  .next.button:dir(rtl)::before {
    rotate: -135deg;
    translate: 0.1em 0;
  }
  .previous.button:dir(rtl)::before {
    rotate: 45deg;
    translate: -0.1em 0;
  }
  .as-ticker .controls {
    inset-block: 0;
    inset-inline: auto 0;
    align-items: center;
  }
  .as-ticker .controls .button {
    inline-size: 2em;
    min-block-size: 2em;
    border: 0;
    border-radius: var(--_radius);
  }
  .pause.button::before {
    inline-size: 0.2em;
    block-size: 0.8em;
    border-width: 0 0.24em;
    rotate: none;
    translate: none;
  }
  .is-paused .pause.button::before {
    border: solid transparent;
    border-inline-start-color: currentColor;
    border-width: 0.45em 0 0.45em 0.75em;
    inline-size: 0;
    block-size: 0;
  }
  .is-paused .to-pause,
  .strip:not(.is-paused) .to-resume {
    display: none;
  }
  @media (prefers-reduced-motion: no-preference) {
    .is-moving .track {
      overflow: hidden;
      mask: linear-gradient(to right, #0000, #000 1em calc(100% - 1em), #0000);
    }
    .is-moving .list {
      --_way: 1;
      --_pace: calc(var(--_items) * var(--news-pace, 7s));
      animation:
        leave var(--_pace) linear,
        pass var(--_pace) linear var(--_pace) infinite;
    }
    .is-moving .list:dir(rtl) {
      --_way: -1;
    }
    .is-moving.is-paused .list,
    .is-moving:hover .list {
      animation-play-state: paused;
    }
    /* With a keyboard focus inside, all of it is in its place. */
    .is-moving.is-held .track {
      overflow-x: auto;
    }
    .is-moving.is-held .list {
      animation: none;
    }
    @keyframes leave {
      to {
        transform: translateX(calc(-100% * var(--_way)));
      }
    }
    @keyframes pass {
      from {
        transform: translateX(calc(100cqi * var(--_way)));
      }
      to {
        transform: translateX(calc(-100% * var(--_way)));
      }
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .as-ticker .controls {
      display: none;
    }
    .as-ticker .strip {
      padding: 0;
    }
  }
  @media (forced-colors: active) {
    .controls .button[aria-disabled='true'] {
      color: GrayText;
      border-color: GrayText;
      opacity: 1;
    }
    /* A triangle is a box of borders, two of which are not to be seen. */
    .controls .button::before {
      forced-color-adjust: none;
    }
  }
  /* On paper nothing goes by, and all of it is there. */
  @media print {
    .controls {
      display: none;
    }
    .as-carousel .list,
    .as-ticker .track {
      overflow: visible;
      mask: none;
    }
    .as-carousel .strip {
      padding: 0;
    }
    .as-carousel .list {
      grid-auto-flow: row;
      grid-template-columns: repeat(auto-fill, minmax(min(100%, 13em), 1fr));
      row-gap: calc(var(--_gap) * 1.5);
    }
    .as-ticker,
    .as-ticker .list,
    .as-ticker .body {
      display: block;
      inline-size: auto;
      block-size: auto;
      white-space: normal;
    }
    .as-ticker .list {
      margin-block-start: 0.25em;
      animation: none;
    }
    .as-ticker .strip {
      padding: 0;
    }
  }
`;
