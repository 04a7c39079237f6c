/** The options of `createPages`, and their parsed form. */
import type { Layout } from '../../views/options.js';
import type { Archive } from '../archive/archive-types.js';
import type { PageAddresses } from './page-addresses.js';
import type { AllPageWords, PageWords } from './page-words.js';

/** A CSS colour, or one for light and one for dark pages. */
export type PageColor = string | { light: string; dark: string };

/** An invitation to download an app. Without links to a store it is not shown. */
export interface PageBanner {
  heading?: string;
  text?: string;
  /** URL of the app's icon. Default: none. */
  icon?: string;
  /** URL of the app in Apple's App Store. Default: none. */
  appStore?: string;
  /** URL of the app on Google Play. Default: none. */
  googlePlay?: string;
}

/** An entry of the log of pages. It holds no text of a client. */
export interface PagesLogEntry {
  code: 'archive' | 'bug';
  message: string;
}

export interface PagesOptions {
  /** The archive whose articles the pages show. */
  archive: Archive;
  /** Absolute URL of the front page. Canonical links, the sitemap and oEmbed need it. */
  baseUrl: string;
  /** Name of the site. Default: the host of `baseUrl`. */
  title?: string;
  /** The logo, linked to the front page. Without `alt`, the title stands beside it. Default: the title alone. */
  logo?: { url: string; alt?: string };
  /** Language of the site (BCP 47). Default: `en`. */
  language?: string;
  /** Layout of tag pages, as the attribute of `<news-tag-feed>`. Default: `list`. */
  layout?: Layout;
  /** Number of articles on a tag page, 1–100. Default: 20. */
  pageSize?: number;
  /** Default: none. */
  banner?: PageBanner;
  /** Your own links at the end of each page, such as an imprint. Default: none. */
  about?: { text: string; url: string }[];
  /** Colours of the page. Default: near black on white, near white on black where readers prefer dark pages. */
  colors?: { text?: PageColor; background?: PageColor; accent?: PageColor };
  /** `auto` follows the reader's preference. Default: `auto`. */
  theme?: 'auto' | 'light' | 'dark';
  /** Font families, as in CSS. Default: the system's. */
  font?: string;
  /** URL of a style sheet of your own, after that of the pages. Default: none. */
  styleSheet?: string;
  /** URL of `newsrack.js`. Pages work without it; with it, times stay right and news is refreshed. Default: none. */
  script?: string;
  /** Feeds that `/embed/{name}` shows, with the keys of their sources in the archive. Default: none. */
  feeds?: Record<string, { title?: string; sources: string[] }>;
  /** Origins of the pages that may show `/embed` in a frame. Default: all. */
  frames?: string[];
  /** Sentences that replace those of the pages. `{tag}` and `{site}` are placeholders. Default: none. */
  words?: Partial<PageWords>;
  /**
   * True if a relay answers `/tag/{slug}.rss`, `.atom` and `.json`: pages link them, and the script refreshes news from
   * them. Default: true.
   */
  feedLinks?: boolean;
  /** Time to wait for the archive: milliseconds, or text such as `5s`. Default: `5s`. */
  timeout?: number | string;
  /** Time for which a page is answered from memory: milliseconds, or text. Default: `1m`. */
  freshFor?: number | string;
  /** Decides whether to answer a request, such as by a rate limit per client. Default: always. */
  admit?: (request: Request) => boolean | Promise<boolean>;
  /** Receives failures of the archive. Default: `console.warn`. */
  log?: (entry: PagesLogEntry) => void;
  /** The time in milliseconds since 1970. Default: `Date.now`. */
  now?: () => number;
}

/** A feed that `/embed/{name}` shows. */
export interface PageFeed {
  title: string;
  /** Keys of its sources in the archive. */
  sources: string[];
}

/** The options in parsed form. Times are in milliseconds. */
export interface PageSettings {
  archive: Archive;
  addresses: PageAddresses;
  title: string;
  logo: { url: string; alt: string } | undefined;
  language: string;
  direction: 'ltr' | 'rtl';
  layout: Layout;
  pageSize: number;
  banner: PageBanner | undefined;
  about: readonly { text: string; url: string }[];
  colors: Partial<Record<'text' | 'background' | 'accent', { light: string; dark: string }>>;
  theme: 'auto' | 'light' | 'dark';
  font: string | undefined;
  styleSheet: string | undefined;
  script: string | undefined;
  /** Returns a feed for `/embed/{name}`. */
  feedNamed: (name: string) => PageFeed | undefined;
  frames: readonly string[] | undefined;
  hasFeedLinks: boolean;
  timeout: number;
  freshFor: number;
  admit: NonNullable<PagesOptions['admit']>;
  log: (entry: PagesLogEntry) => void;
  now: () => number;
  /** Returns the sentences of the language, which load on first use. */
  words(): Promise<AllPageWords>;
}
