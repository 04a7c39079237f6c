import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { type TemplateResult, html, nothing } from 'lit';
import type { Article } from '../src/index.js';
import { articles, extremes, ordinary } from './articles.js';
import { inFrame, snippetOf } from '../.storybook/snippet.js';
import { type Attributes, attributes } from './attributes.js';
import { MISSING, OFFLINE, PAGE, SILENT, STORIES, THROTTLED, UNSTEADY } from './network.js';

const ONE = 'feeds/meridian.rss.xml';
const SEVERAL = [
  ONE,
  'feeds/northern-ledger.atom.xml',
  'feeds/evening-courier.feed.json',
  'feeds/harbour-wire.rdf.xml',
].join(' ');

const feed = (args: Attributes, content: unknown = nothing): TemplateResult =>
  html`<news-tag-feed ${attributes(args)}>${content}</news-tag-feed>`;

/** In a box so wide. */
const within = (width: number) => (story: () => unknown) =>
  html`<div .style=${`inline-size: ${width}px; max-inline-size: 100%`}>${story()}</div>`;

export default {
  title: 'news-tag-feed',
  component: 'news-tag-feed',
  render: (args) => feed(args),
  args: { src: ONE },
} satisfies Meta<Attributes>;

type Story = StoryObj<Attributes>;

/** Shows articles without a source; the code has some of them. */
const own = (list: Article[], lang?: string): Story => ({
  parameters: { articles: list },
  render: (args) => html`<news-tag-feed ${attributes({ ...args, lang })} .articles=${list}></news-tag-feed>`,
});

/** The snippet to paste, where the story itself would not do. */
const code = (markup: string) => ({ docs: { source: { code: snippetOf(markup) } } });

/** Several feeds, of different formats, in one list. */
export const Default: Story = { args: { src: SEVERAL } };

export const OneFeed: Story = {};

export const WithTag: Story = { args: { src: SEVERAL, tag: 'peace negotiations' } };

/** Articles about any of them; `tag-match="all"` wants both. */
export const TwoTags: Story = { args: { src: SEVERAL, tag: 'climate, science', 'tag-match': 'any' } };

export const OwnHeading: Story = {
  args: { tag: 'peace negotiations', heading: 'All about {tag}', 'heading-level': 3 },
};

/** The list keeps its name for assistive technology. */
export const NoHeading: Story = { args: { heading: '' } };

export const AllFields: Story = { args: { fields: 'image publisher time category excerpt authors tags' } };

export const HeadlinesOnly: Story = { args: { fields: 'publisher time', 'page-size': 20 } };

export const NoPictures: Story = { args: { fields: 'publisher time category excerpt' } };

export const SquarePictures: Story = { args: { 'image-ratio': '1', 'excerpt-lines': 2 } };

export const Loading: Story = { args: { src: SILENT } };

/** After ten seconds of waiting, which pass at once here. */
export const Late: Story = {
  args: { src: `${SILENT}?late`, timeout: '60s', 'page-size': 4 },
  // In a frame of its own, since it turns the clock of its page.
  parameters: inFrame(
    '560px',
    '<news-tag-feed provider="spaceflight-news" timeout="60s" page-size="4"></news-tag-feed>',
  ),
  beforeEach: () => {
    const { setTimeout } = window;
    const hurried = (act: () => void, delay?: number) => setTimeout(act, delay === 10_000 ? 0 : delay);
    window.setTimeout = hurried as typeof setTimeout;
    return () => {
      window.setTimeout = setTimeout;
    };
  },
};

/** No article is about this. */
export const Empty: Story = {
  args: { tag: 'unicorns' },
  parameters: code('<news-tag-feed provider="spaceflight-news" tag="unicorns"></news-tag-feed>'),
};

export const ErrorState: Story = { args: { src: MISSING } };

/** The source can't be reached, and this browser has no copy. */
export const Offline: Story = { args: { src: OFFLINE, cache: 'none' } };

/** The source refuses for a while. */
export const Throttled: Story = { args: { src: THROTTLED } };

/** There is a page at the address, not a feed. */
export const NotAFeed: Story = { args: { src: PAGE } };

/** The owner’s own content is better than an apology. */
export const ErrorWithFallback: Story = {
  ...ErrorState,
  render: (args) => feed(args, html`<p>Read <a href="https://meridian.example/">all our news</a> instead.</p>`),
};

/** Neither a feed nor articles: the console tells the owner, readers learn only that there is nothing. */
export const NoSource: Story = { args: { src: undefined } };

/** It could not be updated: what was there before stays. */
export const Stale: Story = {
  args: { src: UNSTEADY, 'page-size': 3 },
  render: (args) =>
    html`<news-tag-feed
      ${attributes(args)}
      @news-load=${({ currentTarget }: Event) => (currentTarget as HTMLElementTagNameMap['news-tag-feed']).refresh()}
    ></news-tag-feed>`,
};

/** Returns the storage key of a cached copy, as `cache/cached-copies.ts` makes it. */
const copyName = (src: string) =>
  `newsrack:copy:1:${JSON.stringify(['feed', new URL(src, document.baseURI).href, [], 'any'])}`;

/** The source can't be reached: the last good copy of this browser is shown, with its age. */
export const LastGoodCopy: Story = {
  args: { src: `${OFFLINE}?copy`, 'page-size': 3 },
  beforeEach: () => {
    const at = Date.now() - 2 * 3_600_000;
    localStorage.setItem(copyName(`${OFFLINE}?copy`), JSON.stringify({ at, feed: { articles: ordinary } }));
  },
};

/** News that the owner has put into the page, while the source can't be reached. */
export const InlineSnapshot: Story = {
  args: { src: `${OFFLINE}?snapshot` },
  render: (args) => {
    const script = document.createElement('script');
    script.type = 'application/ld+json';
    script.text = JSON.stringify({
      '@type': 'NewsArticle',
      headline: 'Ferry line to the outer islands opens',
      url: 'https://meridian.example/ferry',
      description: 'The first boat leaves at dawn. Islanders have waited for eleven years.',
      datePublished: new Date(Date.now() - 86_400_000).toISOString(),
    });
    return feed(args, script);
  },
};

/** Links that stand inside the element, as cards. */
export const InlineLinks: Story = {
  args: { src: undefined, provider: 'inline', heading: 'Picked by hand' },
  render: (args) =>
    feed(
      args,
      html`<ul>
        <li><a href="https://meridian.example/ferry">Ferry line to the outer islands opens</a></li>
        <li><a href="https://meridian.example/harvest">A late harvest, and a good one</a></li>
      </ul>`,
    ),
};

/** Nothing is requested or stored before the reader agrees. */
export const Consent: Story = {
  args: { src: 'https://feeds.example/world.xml https://paper.example/feed.xml', loading: 'click' },
};

/** News of a service that asks to be named, and that knows only when it saw an article. */
export const Gdelt: Story = {
  args: { src: undefined, tag: 'peace negotiations' },
  beforeEach: () => localStorage.removeItem('newsrack:rest:gdelt'),
};

/** Any API that answers in JSON, by a map of what its members are called. */
export const AnyApi: Story = {
  args: {
    provider: 'json',
    src: STORIES,
    map: 'items: data.stories, title: head, url: https://meridian.example/{slug}, published: when',
  },
  parameters: code(
    `<news-tag-feed provider="json" src="https://api.spaceflightnewsapi.net/v4/articles/?search={tag}" tag="moon" map="items: results, image: image_url, excerpt: summary, publisher: news_site, published: published_at"></news-tag-feed>`,
  ),
};

/** `exclude`, `per-publisher` and the like; a story of one agency in several papers is shown once. */
export const Chosen: Story = { args: { src: SEVERAL, exclude: 'football', 'per-publisher': 2 } };

/** On a dark page: colours derive from the page's own. */
export const Dark: Story = { globals: { page: 'dark' }, args: { tag: 'peace negotiations' } };

/** A box of its own, whatever the page looks like. */
export const DarkTheme: Story = { args: { tag: 'peace negotiations', theme: 'dark' } };

export const LightTheme: Story = {
  ...DarkTheme,
  globals: { page: 'dark' },
  args: { ...DarkTheme.args, theme: 'light' },
};

export const Rtl: Story = {
  globals: { direction: 'rtl' },
  args: { src: undefined, fields: 'image publisher time category excerpt authors tags' },
  ...own([extremes.arabic, extremes.hebrew, ...ordinary], 'ar'),
};

export const Narrow: Story = { decorators: [within(320)], args: { tag: 'peace negotiations' } };

export const VeryNarrow: Story = {
  decorators: [within(240)],
  args: { fields: 'image publisher time category excerpt authors tags' },
};

/** `element.articles = […]`: nothing is fetched. */
export const OwnArticles: Story = { args: { src: undefined, heading: 'Picked by hand' }, ...own(ordinary) };

/** Unusual articles. */
export const Extremes: Story = {
  args: { src: undefined, 'page-size': 30, fields: 'image publisher time category excerpt authors tags' },
  ...own(articles),
};

export const ExtremesNarrow: Story = { ...Extremes, decorators: [within(240)] };

export const Slots: Story = {
  args: { 'page-size': 3 },
  render: (args) =>
    feed(
      args,
      html`
        <a slot="logo" href="https://meridian.example/"
          ><img src="feeds/logo-meridian.svg" alt="The Meridian" width="48" height="48"
        /></a>
        <p slot="before">From our correspondents.</p>
        <p slot="after"><a href="https://meridian.example/">More at The Meridian</a></p>
      `,
    ),
};

/** With custom properties, and with parts where there is none. */
export const Styled: Story = {
  args: { tag: 'peace negotiations', 'page-size': 4 },
  render: (args) =>
    html`<style>
        .styled {
          --news-font: Georgia, serif;
          --news-accent: color-mix(in oklab, currentColor 45%, #0b8a5f);
          --news-radius: 14px;
          --news-gap: 2em;
          --news-headline-size: 1.5em;
          --news-headline-weight: 400;
        }
        .styled::part(heading) {
          border: 0;
          font-style: italic;
        }
        .styled::part(category) {
          text-transform: uppercase;
          letter-spacing: 0.08em;
        }
        .styled::part(publisher) {
          font-weight: 700;
        }
        .styled::part(more) {
          border-radius: 99px;
        }
      </style>
      <news-tag-feed class="styled" ${attributes(args)}></news-tag-feed>`,
};
