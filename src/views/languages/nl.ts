import type { Language } from './language.js';

export default {
  reviewed: false,
  words: {
    latest: 'Laatste nieuws',
    latestAbout: 'Laatste nieuws over #{tag}',
    more: 'Meer tonen',
    retry: 'Opnieuw proberen',
    empty: 'Er is hier op dit moment geen nieuws.',
    emptyAbout: 'Er is op dit moment geen nieuws over {tag}.',
    seen: 'gezien {time}',
    config: 'Hier kan nog geen nieuws worden getoond.',
    network: 'Het nieuws is op dit moment niet bereikbaar.',
    timeout: 'Het nieuws laat te lang op zich wachten.',
    throttled: 'De nieuwsbron is druk bezet. Probeer het over een paar minuten opnieuw.',
    gone: 'Deze nieuwsbron bestaat niet meer.',
    unavailable: 'Het nieuws is op dit moment niet beschikbaar.',
    stale: 'Deze lijst kon zojuist niet worden bijgewerkt.',
    asOf: 'Stand van {time}.',
    late: 'Het nieuws laat op zich wachten…',
    added: { one: 'Nog {count} artikel getoond', other: 'Nog {count} artikelen getoond' },
    fresh: { one: '{count} nieuw artikel', other: '{count} nieuwe artikelen' },
    via: 'via {name}',
    consent:
      'Om hier nieuws te tonen, maakt uw browser verbinding met {hosts} en met de sites waar de afbeeldingen vandaan komen.',
    consentPictures:
      'Om hier nieuws te tonen, maakt uw browser verbinding met de sites waar de afbeeldingen vandaan komen.',
    agree: 'Nieuws tonen',
    appStore: 'App Store',
    googlePlay: 'Google Play',
    previous: 'Vorige artikelen',
    next: 'Volgende artikelen',
    pause: 'Pauzeren',
    resume: 'Afspelen',
    tags: 'Onderwerpen',
    allTags: 'Alle',
  },
} satisfies Language;
