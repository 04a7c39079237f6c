import { expect } from 'chai';
import { fullDecoders } from '../../src/providers/values/full-decoders.js';
import { parseDate } from '../../src/text/dates.js';

/** Dates as feeds write them, and their meaning. */
const DATES: Record<string, [string, string | undefined][]> = {
  'as RFC 822 and 2822 want them': [
    ['Tue, 03 Jun 2025 10:15:30 +0200', '2025-06-03T10:15:30+02:00'],
    ['Tue, 3 Jun 2025 10:15:30 GMT', '2025-06-03T10:15:30Z'],
    ['3 Jun 2025 10:15:30 -0330', '2025-06-03T10:15:30-03:30'],
    ['Tue, 03 Jun 2025 10:15 +0000', '2025-06-03T10:15:00Z'],
    ['Tue, 03 Jun 2025 10:15:30 -0000', '2025-06-03T10:15:30Z'],
    ['03 Jun 25 10:15:30 UT', '2025-06-03T10:15:30Z'],
    ['03 Jun 97 10:15:30 Z', '1997-06-03T10:15:30Z'],
    ['03 Jun 49 10:15:30 Z', '2049-06-03T10:15:30Z'],
    ['Tuesday, 03-Jun-25 10:15:30 UTC', '2025-06-03T10:15:30Z'],
  ],
  'in disguises of it': [
    ['Mon, May 25 2020 04:45:26 +0000', '2020-05-25T04:45:26Z'],
    ['May 25, 2020 04:45', '2020-05-25T04:45:00Z'],
    ['May 25th, 2020', '2020-05-25T00:00:00Z'],
    ['Mon May 25 04:45:26 2020', '2020-05-25T04:45:26Z'],
    ['Mon May 25 04:45:26 EDT 2020', '2020-05-25T04:45:26-04:00'],
    ['Mon May 25 2020 04:45:26 GMT+0200 (Central European Summer Time)', '2020-05-25T04:45:26+02:00'],
    ['  Tue,03 Jun 2025\n  10:15:30+0200 ', '2025-06-03T10:15:30+02:00'],
    ['TUE, 03 JUN 2025 10:15:30 gmt', '2025-06-03T10:15:30Z'],
    ['Tue, 03 June 2025 10:15:30 +02', '2025-06-03T10:15:30+02:00'],
    ['Tues, 03 Sept 2025 10:15:30 UTC+2', '2025-09-03T10:15:30+02:00'],
    ['Published: 3 June 2025', '2025-06-03T00:00:00Z'],
  ],
  'as ISO 8601 and W3CDTF want them, or nearly': [
    ['2025-06-03T10:15:30Z', '2025-06-03T10:15:30Z'],
    ['2025-06-03T10:15:30.5Z', '2025-06-03T10:15:30.500Z'],
    ['2025-06-03T10:15:30.123456+02:00', '2025-06-03T10:15:30.123+02:00'],
    ['2025-06-03T10:15:30,25+02:00', '2025-06-03T10:15:30.250+02:00'],
    ['2025-06-03T10:15+05:30', '2025-06-03T10:15:00+05:30'],
    ['2025-06-03T10:15:30-0800', '2025-06-03T10:15:30-08:00'],
    ['2025-06-03t10:15:30z', '2025-06-03T10:15:30Z'],
    ['2025-06-03', '2025-06-03T00:00:00Z'],
    ['2025-06', '2025-06-01T00:00:00Z'],
    ['2025', '2025-01-01T00:00:00Z'],
    ['2025/06/03 10:15', '2025-06-03T10:15:00Z'],
    ['2025.6.3', '2025-06-03T00:00:00Z'],
    ['2017-08-01 13:55:44.36 +0200 CEST', '2017-08-01T13:55:44.360+02:00'],
    ['20250603T101530Z', '2025-06-03T10:15:30Z'],
    ['20250603T1015+0200', '2025-06-03T10:15:00+02:00'],
    ['20250603101530', '2025-06-03T10:15:30Z'],
    ['20250603', '2025-06-03T00:00:00Z'],
  ],
  'without a zone, which are in UTC for every reader': [
    ['2025-06-03T10:15:30', '2025-06-03T10:15:30Z'],
    ['2025-06-03 10:15:30', '2025-06-03T10:15:30Z'],
    ['Tue, 03 Jun 2025 10:15:30', '2025-06-03T10:15:30Z'],
    ['03 Jun 2025', '2025-06-03T00:00:00Z'],
  ],
  'with the name of a zone': [
    ['3 Jun 2025 10:15 EST', '2025-06-03T10:15:00-05:00'],
    ['3 Jun 2025 10:15 EDT', '2025-06-03T10:15:00-04:00'],
    ['3 Jun 2025 10:15 CDT', '2025-06-03T10:15:00-05:00'],
    ['3 Jun 2025 10:15 MST', '2025-06-03T10:15:00-07:00'],
    ['3 Jun 2025 10:15 PST', '2025-06-03T10:15:00-08:00'],
    ['3 Jun 2025 10:15 PDT', '2025-06-03T10:15:00-07:00'],
    ['3 Jun 2025 10:15 BST', '2025-06-03T10:15:00+01:00'],
    ['3 Jun 2025 10:15 WEST', '2025-06-03T10:15:00+01:00'],
    ['3 Jun 2025 10:15 CET', '2025-06-03T10:15:00+01:00'],
    ['3 Jun 2025 10:15 CEST', '2025-06-03T10:15:00+02:00'],
    ['3 Jun 2025 10:15 MESZ', '2025-06-03T10:15:00+02:00'],
    ['3 Jun 2025 10:15 EET', '2025-06-03T10:15:00+02:00'],
    ['3 Jun 2025 10:15 EEST', '2025-06-03T10:15:00+03:00'],
    ['3 Jun 2025 10:15 MSK', '2025-06-03T10:15:00+03:00'],
    ['3 Jun 2025 10:15 IST', '2025-06-03T10:15:00+05:30'],
    ['3 Jun 2025 10:15 JST', '2025-06-03T10:15:00+09:00'],
    ['3 Jun 2025 10:15 AEST', '2025-06-03T10:15:00+10:00'],
    ['3 Jun 2025 10:15 nzdt', '2025-06-03T10:15:00+13:00'],
    ['3 Jun 2025 10:15 XYZ', '2025-06-03T10:15:00Z'],
    ['3 Jun 2025 10:15 constructor', '2025-06-03T10:15:00Z'],
    ['3 Jun 2025 10:15 +9900', '2025-06-03T10:15:00Z'],
  ],
  'with a day in two halves': [
    ['June 3, 2025 10:15 pm', '2025-06-03T22:15:00Z'],
    ['June 3, 2025 10:15:30 AM EST', '2025-06-03T10:15:30-05:00'],
    ['June 3, 2025 12:15 a.m.', '2025-06-03T00:15:00Z'],
    ['June 3, 2025 12:15 p.m.', '2025-06-03T12:15:00Z'],
    ['June 3, 2025 22:15 PM', '2025-06-03T22:15:00Z'],
    ['3 Jun 2025 10:15 America/New_York', '2025-06-03T10:15:00Z'],
  ],
  'in German': [
    ['Mo, 23 Okt 2017 10:15:30 +0200', '2017-10-23T10:15:30+02:00'],
    ['Dienstag, 3. März 2026', '2026-03-03T00:00:00Z'],
    ['Di, 03 Dez 2025 10:15 MEZ', '2025-12-03T10:15:00+01:00'],
    ['03.06.2025 10:15', '2025-06-03T10:15:00Z'],
    ['3.6.25', '2025-06-03T00:00:00Z'],
  ],
  'in French': [
    ['mar., 03 juin 2025 10:15:30 +0200', '2025-06-03T10:15:30+02:00'],
    ['mardi 1er juillet 2025', '2025-07-01T00:00:00Z'],
    ['3 févr. 2025', '2025-02-03T00:00:00Z'],
    ['3 août 2025', '2025-08-03T00:00:00Z'],
    ['3 décembre 2025', '2025-12-03T00:00:00Z'],
  ],
  'in Spanish': [
    ['mar, 03 ene 2025 10:15:30 +0100', '2025-01-03T10:15:30+01:00'],
    ['3 de agosto de 2025', '2025-08-03T00:00:00Z'],
    ['mié, 03 dic 2025', '2025-12-03T00:00:00Z'],
  ],
  'in Italian': [
    ['mar, 03 giu 2025 10:15:30 +0200', '2025-06-03T10:15:30+02:00'],
    ['martedì 3 maggio 2025', '2025-05-03T00:00:00Z'],
    ['3 ottobre 2025', '2025-10-03T00:00:00Z'],
    ['3 gennaio 2025', '2025-01-03T00:00:00Z'],
    ['3 luglio 2025', '2025-07-03T00:00:00Z'],
  ],
  'in Portuguese': [
    ['seg, 03 fev 2025 10:15:30 -0300', '2025-02-03T10:15:30-03:00'],
    ['3 de maio de 2025', '2025-05-03T00:00:00Z'],
    ['3 de outubro de 2025', '2025-10-03T00:00:00Z'],
    ['ter, 03 dez 2025 10:15 BRT', '2025-12-03T10:15:00-03:00'],
  ],
  'in Dutch': [
    ['ma, 03 mrt 2025 10:15:30 +0100', '2025-03-03T10:15:30+01:00'],
    ['maandag 2 juni 2025', '2025-06-02T00:00:00Z'],
    ['3 mei 2025', '2025-05-03T00:00:00Z'],
    ['3 oktober 2025', '2025-10-03T00:00:00Z'],
  ],
  'in Polish': [
    ['wt., 03 paź 2025 10:15:30 +0200', '2025-10-03T10:15:30+02:00'],
    ['3 stycznia 2025', '2025-01-03T00:00:00Z'],
    ['3 lutego 2025', '2025-02-03T00:00:00Z'],
    ['3 kwietnia 2025', '2025-04-03T00:00:00Z'],
    ['3 czerwca 2025', '2025-06-03T00:00:00Z'],
    ['3 sierpnia 2025', '2025-08-03T00:00:00Z'],
    ['środa, 3 września 2025', '2025-09-03T00:00:00Z'],
    ['3 listopada 2025', '2025-11-03T00:00:00Z'],
    ['3 grudnia 2025', '2025-12-03T00:00:00Z'],
  ],
  'in Swedish': [
    ['tis, 03 maj 2025 10:15:30 +0200', '2025-05-03T10:15:30+02:00'],
    ['3 oktober 2025', '2025-10-03T00:00:00Z'],
  ],
  'in Turkish': [
    ['Sal, 03 Haz 2025 10:15:30 +0300', '2025-06-03T10:15:30+03:00'],
    ['3 Ağustos 2025 Pazar', '2025-08-03T00:00:00Z'],
    ['4 Ağustos 2025 Pazartesi 10:15', '2025-08-04T10:15:00Z'],
    ['3 Şubat 2025', '2025-02-03T00:00:00Z'],
    ['3 Aralık 2025', '2025-12-03T00:00:00Z'],
  ],
  'in Russian': [
    ['Вт, 03 июн 2025 10:15:30 +0300', '2025-06-03T10:15:30+03:00'],
    ['3 мая 2025 г., 10:15', '2025-05-03T10:15:00Z'],
    ['3 МАЙ 2025', '2025-05-03T00:00:00Z'],
    ['3 августа 2025', '2025-08-03T00:00:00Z'],
  ],
  'in Ukrainian': [
    ['вт, 03 черв 2025 10:15:30 +0300', '2025-06-03T10:15:30+03:00'],
    ['середа, 4 червня 2025', '2025-06-04T00:00:00Z'],
    ['4 червня 2025, середа', '2025-06-04T00:00:00Z'],
    ['3 січня 2025', '2025-01-03T00:00:00Z'],
    ['3 листопада 2025', '2025-11-03T00:00:00Z'],
  ],
  'in Chinese, Japanese and Korean': [
    ['2025年6月3日 10:15', '2025-06-03T10:15:00Z'],
    ['2025년 6월 3일', '2025-06-03T00:00:00Z'],
  ],
  'on days and at hours that exist, at the edge': [
    ['29 Feb 2024', '2024-02-29T00:00:00Z'],
    ['29 Feb 2000', '2000-02-29T00:00:00Z'],
    ['2025-12-31T23:59:59+14:00', '2025-12-31T23:59:59+14:00'],
    ['2016-12-31T23:59:60Z', '2016-12-31T23:59:59Z'],
    ['1970-01-02T00:00:00Z', '1970-01-02T00:00:00Z'],
    ['1969-12-31T23:59:59Z', '1969-12-31T23:59:59Z'],
    ['1979-12-31T00:00:00Z', '1979-12-31T00:00:00Z'],
    ['1404-03-13T10:15:00Z', '1404-03-13T10:15:00Z'],
    ['1066-10-14', '1066-10-14T00:00:00Z'],
    ['2999-01-01T00:00:00Z', '2999-01-01T00:00:00Z'],
  ],
  'that do not exist': [
    ['31 Feb 2025', undefined],
    ['2025-02-29', undefined],
    ['29 Feb 1900', undefined],
    ['31 Apr 2025 10:15:30 GMT', undefined],
    ['2025-06-31T10:15:30Z', undefined],
    ['0 Jun 2025', undefined],
    ['32 Jun 2025', undefined],
    ['2025-13-01', undefined],
    ['2025-00-01', undefined],
    ['20251301', undefined],
    ['2025-06-03T25:15:30Z', undefined],
    ['2025-06-03T10:60:30Z', undefined],
    ['2025-06-03T10:15:61Z', undefined],
    ['0000-00-00 00:00:00', undefined],
    ['Mon, 30 Nov -0001 00:00:00 +0000', undefined],
  ],
  'that programs write where they know none': [
    ['1970-01-01T00:00:00Z', undefined],
    ['Thu, 01 Jan 1970 01:00:00 +0100', undefined],
    ['Wed, 31 Dec 1969 19:00:00 -0500', undefined],
    ['1970-01-01', undefined],
    ['Mon, 01 Jan 0001 00:00:00 +0000', undefined],
    ['0001-01-01T00:00:00', undefined],
    ['-0001-11-30T00:00:00+00:00', undefined],
    ['03Jun202525', undefined],
    ['1900-01-01T00:00:00', undefined],
    ['1899-12-30', undefined],
    ['1601-01-01T00:00:00Z', undefined],
  ],
  'with slashes or dashes, where only one reading is possible': [
    ['12/25/2025', '2025-12-25T00:00:00Z'],
    ['25/12/2025', '2025-12-25T00:00:00Z'],
    ['12/25/2025 4:05:06 PM', '2025-12-25T16:05:06Z'],
    ['Thu, 25/12/2025 12:05 am', '2025-12-25T00:05:00Z'],
    ['25-12-2025 10:15', '2025-12-25T10:15:00Z'],
    ['06/06/2025', '2025-06-06T00:00:00Z'],
    ['13/13/2025', undefined],
    ['12-11-2025', undefined],
    ['06/03/2025 10:15:00 AM', undefined],
    ['12/25/25', undefined],
    ['2025/25/12', undefined],
  ],
  'by week and by day of the year': [
    ['2025-W01-1', '2024-12-30T00:00:00Z'],
    ['2026-W53-7', '2027-01-03T00:00:00Z'],
    ['2025W237T10:15Z', '2025-06-08T10:15:00Z'],
    ['2025-W53-1', undefined],
    ['2025-W00-1', undefined],
    ['2025-W23', undefined],
    ['2025-W23-8', undefined],
    ['2024-060', '2024-02-29T00:00:00Z'],
    ['2025-154T10:15:00Z', '2025-06-03T10:15:00Z'],
    ['2025-366', undefined],
    ['2025-000', undefined],
  ],
  'in other calendars': [
    ['1404/03/13', undefined],
    ['1446-12-07', undefined],
    ['Tue, 03 Jun 2568 10:15:30 +0700', undefined],
  ],
  'in Finnish, where November begins like March': [
    ['3. marraskuuta 2025', '2025-11-03T00:00:00Z'],
    ['3. maaliskuuta 2025 10:15', '2025-03-03T10:15:00Z'],
    ['ti 3. kesäkuuta 2025', '2025-06-03T00:00:00Z'],
  ],
  'in Czech and Croatian, which share words for other months': [
    ['3. července 2025', '2025-07-03T00:00:00Z'],
    ['3. června 2025', '2025-06-03T00:00:00Z'],
    ['3. srpna 2025', '2025-08-03T00:00:00Z'],
    ['3. srpnja 2025.', '2025-07-03T00:00:00Z'],
    ['3. lipnja 2025.', '2025-06-03T00:00:00Z'],
    ['15. prosinca 2025', '2025-12-15T00:00:00Z'],
    ['15. listopada 2025.', undefined],
  ],
  'in Romanian, Hungarian, Irish, Bulgarian and Greek': [
    ['marți, 3 iunie 2025', '2025-06-03T00:00:00Z'],
    ['3 martie 2025', '2025-03-03T00:00:00Z'],
    ['2025. szeptember 3.', '2025-09-03T00:00:00Z'],
    ['3 Meitheamh 2025', '2025-06-03T00:00:00Z'],
    ['3 юни 2025', '2025-06-03T00:00:00Z'],
    ['Τρίτη, 3 Ιουνίου 2025', '2025-06-03T00:00:00Z'],
  ],
  'that are none, or could be two': [
    ['', undefined],
    [' ', undefined],
    ['yesterday', undefined],
    ['June', undefined],
    ['June 2025', undefined],
    ['1748945730', undefined],
    ['03/06/2025', undefined],
    ['maandag 03/06/2025', undefined],
    ['10:15', undefined],
    ['Invalid Date', undefined],
    ['{{date}}', undefined],
  ],
};

describe('dates', () => {
  for (const [kind, dates] of Object.entries(DATES)) {
    describe(kind, () => {
      for (const [raw, iso] of dates) {
        it(`${JSON.stringify(raw)} is ${iso ?? 'none'}`, () => {
          expect(parseDate(raw, fullDecoders)).to.equal(iso);
        });
      }
    });
  }

  it('are read only at the beginning of a text', () => {
    expect(parseDate(`${'x'.repeat(200)} 3 Jun 2025`, fullDecoders)).to.equal(undefined);
  });

  it('depend neither on the clock nor on the time zone of the browser', () => {
    const LOCAL = /^(?:getTimezoneOffset|toString|toDateString|toTimeString|toLocale\w+|[gs]et(?!UTC|Time$)\w+)$/;
    const { prototype } = Date;
    const methods = Object.getOwnPropertyNames(prototype).filter((name) => LOCAL.test(name));
    expect(methods).to.include.members(['getHours', 'setDate', 'getTimezoneOffset']);
    const before = Object.getOwnPropertyDescriptors(prototype);
    const [parse, now] = [Date.parse, Date.now];
    const refuse = () => expect.fail('A local time was asked for.');
    const results: (string | undefined)[] = [];
    try {
      for (const name of methods)
        Object.defineProperty(prototype, name, { value: refuse, configurable: true, writable: true });
      Date.parse = Date.now = refuse;
      for (const [raw] of Object.values(DATES).flat()) results.push(parseDate(raw, fullDecoders));
    } finally {
      Object.defineProperties(prototype, before);
      Object.assign(Date, { parse, now });
    }
    expect(results).to.deep.equal(Object.values(DATES).flatMap((dates) => dates.map(([, iso]) => iso)));
  });
});
