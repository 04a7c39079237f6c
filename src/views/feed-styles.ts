import { css } from 'lit';

/** What surrounds the cards of a feed. */
export const feedStyles = css`
  .header {
    margin-block-end: calc(var(--news-gap, 1.375em) * 0.8);
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
  .item + .item {
    margin-block-start: var(--news-gap, 1.375em);
    padding-block-start: var(--news-gap, 1.375em);
    border-block-start: 1px solid var(--_rule);
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
    inline-size: 100%;
    margin-block-start: var(--news-gap, 1.375em);
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
  .bar {
    display: block;
    block-size: 0.72em;
    margin-block: calc((1lh - 0.72em) / 2);
    background: var(--_wash);
    border-radius: 2px;
  }
  .bar + .bar:last-child {
    inline-size: 62%;
  }
  .bar.short {
    inline-size: 9em;
    max-inline-size: 60%;
  }
  [part='skeleton'] [part='excerpt'] {
    display: block;
  }
  @media (prefers-reduced-motion: no-preference) {
    [part='skeleton'] {
      animation: wait 1.8s ease-in-out infinite;
    }
    @keyframes wait {
      50% {
        opacity: 0.45;
      }
    }
  }
  @media (forced-colors: active) {
    .bar {
      background: GrayText;
    }
  }
`;
