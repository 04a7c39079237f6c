/** Parses and validates the options of `createPages`, so that invalid ones throw before any request. */
import { NewsError } from '../../model/error.js';
import { shown } from '../../model/shown.js';
import { type AttributeParser, count, duration, oneOf } from '../../model/values.js';
import { localeNamed } from '../../views/locale.js';
import { feedAttributes } from '../../views/options.js';
import {
  type OptionsSchema,
  booleanOption,
  checkOptions,
  functionOption,
  isObject,
  isWebAddress,
  listOption,
  option,
  optionsSchema,
  recordOption,
  textOption,
  timeOption,
  webAddressOption,
} from '../check-options.js';
import { originIn } from '../relay-options.js';
import { PageAddresses } from './page-addresses.js';
import type { PageColor, PageFeed, PageSettings, PagesLogEntry, PagesOptions } from './page-options.js';
import { type AllPageWords, PAGE_WORDS, directionOf, pageWordsFor } from './page-words.js';

const isNumber = (value: unknown) => typeof value === 'number' || typeof value === 'string';

/** An archive may be an instance of a class. */
const isArchive = (value: unknown): boolean =>
  isObject(value) && ['find', 'tags'].every((name) => typeof (value as Record<string, unknown>)[name] === 'function');

const OPTIONS = optionsSchema({
  archive: option(isArchive, 'an archive, such as the result of createArchive()'),
  baseUrl: textOption,
  title: textOption,
  logo: recordOption,
  language: textOption,
  layout: textOption,
  pageSize: option(isNumber, 'a whole number from 1 to 100'),
  banner: recordOption,
  about: option(Array.isArray, 'an array of { text, url }'),
  colors: recordOption,
  theme: textOption,
  font: textOption,
  styleSheet: webAddressOption,
  script: webAddressOption,
  feeds: recordOption,
  frames: listOption,
  words: recordOption,
  feedLinks: booleanOption,
  timeout: timeOption,
  freshFor: timeOption,
  admit: functionOption,
  log: functionOption,
  now: functionOption,
} satisfies Record<keyof PagesOptions, unknown>);

const LOGO = optionsSchema({ url: webAddressOption, alt: textOption });
const BANNER = optionsSchema({
  heading: textOption,
  text: textOption,
  icon: webAddressOption,
  appStore: webAddressOption,
  googlePlay: webAddressOption,
});
const LINK = optionsSchema({ text: textOption, url: webAddressOption });
const FEED = optionsSchema({ title: textOption, sources: listOption });
const WORDS = optionsSchema(Object.fromEntries(PAGE_WORDS.map((name) => [name, textOption])));

/** A CSS colour: a name, a hexadecimal number, or a function of numbers. Nothing in it can end a declaration. */
const COLOR = /^(?:[a-z]{3,30}|#[\da-f]{3,8}|(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch)\([\d\s.,%/+a-z-]{1,60}\))$/i;
const FONT = /^[\p{L}\d\s,'"_.-]{1,300}$/u;

/**
 * Parses the options of `createPages`.
 * @param by the function or option that rejects them, for messages
 * @throws NewsError `config`
 */
export function readPageOptions(given: PagesOptions, by = 'createPages'): PageSettings {
  const options = checkOptions(given, OPTIONS, { by });
  const { archive, baseUrl, frames, admit = () => true, log = warn, now = Date.now } = options;
  const reader = new OptionReader(by);
  if (archive === undefined) reader.fail('archive is missing. Pages show the articles of an archive');
  const addresses = reader.addresses(baseUrl);
  const language = reader.language(options.language ?? 'en');
  const title = options.title?.trim() || addresses.base.host;
  const words = reader.record(options.words, WORDS, 'words') ?? {};
  let loading: Promise<AllPageWords> | undefined;
  return {
    archive,
    addresses,
    title,
    language,
    direction: directionOf(language),
    layout: reader.value(feedAttributes.layout, options.layout, 'layout'),
    pageSize: reader.value(count(1, 100, 20), options.pageSize, 'pageSize'),
    theme: reader.value(oneOf('auto', 'light', 'dark'), options.theme, 'theme'),
    timeout: reader.value(duration(5000), options.timeout, 'timeout'),
    freshFor: reader.value(duration(60_000), options.freshFor, 'freshFor'),
    logo: reader.logo(options.logo),
    banner: reader.record(options.banner, BANNER, 'banner'),
    about: (options.about ?? []).map((link, index) => reader.link(link, `about[${index}]`)),
    colors: reader.colors(options.colors ?? {}),
    font: reader.font(options.font),
    feedNamed: reader.feeds(options.feeds ?? {}),
    frames: frames?.map((origin) => originIn(origin, 'frames', by)),
    styleSheet: options.styleSheet,
    script: options.script,
    hasFeedLinks: options.feedLinks ?? true,
    admit,
    log,
    now,
    words: () => (loading ??= pageWordsFor(language, words)),
  };
}

const warn = ({ message }: PagesLogEntry): void => console.warn(`newsrack pages: ${message}`);

/** Checks values of options. Its errors name the function that they were given to. */
class OptionReader {
  readonly #by: string;

  constructor(by: string) {
    this.#by = by;
  }

  fail(problem: string): never {
    throw new NewsError('config', `${this.#by}: ${problem}.`);
  }

  value<T>({ fallback, accepts, parseValue }: AttributeParser<T>, given: unknown, name: string): T {
    if (given === undefined) return fallback;
    return parseValue(given) ?? this.fail(`Invalid ${name}: ${shown(given)}. Expected: ${accepts}`);
  }

  record<T extends object>(given: T | undefined, schema: OptionsSchema, name: string): T | undefined {
    return given && checkOptions(given, schema, { by: this.#by, name });
  }

  addresses(given: string | undefined): PageAddresses {
    if (given === undefined)
      this.fail('baseUrl is missing. Set it to the URL of the front page, such as https://news.example.org/');
    const url = URL.canParse(given) ? new URL(given) : undefined;
    if (
      !url ||
      !/^https?:$/.test(url.protocol) ||
      url.search ||
      url.hash ||
      url.username ||
      url.password ||
      url.pathname.includes('//')
    )
      this.fail(`Invalid baseUrl: ${shown(given)}. Expected: an http: or https: URL without a query`);
    return new PageAddresses(url.href);
  }

  language(given: string): string {
    return (
      localeNamed(given) ?? this.fail(`Invalid language: ${shown(given)}. Expected: a language such as en or pt-BR`)
    );
  }

  logo(given: PagesOptions['logo']): PageSettings['logo'] {
    const logo = this.record(given, LOGO, 'logo');
    if (logo && !logo.url) this.fail('logo.url is missing. Set it to the URL of the picture');
    return logo && { url: logo.url, alt: logo.alt ?? '' };
  }

  link(given: { text: string; url: string }, name: string): { text: string; url: string } {
    const { text, url } = this.record(given, LINK, name) ?? {};
    if (!text || !url || !isWebAddress(url)) this.fail(`Invalid ${name}. Expected: { text, url }`);
    return { text, url };
  }

  colors(given: NonNullable<PagesOptions['colors']>): PageSettings['colors'] {
    const color = option(isColor, 'a CSS colour, or { light, dark }');
    const colors = checkOptions(given, optionsSchema({ text: color, background: color, accent: color }), {
      by: this.#by,
      name: 'colors',
    });
    const pairs = Object.entries(colors).filter(([, value]) => value !== undefined);
    return Object.fromEntries(
      pairs.map(([name, value]) => [name, typeof value === 'string' ? { light: value, dark: value } : value]),
    );
  }

  font(given: string | undefined): string | undefined {
    const isBalanced = [...(given ?? '').matchAll(/["']/g)].length % 2 === 0;
    if (given !== undefined && (!FONT.test(given) || !isBalanced))
      this.fail(`Invalid font: ${shown(given)}. Expected: names of font families, separated by commas`);
    return given;
  }

  feeds(given: NonNullable<PagesOptions['feeds']>): PageSettings['feedNamed'] {
    const feeds = new Map<string, PageFeed>(
      Object.entries(given).map(([name, feed]) => {
        if (!/^[\w-]{1,100}$/.test(name))
          this.fail(`Invalid name in feeds: ${shown(name)}. Expected: letters, digits, - and _`);
        const { title = name, sources } = checkOptions(feed, FEED, { by: this.#by, name: `feeds.${name}` });
        if (!sources?.length) this.fail(`feeds.${name}.sources is missing. Set it to the keys of the feed's sources`);
        return [name, { title, sources }] as const;
      }),
    );
    return (name) => feeds.get(name);
  }
}

const isCssColor = (value: unknown): boolean => typeof value === 'string' && COLOR.test(value);

const isColor = (value: unknown): boolean =>
  isCssColor(value) ||
  (isObject(value) && ['light', 'dark'].every((name) => isCssColor((value as Record<string, PageColor>)[name])));
