import { cached } from './time.js';

/** The date in full, with the time: for whoever asks more closely. */
export const fullTime = (moment: string, locale: string): string =>
  cached(`full ${locale}`, () => new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short' })).format(
    new Date(moment),
  );
