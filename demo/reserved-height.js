/** The room that a page keeps for a feed until the script has come: the number in the snippet's `min-height`. */

/** Text of headlines and headings that fits into a line on the narrowest phones, in characters. */
const HEADING_LINE = 15;
const TICKER_LINE = 24;

/** Heights in em, of the longest there can be on a phone of 320 px: what is lower only eases up. */
const CARDS = { list: 21, grid: 36, headlines: 12.5 };
const CAROUSEL = 35;
const TICKER = 3.6;
const MORE = 4.2;
const THEME = 2.5;

/** In em: higher than nearly every screen. */
const SCREEN = 90;

const linesOf = (text, line) => Math.max(1, Math.ceil(text.length / line));

const headingOf = ({ heading, tag = '' }) => heading ?? `Latest news${tag && ` with #${tag}`}`;

/**
 * A length for `min-height`: at least what the grey shapes take on any screen, so that nothing moves down when they come.
 * @param choices attributes of `<news-tag-feed>`, as text; what is missing has its default
 */
export function reservedHeight(choices = {}) {
  const { layout = 'list', more = 'button', theme = 'auto' } = choices;
  const count = Math.min(Number(choices['page-size']) || 10, Number(choices.limit) || 30);
  const heading = headingOf(choices);
  const padding = theme === 'auto' ? 0 : THEME;
  if (layout === 'ticker') {
    return em(TICKER + padding + (heading ? 1.2 * linesOf(heading, TICKER_LINE) : 0));
  }
  // The first card of a magazine alone fills a screen.
  if (layout === 'magazine') return '100vh';
  const header = 1.1 + (heading ? 0.75 + 1.8 * linesOf(heading, HEADING_LINE) : 0);
  const cards = layout === 'carousel' ? CAROUSEL : CARDS[layout] * count;
  const height = header + cards + (more === 'none' ? 0 : MORE) + padding;
  return height < SCREEN ? `min(100vh, ${em(height)})` : '100vh';
}

const em = (height) => `${Math.ceil(height)}em`;
