import { css } from 'lit';

/** Styles of cards that attributes select: themes, tags. */
export const optionalStyles = css`
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
  .tags {
    position: relative;
    z-index: 1;
    display: flex;
    flex-wrap: wrap;
    gap: 0.4em;
    justify-self: start;
  }
  .tag {
    min-block-size: 24px;
    padding: 0.1em 0.6em;
    font-size: var(--news-meta-size, 0.8125em);
  }
`;
