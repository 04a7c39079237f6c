import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { type TemplateResult, html, nothing } from 'lit';
import { articles, extremes, ordinary } from './articles.js';
import { snippetOf } from '../.storybook/snippet.js';
import { type Attributes, attributes } from './attributes.js';

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

/** Answers in place of the network, by the end of the address, while stories that want them are shown. */
const answers = new Map<string, (real: () => Promise<Response>) => Promise<Response>>();

const answering = (end: string, answer: (real: () => Promise<Response>) => Promise<Response>) => () => {
  const real = window.fetch;
  if (!answers.size) {
    window.fetch = (input, init) => {
      const ask = () => real(input, init);
      const [, standIn] = [...answers].find(([key]) => String(input).endsWith(key)) ?? [];
      return standIn ? standIn(ask) : ask();
    };
  }
  answers.set(end, answer);
  return () => {
    answers.delete(end);
    if (!answers.size) window.fetch = real;
  };
};

export default {
  title: 'news-tag-feed',
  component: 'news-tag-feed',
  render: (args) => feed(args),
  args: { src: ONE },
} satisfies Meta<Attributes>;

type Story = StoryObj<Attributes>;

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

export const Loading: Story = {
  args: { src: 'feeds/never.xml' },
  beforeEach: answering('feeds/never.xml', () => new Promise(() => {})),
};

/** After ten seconds of waiting, which pass at once here. */
export const Late: Story = {
  args: { src: 'feeds/never.xml?late', timeout: '60s', 'page-size': 4 },
  beforeEach: () => {
    const { setTimeout } = window;
    const hurried = (act: () => void, delay?: number) => setTimeout(act, delay === 10_000 ? 0 : delay);
    window.setTimeout = hurried as typeof setTimeout;
    const undo = answering('?late', () => new Promise(() => {}))();
    return () => {
      window.setTimeout = setTimeout;
      undo();
    };
  },
};

/** Nobody has news about this. */
export const Empty: Story = { args: { tag: 'unicorns' } };

export const ErrorState: Story = {
  args: { src: 'feeds/missing.xml' },
  beforeEach: answering('feeds/missing.xml', async () => new Response('', { status: 404 })),
};

/** Nobody can be reached, and this browser has no copy. */
export const Offline: Story = {
  args: { src: 'feeds/missing.xml?offline', cache: 'none' },
  beforeEach: answering('?offline', () => Promise.reject(new TypeError('offline'))),
};

/** The source asks for patience. */
export const Throttled: Story = {
  args: { src: 'feeds/missing.xml?throttled' },
  beforeEach: answering('?throttled', async () => new Response('', { status: 429, headers: { 'Retry-After': '600' } })),
};

/** There is no feed at the address. */
export const NotAFeed: Story = {
  args: { src: 'feeds/missing.xml?page' },
  beforeEach: answering('?page', async () => new Response('<!doctype html><title>A page</title>')),
};

/** What the owner put into the element is better than an apology. */
export const ErrorWithFallback: Story = {
  ...ErrorState,
  render: (args) => feed(args, html`<p>Read <a href="https://meridian.example/">all our news</a> instead.</p>`),
};

/** Neither a feed nor articles: the console tells the owner, readers learn only that there is nothing. */
export const NoSource: Story = { args: { src: undefined } };

let asked = 0;

/** It could not be updated: what was there before stays. */
export const Stale: Story = {
  args: { src: `${ONE}?stale`, 'page-size': 3 },
  beforeEach: () => {
    asked = 0;
    return answering('?stale', (real) => (asked++ === 0 ? real() : Promise.reject(new TypeError('offline'))))();
  },
  render: (args) =>
    html`<news-tag-feed
      ${attributes(args)}
      @news-load=${({ currentTarget }: Event) => (currentTarget as HTMLElementTagNameMap['news-tag-feed']).refresh()}
    ></news-tag-feed>`,
};

/** Where a copy of an earlier visit is kept, as `loading/copies.ts` does it. */
const copyName = (src: string) =>
  `newsrack:copy:1:${JSON.stringify(['feed', new URL(src, document.baseURI).href, [], 'any'])}`;

/** The source can't be reached: the last good copy of this browser is shown, with its age. */
export const LastGoodCopy: Story = {
  args: { src: 'feeds/missing.xml', 'page-size': 3 },
  beforeEach: () => {
    const at = Date.now() - 2 * 3_600_000;
    localStorage.setItem(copyName('feeds/missing.xml'), JSON.stringify({ at, feed: { articles: ordinary } }));
    return answering('feeds/missing.xml', () => Promise.reject(new TypeError('offline')))();
  },
};

/** News that the owner has put into the page, while the source can't be reached. */
export const InlineSnapshot: Story = {
  args: { src: 'feeds/missing.xml?snapshot' },
  beforeEach: answering('?snapshot', () => Promise.reject(new TypeError('offline'))),
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
  beforeEach: () => {
    localStorage.removeItem('newsrack:rest:gdelt');
    const seendate = new Date(Date.now() - 5_400_000).toISOString().replace(/[-:]|\.\d+/g, '');
    const articles = [
      { url: 'https://tidewater.example/a', title: 'Envoys resume talks , officials say', domain: 'tidewater.example' },
      { url: 'https://ledger.example/b', title: 'Grain ships leave as the truce holds', domain: 'ledger.example' },
    ].map((article) => ({ ...article, seendate, language: 'English', socialimage: '' }));
    return answering('sort=datedesc', async () => new Response(JSON.stringify({ articles })))();
  },
};

/** Any API that answers in JSON, by a map of what its members are called. */
export const AnyApi: Story = {
  args: {
    provider: 'json',
    src: 'feeds/api?stories',
    map: 'items: data.stories, title: head, url: https://meridian.example/{slug}, published: when',
  },
  beforeEach: answering('?stories', async () => {
    const stories = ordinary.map(({ title }, n) => ({
      head: title,
      slug: `story-${n}`,
      when: new Date(Date.now() - n * 7_200_000).toISOString(),
    }));
    return new Response(JSON.stringify({ data: { stories } }));
  }),
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
  render: (args) =>
    html`<news-tag-feed
      lang="ar"
      ${attributes(args)}
      .articles=${[extremes.arabic, extremes.hebrew, ...ordinary]}
    ></news-tag-feed>`,
};

export const Narrow: Story = { decorators: [within(320)], args: { tag: 'peace negotiations' } };

export const VeryNarrow: Story = {
  decorators: [within(240)],
  args: { fields: 'image publisher time category excerpt authors tags' },
};

/** `element.articles = […]`: nothing is fetched. */
export const OwnArticles: Story = {
  args: { src: undefined, heading: 'Picked by hand' },
  parameters: {
    docs: {
      source: {
        code: snippetOf(`
<news-tag-feed heading="Picked by hand"></news-tag-feed>
<script type="module">
  document.querySelector('news-tag-feed').articles = [
    { url: 'https://meridian.example/ferry', title: 'Ferry line to the outer islands opens' },
  ];
</script>`),
      },
    },
  },
  render: (args) => html`<news-tag-feed ${attributes(args)} .articles=${ordinary}></news-tag-feed>`,
};

/** What feeds hold too. */
export const Extremes: Story = {
  args: { src: undefined, 'page-size': 30, fields: 'image publisher time category excerpt authors tags' },
  render: (args) => html`<news-tag-feed ${attributes(args)} .articles=${articles}></news-tag-feed>`,
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
