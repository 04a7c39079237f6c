import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { extremes, ordinary } from './articles.js';
import { type Attributes, attributes } from './attributes.js';

export default {
  title: 'news-article-card',
  component: 'news-article-card',
  render: (args) => html`<news-article-card ${attributes(args)}></news-article-card>`,
  args: {
    href: 'https://meridian.example/glacier',
    headline: 'A glacier retreats, and two villages argue over the new river',
    image: 'feeds/pictures/glacier.svg',
    'image-alt': 'A glacier between two peaks, its meltwater dividing in front of two villages',
    publisher: 'The Meridian',
    published: '2026-05-26T09:30:00Z',
    category: 'World',
    excerpt:
      'The maps of the valley were drawn when the ice was two kilometres longer. Both councils have printed new ones.',
  },
} satisfies Meta<Attributes>;

type Story = StoryObj<Attributes>;

const none = (...names: string[]) => Object.fromEntries(names.map((name) => [name, undefined]));
const NOTHING = none('href', 'headline', 'image', 'image-alt', 'publisher', 'published', 'category', 'excerpt');

export const Default: Story = {};

/** All that it takes. */
export const HeadlineOnly: Story = {
  args: none('image', 'image-alt', 'publisher', 'published', 'category', 'excerpt'),
};

export const NoPicture: Story = { args: none('image', 'image-alt') };

export const BrokenPicture: Story = { args: { image: 'feeds/pictures/not-there.svg' } };

/** `element.article = {…}`, with all that an article can have. */
export const FromAnObject: Story = {
  args: { ...NOTHING, fields: 'image publisher time category excerpt authors tags' },
  parameters: { articles: [ordinary[1]] },
  render: (args) => html`<news-article-card ${attributes(args)} .article=${ordinary[1]}></news-article-card>`,
};

/** Until there is an article, the owner's own content is shown. */
export const NoArticle: Story = {
  args: NOTHING,
  render: (args) => html`<news-article-card ${attributes(args)}><p>No article was chosen yet.</p></news-article-card>`,
};

export const Extremes: Story = {
  parameters: { articles: Object.values(extremes) },
  args: { ...NOTHING, fields: 'image publisher time category excerpt authors tags' },
  render: (args) =>
    html`${Object.values(extremes).map(
      (article) => html`<p><news-article-card ${attributes(args)} .article=${article}></news-article-card></p>`,
    )}`,
};

export const Dark: Story = { globals: { page: 'dark' } };

export const Narrow: Story = {
  decorators: [(story) => html`<div .style=${'inline-size: 240px'}>${story()}</div>`],
};

export const Styled: Story = {
  render: (args) =>
    html`<style>
        .styled {
          --news-headline-size: 2em;
          --news-image-ratio: 1;
          --news-radius: 50%;
        }
        .styled::part(headline) {
          font-family: Georgia, serif;
        }
      </style>
      <news-article-card class="styled" ${attributes(args)}></news-article-card>`,
};
