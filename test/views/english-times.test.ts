import { expect } from 'chai';
import { tellTime } from '../../src/views/time.js';

const NOW = Date.parse('2026-11-28T12:00:00Z');
const MINUTE = 60_000;
const UNITS = { minute: MINUTE, hour: 60 * MINUTE, day: 864e5, week: 7 * 864e5, month: 30 * 864e5, year: 365 * 864e5 };

describe('times in English, formatted without Intl,', () => {
  for (const locale of ['en', 'en-US', 'en-GB', 'en-AU', 'en-IN', 'en-ZA', 'en-CA']) {
    it(`equal those of Intl in ${locale}, from a minute to years ago`, () => {
      const format = new Intl.RelativeTimeFormat(locale, { numeric: 'always' });
      for (const [unit, length] of Object.entries(UNITS))
        for (const count of [1, 2, 3]) {
          const told = tellTime(new Date(NOW - count * length).toISOString(), NOW, locale, 'relative');
          expect(told).to.equal(format.format(-count, unit as Intl.RelativeTimeFormatUnit));
        }
    });

    it(`are “now” as in Intl in ${locale}`, () => {
      const now = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(0, 'second');
      for (const ahead of [0, 30_000, -59_000]) {
        expect(tellTime(new Date(NOW + ahead).toISOString(), NOW, locale, 'relative')).to.equal(now);
      }
    });

    it(`are the dates of Intl in ${locale}, in every month, for days of one and two digits`, () => {
      const format = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
      for (let month = 0; month < 12; month++)
        for (const day of [1, 9, 10, 31])
          for (const year of [1969, 1999, 2026]) {
            const moment = new Date(Date.UTC(year, month, day, 13, 30));
            expect(tellTime(moment.toISOString(), NOW, locale, 'absolute')).to.equal(format.format(moment));
          }
    });
  }

  it('keep the day of dates without a time', () => {
    expect(tellTime('2026-11-10T00:00:00Z', NOW, 'en-US', 'auto')).to.equal('Nov 10, 2026');
  });
});
