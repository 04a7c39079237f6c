import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import type { Article } from '../src/index.js';
import { ordinary } from './articles.js';
import { type Attributes, attributes } from './attributes.js';

const FEEDS = [
  'feeds/meridian.rss.xml',
  'feeds/northern-ledger.atom.xml',
  'feeds/evening-courier.feed.json',
  'feeds/harbour-wire.rdf.xml',
].join(' ');

const feed = (shown: Attributes = {}, articles: Article[] | null = null) =>
  html`<news-tag-feed
    id="feed"
    .articles=${articles}
    ${attributes({ src: articles ? undefined : FEEDS, layout: 'headlines', 'page-size': 5, heading: '', ...shown })}
  ></news-tag-feed>`;

const together = (args: Attributes, below: unknown, content?: unknown) =>
  html`<div .style=${'display: grid; gap: 24px'}>
    <news-tag-list ${attributes(args)}>${content}</news-tag-list>
    ${below}
  </div>`;

const within = (width: number) => (story: () => unknown) =>
  html`<div .style=${`inline-size: ${width}px; max-inline-size: 100%`}>${story()}</div>`;

/** Articles with so many tags among them, the first the most usual. */
const withTags = (tags: string[]): Article[] =>
  tags.flatMap((tag, index) =>
    [index, index + 1].map((number) => ({
      ...ordinary[number % ordinary.length]!,
      id: `${tag} ${number}`,
      url: `https://meridian.example/tags/${encodeURIComponent(tag)}/${number}`,
      title: `${ordinary[number % ordinary.length]!.title} (${index + 1})`,
      tags: [tag, ...(number % 2 ? [tags[0]!] : [])],
      category: undefined,
    })),
  );

/** The tags of a feed, by how many of its articles carry them. Choosing one changes the feed. */
export default {
  title: 'news-tag-list',
  component: 'news-tag-list',
  render: (args) => together(args, feed()),
  args: { for: 'feed' },
} satisfies Meta<Attributes>;

type Story = StoryObj<Attributes>;

export const Buttons: Story = {};

/** Each leads to a page of the site; the feed is about one of them. */
export const Links: Story = {
  args: { mode: 'links', href: 'https://meridian.example/tag/{tag}' },
  render: (args) => together(args, feed({ tag: 'economy' })),
};

/** The feed is about something by itself: that is what the first entry leads back to. */
export const OfATag: Story = {
  render: (args) => together(args, feed({ tag: 'peace negotiations', heading: undefined })),
};

/** The choice stands in the page’s address: it can be shared, and the back button works. */
export const InTheAddress: Story = { args: { 'url-param': 'tag' } };

/** It can also stand in the feed, above its articles. */
export const InsideTheFeed: Story = {
  args: { for: undefined, limit: 6 },
  render: (args) =>
    html`<news-tag-feed src=${FEEDS} layout="headlines" page-size="5">
      <news-tag-list slot="before" .style=${'margin-block-end: 20px'} ${attributes(args)}></news-tag-list>
    </news-tag-feed>`,
};

export const ManyTags: Story = {
  args: { limit: 60 },
  render: (args) =>
    together(
      args,
      feed(
        {},
        withTags(
          'World Politics Economy Science Climate Culture Shipping Cities Elections Trade Opinion Music Libraries Astronomy Swimming Rivers Bridges Grain Harbours Islands Trams Glaciers Villages Maps Weather Schools Health Housing Energy Farming'.split(
            ' ',
          ),
        ),
      ),
    ),
};

export const LongTags: Story = {
  render: (args) =>
    together(
      args,
      feed(
        {},
        withTags([
          'World',
          'What happens to the harbour when the last of the grain ships has gone and nobody has said who will pay for the pilots',
          'Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlungsstelle',
          'Q&A',
        ]),
      ),
    ),
  decorators: [within(320)],
};

export const Narrow: Story = { decorators: [within(240)] };

export const Arabic: Story = {
  render: (args) =>
    html`<div lang="ar" dir="rtl">
      ${together(args, feed({ heading: undefined }, withTags(['العالم', 'السياسة', 'الاقتصاد', 'العلوم', 'المناخ', 'Space', 'الثقافة'])))}
    </div>`,
};

export const Dark: Story = { globals: { page: 'dark' } };

/** Its place is kept until the tags are there. */
export const Loading: Story = {
  render: (args) => together(args, feed({ src: 'feeds/never.xml' })),
  beforeEach: () => {
    const real = window.fetch;
    window.fetch = (input, init) =>
      String(input).endsWith('feeds/never.xml') ? new Promise(() => {}) : real(input, init);
    return () => {
      window.fetch = real;
    };
  },
};

/** Until there are tags, the owner’s own content is shown. */
export const OwnContent: Story = {
  args: { for: 'nothing' },
  render: (args) => together(args, feed(), html`<a href="https://meridian.example/tags">All our topics</a>`),
};

export const Styled: Story = {
  render: (args) =>
    html`<style>
        .styled {
          --news-radius: 999px;
          --news-meta-size: 0.9375em;
        }
        .styled::part(current) {
          color: Canvas;
          background: CanvasText;
        }
      </style>
      ${together({ ...args, class: 'styled' }, feed())}`,
};
