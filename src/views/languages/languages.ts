import type { AllWords, Language } from './language.js';
import { named } from './word-order.js';

/** The languages besides English. Each comes when a page speaks it. */
export const LANGUAGES: Record<string, () => Promise<{ default: Language }>> = {
  ar: () => import('./ar.js'),
  cs: () => import('./cs.js'),
  da: () => import('./da.js'),
  de: () => import('./de.js'),
  el: () => import('./el.js'),
  es: () => import('./es.js'),
  fa: () => import('./fa.js'),
  fi: () => import('./fi.js'),
  fr: () => import('./fr.js'),
  he: () => import('./he.js'),
  hi: () => import('./hi.js'),
  hu: () => import('./hu.js'),
  id: () => import('./id.js'),
  it: () => import('./it.js'),
  ja: () => import('./ja.js'),
  ko: () => import('./ko.js'),
  nb: () => import('./nb.js'),
  nl: () => import('./nl.js'),
  pl: () => import('./pl.js'),
  pt: () => import('./pt.js'),
  ro: () => import('./ro.js'),
  ru: () => import('./ru.js'),
  sv: () => import('./sv.js'),
  tr: () => import('./tr.js'),
  uk: () => import('./uk.js'),
  vi: () => import('./vi.js'),
  zh: () => import('./zh.js'),
  'zh-Hant': () => import('./zh-hant.js'),
};

/** Norwegian is written in two ways, of which one is here; `iw` and `in` are what `he` and `id` were called once. */
const ALSO: Record<string, string> = { no: 'nb', nn: 'nb', iw: 'he', in: 'id' };

/** The language of a locale (BCP 47) among those that are here. */
export function languageOf(locale: string): string | undefined {
  // Which script Chinese is written in depends on the region: `zh-TW` is `zh-Hant-TW`.
  const { language, script } = new Intl.Locale(locale).maximize();
  return [`${language}-${script}`, ALSO[language] ?? language].find((name) => Object.hasOwn(LANGUAGES, name));
}

/** The sentences of a locale; none where nobody has translated them. */
export async function wordsIn(locale: string): Promise<Partial<AllWords>> {
  const language = languageOf(locale);
  return language ? named((await LANGUAGES[language]!()).default) : {};
}
