import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { type Attributes, attributes } from './attributes.js';
import { sheetOf } from './looks.js';

const FEEDS = ['feeds/meridian.rss.xml', 'feeds/northern-ledger.atom.xml', 'feeds/evening-courier.feed.json'].join(' ');

/**
 * Ready-made looks: a style sheet each, for the whole page. They are made of nothing but custom properties and parts, so
 * that each is also an example of how to make one. Turn `layout`, and the colours of the page.
 */
export default {
  title: 'Looks',
  component: 'news-tag-feed',
  render: (args) => html`<news-tag-feed ${attributes(args)}></news-tag-feed>`,
  args: { src: FEEDS, tag: 'peace negotiations, science', layout: 'magazine', 'page-size': 6 },
} satisfies Meta<Attributes>;

type Story = StoryObj<Attributes>;

const wears =
  (...looks: string[]) =>
  (story: () => unknown) =>
    html`${looks.map((look) => html`<link rel="stylesheet" href=${sheetOf(look)} />`)}${story()}`;

const look = (name: string, layout: string): Story => ({
  args: { 'data-look': name, layout },
  decorators: [wears(...name.split(' '))],
});

/** As a page without a designer would have it: links look like links, and nothing else asks for attention. */
export const Plain: Story = look('plain', 'list');

/** Serifs, a double rule, hairlines between columns. Calm, and in no hurry. */
export const Broadsheet: Story = look('broadsheet', 'magazine');

/** Loud, narrow, red. Every story is the story. */
export const Tabloid: Story = look('tabloid', 'grid');

/** A screen of its own, whatever the page looks like. */
export const Terminal: Story = look('terminal', 'list');

/** Panes that let the page shine through, and are veiled so that what is on them can be read. */
export const Glass: Story = {
  ...look('glass', 'grid'),
  decorators: [
    wears('glass'),
    (story) => {
      const ground = 'linear-gradient(120deg, #ffb08a, #f7a1c0 35%, #a9a9fa 70%, #9be3ea)';
      return html`<div .style=${`padding: 24px; color: #10131a; background: ${ground}`}>${story()}</div>`;
    },
  ],
};

/** Boxes with a picture up to their edges, for pages that are made of boxes. */
export const Cards: Story = look('cards', 'grid');

/** As much as fits beside a column of the page's own. */
export const Compact: Story = {
  ...look('compact', 'list'),
  decorators: [
    wears('compact'),
    (story) => html`<div .style=${'inline-size: 300px; max-inline-size: 100%'}>${story()}</div>`,
  ],
};

/** Looks can be put together: where they differ, the one that is linked last has its way. */
export const CompactBroadsheet: Story = look('broadsheet compact', 'magazine');

export const TabloidTicker: Story = look('tabloid', 'ticker');

export const CardsCarousel: Story = look('cards', 'carousel');

/** Beside elements that wear a look, one that wears none, in the dark box that `theme` draws. */
export const DarkWithoutALook: Story = { args: { 'data-look': 'none', theme: 'dark', layout: 'list', 'page-size': 3 } };

/** They are for the other elements, too. */
export const OtherElements: Story = {
  args: { 'data-look': 'terminal', layout: undefined, src: undefined, tag: undefined, 'page-size': undefined },
  decorators: [wears('terminal')],
  render: (args) =>
    html`<news-article-card
        ${attributes(args)}
        href="https://meridian.example/glacier"
        headline="A glacier retreats, and two villages argue over the new river"
        image="feeds/pictures/glacier.svg"
        publisher="The Meridian"
        published="2026-05-26T09:30:00Z"
        category="World"
      ></news-article-card>
      <news-app-promo
        ${attributes(args)}
        heading="The Meridian in your pocket"
        text="Every story, also without a connection."
        app-store="https://apps.example/meridian"
      ></news-app-promo>`,
};

/** Two looks on one page: each element says by `data-look` which is its own. */
export const TwoOnAPage: Story = {
  args: { 'page-size': 3, loading: 'eager' },
  decorators: [wears('broadsheet', 'tabloid')],
  render: (args) =>
    html`<news-tag-feed ${attributes({ ...args, 'data-look': 'broadsheet' })}></news-tag-feed>
      <hr />
      <news-tag-feed ${attributes({ ...args, 'data-look': 'tabloid', layout: 'headlines' })}></news-tag-feed>`,
};
