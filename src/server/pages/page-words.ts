/** Sentences of pages round the news. Those of the news itself are the elements', in all their languages. */
import { learn, wordsFor } from '../../views/words.js';
import { interactionWordsFor } from '../../views/interaction-words.js';

const english = {
  /** Link for the keyboard, first on each page. */
  skip: 'Skip to the news',
  /** Heading of the front page. */
  front: 'News by topic',
  /** Description of the front page for search engines. `{site}` is the title. */
  aboutFront: 'The news of many publishers, by topic, on {site}.',
  /** Description of a tag page. */
  aboutTag: 'The latest articles about {tag} from many publishers, newest first.',
  /** Heading of further pages. */
  earlier: 'Earlier news with #{tag}',
  older: 'Older articles',
  newest: 'Newest articles',
  moreTopics: 'More topics',
  related: 'Related topics',
  /** Link from a frame to the tag page. */
  all: 'All news with #{tag}',
  home: 'Front page',
  /** Name of the links to feeds. */
  follow: 'Follow in a feed reader',
  /** Name of the owner's own links. */
  about: 'About this site',
  missing: 'There is nothing at this address.',
  invalid: 'This address is incomplete or invalid.',
  busy: 'That was too fast. Please try again in a minute.',
};

const TRANSLATED: Record<string, Partial<typeof english>> = {
  ar: {
    skip: 'انتقل إلى الأخبار',
    front: 'الأخبار حسب الموضوع',
    aboutFront: 'أخبار ناشرين كثيرين، حسب الموضوع، على {site}.',
    aboutTag: 'أحدث المقالات عن {tag} من ناشرين كثيرين، الأحدث أولًا.',
    earlier: 'أخبار سابقة عن #{tag}',
    older: 'مقالات أقدم',
    newest: 'أحدث المقالات',
    moreTopics: 'مواضيع أخرى',
    related: 'مواضيع ذات صلة',
    all: 'كل الأخبار عن #{tag}',
    home: 'الصفحة الرئيسية',
    follow: 'تابع في قارئ الخلاصات',
    about: 'عن هذا الموقع',
    missing: 'لا يوجد شيء في هذا العنوان.',
    invalid: 'هذا العنوان ناقص أو غير صالح.',
    busy: 'كان ذلك سريعًا جدًا. يُرجى المحاولة بعد دقيقة.',
  },
  de: {
    skip: 'Zu den Nachrichten springen',
    front: 'Nachrichten nach Themen',
    aboutFront: 'Nachrichten vieler Verlage, nach Themen, auf {site}.',
    aboutTag: 'Die neuesten Artikel zu {tag} von vielen Verlagen, die jüngsten zuerst.',
    earlier: 'Frühere Nachrichten zu #{tag}',
    older: 'Ältere Artikel',
    newest: 'Neueste Artikel',
    moreTopics: 'Weitere Themen',
    related: 'Verwandte Themen',
    all: 'Alle Nachrichten zu #{tag}',
    home: 'Startseite',
    follow: 'Im Feedreader verfolgen',
    about: 'Über diese Seite',
    missing: 'Unter dieser Adresse gibt es nichts.',
    invalid: 'Diese Adresse ist unvollständig oder ungültig.',
    busy: 'Das war zu schnell. Bitte versuchen Sie es in einer Minute noch einmal.',
  },
  es: {
    skip: 'Ir a las noticias',
    front: 'Noticias por tema',
    aboutFront: 'Noticias de muchos medios, por tema, en {site}.',
    aboutTag: 'Los últimos artículos sobre {tag} de muchos medios, primero los más recientes.',
    earlier: 'Noticias anteriores sobre #{tag}',
    older: 'Artículos anteriores',
    newest: 'Artículos más recientes',
    moreTopics: 'Más temas',
    related: 'Temas relacionados',
    all: 'Todas las noticias sobre #{tag}',
    home: 'Portada',
    follow: 'Seguir en un lector de noticias',
    about: 'Acerca de este sitio',
    missing: 'No hay nada en esta dirección.',
    invalid: 'Esta dirección está incompleta o no es válida.',
    busy: 'Demasiado rápido. Inténtelo de nuevo en un minuto.',
  },
  fr: {
    skip: 'Aller aux actualités',
    front: 'L’actualité par sujet',
    aboutFront: 'L’actualité de nombreux médias, par sujet, sur {site}.',
    aboutTag: 'Les derniers articles de nombreux médias sur {tag}, les plus récents d’abord.',
    earlier: 'Actualités précédentes sur #{tag}',
    older: 'Articles plus anciens',
    newest: 'Articles les plus récents',
    moreTopics: 'Autres sujets',
    related: 'Sujets voisins',
    all: 'Toute l’actualité sur #{tag}',
    home: 'Accueil',
    follow: 'Suivre dans un lecteur de flux',
    about: 'À propos de ce site',
    missing: 'Il n’y a rien à cette adresse.',
    invalid: 'Cette adresse est incomplète ou invalide.',
    busy: 'C’était trop rapide. Réessayez dans une minute.',
  },
};

/** Sentences of the elements that pages use too. */
interface ElementWords {
  latest: string;
  latestAbout: string;
  emptyAbout: string;
  unavailable: string;
  topics: string;
  appStore: string;
  googlePlay: string;
}

/** Sentences of pages. `{tag}` and `{site}` are placeholders. */
export type PageWords = typeof english;

/** All sentences of a page. */
export type AllPageWords = PageWords & ElementWords;

/** The names of the sentences that an owner can set. */
export const PAGE_WORDS = Object.keys(english) as (keyof PageWords)[];

/**
 * Returns the sentences of a language: the owner's, then translated ones, then English ones.
 * @param language BCP 47
 */
export async function pageWordsFor(language: string, own: Partial<PageWords>): Promise<AllPageWords> {
  await learn(language);
  const { latest, latestAbout, emptyAbout, unavailable } = wordsFor(language);
  const { tags, appStore, googlePlay } = interactionWordsFor(language);
  const translated = TRANSLATED[new Intl.Locale(language).language];
  return {
    ...english,
    ...translated,
    ...own,
    latest,
    latestAbout,
    emptyAbout,
    unavailable,
    topics: /^en\b/.test(language) ? 'Topics' : tags,
    appStore,
    googlePlay,
  };
}

const RIGHT_TO_LEFT = /^(?:Arab|Hebr|Thaa|Syrc|Nkoo|Adlm|Rohg)$/;

/** Returns the direction in which a language is written. */
export const directionOf = (language: string): 'ltr' | 'rtl' =>
  RIGHT_TO_LEFT.test(new Intl.Locale(language).maximize().script ?? '') ? 'rtl' : 'ltr';
