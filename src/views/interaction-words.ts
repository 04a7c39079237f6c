import type { NewsErrorCode } from '../model/error.js';
import { type Plural, fill, inWordsOfOwner } from './words.js';

/** Sentences that a list rarely shows at first, and those of the other elements. */
const english = {
  /** Note above articles that could not be updated. */
  stale: 'This list could not be updated just now.',
  /** Age of these articles. */
  asOf: 'As of {time}.',
  config: 'News can’t be shown here yet.',
  network: 'The news can’t be reached right now.',
  timeout: 'The news is taking too long to arrive.',
  throttled: 'The news source is busy. Please try again in a few minutes.',
  gone: 'This news source no longer exists.',
  late: 'Still waiting for the news…',
  /** Announcement that articles were added to the list. */
  added: { one: '{count} more article shown', other: '{count} more articles shown' } as Plural,
  /** Button that shows the pending articles. */
  fresh: { one: '{count} new article', other: '{count} new articles' } as Plural,
  /** Text before the name of a service that requires attribution. */
  via: 'via {name}',
  /** Request for consent; `{hosts}` are the servers that will be contacted. */
  consent: 'To show news here, your browser asks {hosts}, and the sites that the pictures come from.',
  /** Request for consent if only pictures will be loaded. */
  consentPictures: 'To show news here, your browser asks the sites that the pictures come from.',
  /** Data that these servers receive. */
  address: 'They learn your IP address.',
  /** Link to the owner's privacy page. */
  privacy: 'Privacy',
  /** Checkbox that stores the consent. */
  always: 'Always show on this website',
  agree: 'Show the news',
  appStore: 'App Store',
  googlePlay: 'Google Play',
  /** Buttons of a carousel. */
  previous: 'Previous articles',
  next: 'Next articles',
  /** Buttons that stop a ticker and let it move again. */
  pause: 'Pause',
  resume: 'Play',
  /** Name of a list of tags, and its entry for all articles. */
  tags: 'Tags',
  allTags: 'All',
};

export type ExtraWords = typeof english & Partial<Record<NewsErrorCode, string>>;

export const interactionWordsFor = (locale: string): ExtraWords => inWordsOfOwner<ExtraWords>(english, locale);

/** Returns a sentence with a number, in the plural form of the language. */
export function fillCount(sentence: Plural | string, count: number, locale: string): string {
  const form =
    typeof sentence === 'string' ? sentence : (sentence[new Intl.PluralRules(locale).select(count)] ?? sentence.other);
  return fill(form, { count: new Intl.NumberFormat(locale).format(count) });
}
