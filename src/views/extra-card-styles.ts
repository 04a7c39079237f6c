import { css } from 'lit';

/** What cards look like once somebody does something with them. */
export const extraCardStyles = css`
  [part='link']:visited {
    color: color-mix(in oklab, currentColor 74%, #808080);
  }
  [part='link']:hover {
    text-decoration: underline;
    text-decoration-thickness: 1px;
    text-underline-offset: 0.16em;
  }
  /* Above what makes the whole card a link, so that it can be selected. */
  [part='category'] {
    position: relative;
    z-index: 1;
  }
  /* Chromium sets the dots of a cut line beyond its edge where that is aligned to its end. */
  .root:dir(rtl) [part='excerpt']:dir(ltr),
  .root:dir(ltr) [part='excerpt']:dir(rtl) {
    margin-inline-end: -1em;
    padding-inline-end: 1em;
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
  @media print {
    .card {
      break-inside: avoid;
    }
  }
`;
