import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { inFrame } from '../.storybook/snippet.js';
import type { Article } from '../src/index.js';
import { ordinary } from './articles.js';
import { type Attributes, attributes } from './attributes.js';
import { SILENT } from './network.js';

const FEEDS = [
  'feeds/meridian.rss.xml',
  'feeds/northern-ledger.atom.xml',
  'feeds/evening-courier.feed.json',
  'feeds/harbour-wire.rdf.xml',
].join(' ');

/** A list and its feed, which has an id of its own in each story: pages of documentation show all of them. */
function together(args: Attributes, shown: Attributes = {}, articles: Article[] | null = null, content?: unknown) {
  const source = { src: articles ? undefined : FEEDS, layout: 'headlines', 'page-size': 5, heading: '' };
  const id = args.for === 'nothing' ? undefined : args.for;
  return html`<div .style=${'display: grid; gap: 24px'}>
    <news-tag-list ${attributes(args)}>${content}</news-tag-list>
    <news-tag-feed .articles=${articles} ${attributes({ id, ...source, ...shown })}></news-tag-feed>
  </div>`;
}

/** Shows articles without a source; the code has some of them. */
const own = (list: Article[], shown?: Attributes): Story => ({
  parameters: { articles: list },
  render: (args) => together(args, shown, list),
});

const within = (width: number) => (story: () => unknown) =>
  html`<div .style=${`inline-size: ${width}px; max-inline-size: 100%`}>${story()}</div>`;

/** Articles with this number of tags among them, the first the most usual. */
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
  render: (args) => together(args),
} satisfies Meta<Attributes>;

type Story = StoryObj<Attributes>;

export const Buttons: Story = { args: { for: 'buttons' } };

/** Each leads to a page of the site; the feed is about one of them. */
export const Links: Story = {
  args: { for: 'links', mode: 'links', href: 'https://meridian.example/tag/{tag}' },
  render: (args) => together(args, { tag: 'economy' }),
};

/** The feed is about something by itself: that is what the first entry leads back to. */
export const OfATag: Story = {
  args: { for: 'of-a-tag' },
  render: (args) => together(args, { tag: 'peace negotiations', heading: undefined }),
};

/** The choice stands in the page’s address: it can be shared, and the back button works. */
export const InTheAddress: Story = {
  args: { for: 'in-the-address', 'url-param': 'tag' },
  // With an address of its own.
  parameters: inFrame(
    '420px',
    '<news-tag-list for="news" url-param="tag"></news-tag-list>\n<news-tag-feed id="news" provider="spaceflight-news" layout="headlines"></news-tag-feed>',
  ),
};

/** It can also stand in the feed, above its articles. */
export const InsideTheFeed: Story = {
  args: { limit: 6 },
  render: (args) =>
    html`<news-tag-feed src=${FEEDS} layout="headlines" page-size="5">
      <news-tag-list slot="before" .style=${'margin-block-end: 20px'} ${attributes(args)}></news-tag-list>
    </news-tag-feed>`,
};

export const ManyTags: Story = {
  args: { for: 'many-tags', limit: 60 },
  ...own(
    withTags(
      'World Politics Economy Science Climate Culture Shipping Cities Elections Trade Opinion Music Libraries Astronomy Swimming Rivers Bridges Grain Harbours Islands Trams Glaciers Villages Maps Weather Schools Health Housing Energy Farming'.split(
        ' ',
      ),
    ),
  ),
};

export const LongTags: Story = {
  args: { for: 'long-tags' },
  ...own(
    withTags([
      'World',
      'What happens to the harbour when the last of the grain ships has gone and nobody has said who will pay for the pilots',
      'Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlungsstelle',
      'Q&A',
    ]),
  ),
  decorators: [within(320)],
};

export const Narrow: Story = { args: { for: 'narrow' }, decorators: [within(240)] };

const ARABIC = withTags(['العالم', 'السياسة', 'الاقتصاد', 'العلوم', 'المناخ', 'Space', 'الثقافة']);

export const Arabic: Story = {
  args: { for: 'arabic' },
  parameters: { articles: ARABIC },
  render: (args) => html`<div lang="ar" dir="rtl">${together(args, { heading: undefined }, ARABIC)}</div>`,
};

export const Dark: Story = { args: { for: 'dark' }, globals: { page: 'dark' } };

/** Its place is kept until the tags are there. */
export const Loading: Story = {
  args: { for: 'loading' },
  render: (args) => together(args, { src: SILENT }),
};

/** Until there are tags, the owner’s own content is shown. */
export const OwnContent: Story = {
  args: { for: 'nothing' },
  render: (args) => together(args, {}, null, html`<a href="https://meridian.example/tags">All our topics</a>`),
};

export const Styled: Story = {
  args: { for: 'styled' },
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
      ${together({ ...args, class: 'styled' })}`,
};
