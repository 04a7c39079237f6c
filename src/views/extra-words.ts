import { type Words, inWordsOfOwner } from './words.js';

/** The sentences that a list of news rarely shows at first, and those of the other elements. */
const english = {
  /** Above news that could not be brought up to date. */
  stale: 'This list could not be updated just now.',
  /** Its age. */
  asOf: 'As of {time}.',
  late: 'Still waiting for the news…',
  /** Said, not shown, when more articles were added to the list. */
  added: 'More articles shown: {count}',
  /** The button that shows articles which have come since. */
  fresh: '{count} new',
  /** Before the name of a service that asks to be named. */
  via: 'via {name}',
  /** What a reader agrees to before anything is loaded; `{hosts}` are the servers that will be asked. */
  consent: 'To show news here, your browser asks {hosts}, and the sites that the pictures come from.',
  /** The same where news itself is in the page already. */
  consentPictures: 'To show news here, your browser asks the sites that the pictures come from.',
  agree: 'Show the news',
  appStore: 'App Store',
  googlePlay: 'Google Play',
};

export type ExtraWords = typeof english;

export const extraWordsFor = (locale: string): ExtraWords => inWordsOfOwner(english, locale);

/** Every sentence that readers see or hear. */
export type AllWords = Words & ExtraWords;
