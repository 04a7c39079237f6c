import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import type { Article } from '../src/index.js';
import { articles, extremes, ordinary } from './articles.js';
import { type Attributes, attributes } from './attributes.js';

const FEEDS = ['feeds/meridian.rss.xml', 'feeds/northern-ledger.atom.xml', 'feeds/evening-courier.feed.json'].join(' ');

/** Each layout goes by the width of its element: drag the corner of the box, or choose a viewport. */
export default {
  title: 'news-tag-feed/layouts',
  component: 'news-tag-feed',
  render: (args) => html`<news-tag-feed ${attributes(args)}></news-tag-feed>`,
  args: { src: FEEDS, layout: 'list', 'page-size': 8 },
} satisfies Meta<Attributes>;

type Story = StoryObj<Attributes>;

const within = (width: number) => (story: () => unknown) =>
  html`<div .style=${`inline-size: ${width}px; max-inline-size: 100%`}>${story()}</div>`;

/** Shows articles without a source; the code has some of them. */
const own = (list: Article[], more: Attributes = {}): Story => ({
  parameters: { articles: list },
  render: (args) =>
    html`<news-tag-feed ${attributes({ ...args, ...more, src: undefined })} .articles=${list}></news-tag-feed>`,
});

/** One column, a picture beside each story. The one to begin with. */
export const List: Story = {};

/** As many columns as fit, up to four. */
export const Grid: Story = { args: { layout: 'grid' } };

/** A lead story and the rest. */
export const Magazine: Story = { args: { layout: 'magazine' } };

/** Dense, without pictures: for side columns, and for lists that are glanced at. */
export const Headlines: Story = { args: { layout: 'headlines' } };

/** Goes by sideways: by swipe, wheel, buttons or arrow keys. */
export const Carousel: Story = { args: { layout: 'carousel' } };

/** One line that moves, until somebody points at it, goes through it by keyboard, or stops it. */
export const Ticker: Story = { args: { layout: 'ticker' } };

/** Beside the page's own column. */
export const InASidebar: Story = { args: { layout: 'headlines' }, decorators: [within(280)] };

export const GridInASidebar: Story = { args: { layout: 'grid', 'page-size': 3 }, decorators: [within(280)] };

export const MagazineOnAPhone: Story = { args: { layout: 'magazine' }, decorators: [within(340)] };

export const CarouselOnAPhone: Story = { args: { layout: 'carousel' }, decorators: [within(340)] };

export const PicturesFirst: Story = { args: { 'image-position': 'start', 'image-ratio': '1' } };

export const PicturesOnTop: Story = { args: { 'image-position': 'top' }, decorators: [within(420)] };

/** The places of missing or broken pictures hold the publisher’s initial. */
export const PicturesMissing: Story = {
  args: { layout: 'grid' },
  ...own([ordinary[0]!, extremes.noPicture, extremes.brokenPicture, ordinary[1]!]),
};

export const LeadWithoutPicture: Story = {
  args: { layout: 'magazine' },
  ...own([extremes.noPicture, ...ordinary]),
};

export const OneArticle: Story = { args: { layout: 'magazine' }, ...own([ordinary[0]!]) };

const extreme = (layout: string): Story => ({
  args: { layout, 'page-size': 30, fields: 'image publisher time category excerpt authors tags' },
  ...own(articles),
});

export const GridOfExtremes: Story = extreme('grid');
export const MagazineOfExtremes: Story = extreme('magazine');
export const HeadlinesOfExtremes: Story = extreme('headlines');
export const CarouselOfExtremes: Story = extreme('carousel');
export const TickerOfExtremes: Story = extreme('ticker');

const arabic = (layout: string): Story => ({
  args: { layout },
  globals: { direction: 'rtl' },
  ...own([extremes.arabic, extremes.hebrew, ...ordinary], { lang: 'ar', dir: 'rtl' }),
});

export const GridInArabic: Story = arabic('grid');
export const MagazineInArabic: Story = arabic('magazine');
export const CarouselInArabic: Story = arabic('carousel');
export const TickerInArabic: Story = arabic('ticker');

export const GridDark: Story = { args: { layout: 'grid' }, globals: { page: 'dark' } };
export const MagazineDark: Story = { args: { layout: 'magazine' }, globals: { page: 'dark' } };
export const CarouselDark: Story = { args: { layout: 'carousel' }, globals: { page: 'dark' } };

/** Three hundred of them, in one go. */
export const ThreeHundred: Story = {
  args: { layout: 'headlines', limit: 300, 'page-size': 300 },
  ...own(
    Array.from({ length: 300 }, (_, n) => ({
      ...ordinary[n % ordinary.length]!,
      id: `many-${n}`,
      url: `https://meridian.example/many-${n}`,
    })),
  ),
};
