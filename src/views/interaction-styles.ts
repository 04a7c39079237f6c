import { css } from 'lit';

/** Styles of cards that a reader points at, focuses or presses. */
export const interactionStyles = css`
  [part='placeholder'] {
    position: absolute;
    inset: 0;
  }
  [data-state='error'] {
    opacity: 0;
  }
  /* Of a language that is not known, it is not known where words may be parted. */
  [part='link'][lang],
  [part='excerpt'][lang] {
    hyphens: auto;
    hyphenate-limit-chars: 12 5 4;
  }
  [part='link']:visited {
    color: color-mix(in oklab, currentColor 74%, #808080);
  }
  /* Like what is reset from the beginning, but nothing moves by it. */
  :host {
    text-shadow: none;
    cursor: auto;
  }
  article {
    cursor: pointer;
  }
  article:hover [part='link'] {
    text-decoration: underline;
    text-decoration-thickness: 1px;
    text-underline-offset: 0.16em;
  }
  /* Above what makes the whole card a link, so that it can be selected. */
  [part='category'] {
    position: relative;
    z-index: 1;
  }
  :focus-visible {
    outline: 2px solid var(--news-focus, currentColor);
    outline-offset: 3px;
  }
  [part='link']:focus-visible {
    border-radius: 1px;
  }
  .tag:hover,
  .button:hover {
    background: var(--_wash);
  }
  @container (min-width: 30em) {
    .as-single.auto .pictured {
      grid-template-columns: minmax(0, 1fr) var(--_image-width);
      gap: var(--_gap);
    }
    .as-single.auto .media {
      order: 0;
    }
  }
  @media print {
    .item,
    .card {
      break-inside: avoid;
    }
    /* Paper is white, whatever the page or the theme is; and backgrounds are rarely printed. */
    .root.root {
      --_accent: #900;
      --_muted: #333;
      color-scheme: light;
      color: #000;
      background: #fff;
    }
    .tag {
      padding: 0;
      border: 0;
    }
  }
`;
