import type { NewsErrorCode } from '../model/error.js';
import { type Plural, fill, inWordsOfOwner } from './words.js';

/** The sentences that a list of news rarely shows at first, and those of the other elements. */
const english = {
  /** Above news that could not be brought up to date. */
  stale: 'This list could not be updated just now.',
  /** Its age. */
  asOf: 'As of {time}.',
  config: 'News can’t be shown here yet.',
  network: 'The news can’t be reached right now.',
  timeout: 'The news is taking too long to arrive.',
  throttled: 'The news source is busy. Please try again in a few minutes.',
  gone: 'This news source no longer exists.',
  late: 'Still waiting for the news…',
  /** Said, not shown, when more articles were added to the list. */
  added: { one: '{count} more article shown', other: '{count} more articles shown' } as Plural,
  /** The button that shows articles which have come since. */
  fresh: { one: '{count} new article', other: '{count} new articles' } as Plural,
  /** Before the name of a service that asks to be named. */
  via: 'via {name}',
  /** The request for consent before anything is loaded; `{hosts}` are the servers that will be contacted. */
  consent: 'To show news here, your browser asks {hosts}, and the sites that the pictures come from.',
  /** The same where news itself is in the page already. */
  consentPictures: 'To show news here, your browser asks the sites that the pictures come from.',
  /** Names what these servers learn. */
  address: 'They learn your IP address.',
  /** The link to the owner's privacy page. */
  privacy: 'Privacy',
  /** The box to tick for not being asked again. */
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
  /** The name of a list of tags, and its entry for everything. */
  tags: 'Tags',
  allTags: 'All',
};

export type ExtraWords = typeof english & Partial<Record<NewsErrorCode, string>>;

export const interactionWordsFor = (locale: string): ExtraWords => inWordsOfOwner<ExtraWords>(english, locale);

/** A sentence about a number, in the form that the language has for it. */
export function fillCount(sentence: Plural | string, count: number, locale: string): string {
  const form =
    typeof sentence === 'string' ? sentence : (sentence[new Intl.PluralRules(locale).select(count)] ?? sentence.other);
  return fill(form, { count: new Intl.NumberFormat(locale).format(count) });
}
