/* eslint-disable lit-a11y/anchor-is-valid, lit-a11y/accessible-name, lit-a11y/alt-text -- the articles give what is missing here. */
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import type { Article } from '../src/index.js';
import { extremes, ordinary } from './articles.js';
import { type Attributes, attributes } from './attributes.js';

/** The style sheet of the page: nothing here knows of newsrack. */
const PAGE = html`<style>
  .teaser {
    display: flex;
    flex-direction: column;
    gap: 0.6rem;
    box-sizing: border-box;
    block-size: 100%;
    padding: 1rem;
    border: 1px solid color-mix(in srgb, currentColor 20%, transparent);
    border-radius: 1rem;
  }
  .teaser-picture {
    display: block;
    margin: -1rem -1rem 0.25rem;
    overflow: hidden;
    border-radius: 1rem 1rem 0 0;
  }
  .teaser-picture img {
    display: block;
    inline-size: 100%;
    block-size: auto;
    aspect-ratio: 3 / 2;
    object-fit: cover;
  }
  .teaser h3 {
    margin: 0;
    font:
      600 1.2rem/1.25 Georgia,
      'Times New Roman',
      serif;
    text-wrap: balance;
  }
  .teaser h3 a {
    color: inherit;
    text-decoration: none;
  }
  .teaser h3 a:hover {
    text-decoration: underline;
  }
  .teaser p {
    margin: 0;
    font-size: 0.925rem;
  }
  .teaser .teaser-line {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.75rem;
    margin-block-start: auto;
    font-size: 0.8125rem;
    opacity: 0.85;
  }
  .teaser-line > :first-child {
    font-weight: 600;
  }
  .teaser ul {
    display: flex;
    flex-wrap: wrap;
    gap: 0.4rem;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .teaser button {
    min-block-size: 24px;
    padding: 0.1rem 0.7rem;
    font: inherit;
    font-size: 0.8125rem;
    color: inherit;
    background: none;
    border: 1px solid color-mix(in srgb, currentColor 35%, transparent);
    border-radius: 1rem;
    cursor: pointer;
  }
</style>`;

const template = html`<template slot="article">
  <article class="teaser">
    <a class="teaser-picture" data-news="image" tabindex="-1" aria-hidden="true"><img data-news="image" /></a>
    <h3><a data-news="title"></a></h3>
    <p data-news="excerpt"></p>
    <p class="teaser-line"><span data-news="publisher"></span> <time data-news="time"></time></p>
    <ul data-news="tags">
      <li><button></button></li>
    </ul>
  </article>
</template>`;

const LINES = html`<style>
  .line {
    display: grid;
    grid-template-columns: 5.5rem minmax(0, 1fr);
    gap: 0.25rem 1rem;
    align-items: baseline;
  }
  .line time {
    font-size: 0.8125rem;
    opacity: 0.85;
  }
  .line a {
    grid-column: 2;
    color: inherit;
    font-weight: 600;
  }
  .line time + a {
    grid-row: 1;
  }
</style>`;

const line = html`<template slot="article">
  <div class="line"><time data-news="time"></time><a data-news="title"></a></div>
</template>`;

/** A `<template slot="article">` takes the place of the card, and the page’s own style sheets reach its clones. */
export default {
  title: 'news-tag-feed/own cards',
  component: 'news-tag-feed',
  args: { src: 'feeds/meridian.rss.xml feeds/northern-ledger.atom.xml', layout: 'grid', 'page-size': 6 },
  render: (args) => html`${PAGE}<news-tag-feed ${attributes(args)}>${template}</news-tag-feed>`,
} satisfies Meta<Attributes>;

type Story = StoryObj<Attributes>;

export const Grid: Story = {};

export const List: Story = {
  args: { layout: 'list' },
  render: (args) => html`${LINES}<news-tag-feed ${attributes(args)}>${line}</news-tag-feed>`,
};

export const Carousel: Story = { args: { layout: 'carousel' } };

export const Dark: Story = { globals: { page: 'dark' } };

const own = (list: Article[]): Story => ({
  parameters: { articles: list },
  render: (args) =>
    html`${PAGE}<news-tag-feed ${attributes({ ...args, src: undefined })} .articles=${list}
        >${template}</news-tag-feed
      >`,
});

/** Fields that an article lacks leave no trace in its card; each card is in its own language and direction. */
export const Extremes: Story = {
  args: { 'page-size': 30 },
  ...own([ordinary[0]!, ...Object.values(extremes)]),
};
