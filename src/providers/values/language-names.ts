// The commonest of the languages that the news of the world is written in.
const LANGUAGES =
  'af Afrikaans,ar Arabic,az Azerbaijani,bg Bulgarian,bn Bengali,bs Bosnian,ca Catalan,cs Czech,da Danish,de German,' +
  'el Greek,en English,es Spanish,et Estonian,fa Persian,fi Finnish,fr French,gl Galician,gu Gujarati,he Hebrew,' +
  'hi Hindi,hr Croatian,hu Hungarian,hy Armenian,id Indonesian,is Icelandic,it Italian,ja Japanese,ka Georgian,' +
  'kk Kazakh,kn Kannada,ko Korean,lt Lithuanian,lv Latvian,mk Macedonian,ml Malayalam,mn Mongolian,mr Marathi,' +
  'ms Malay,ne Nepali,nl Dutch,no Norwegian,pa Punjabi,pl Polish,pt Portuguese,ro Romanian,ru Russian,sk Slovak,' +
  'sl Slovenian,so Somali,sq Albanian,sr Serbian,sv Swedish,sw Swahili,ta Tamil,te Telugu,th Thai,tr Turkish,' +
  'uk Ukrainian,ur Urdu,vi Vietnamese,zh Chinese';

const CODES = new Map(LANGUAGES.split(',').map((entry) => [entry.slice(3).toLowerCase(), entry.slice(0, 2)]));

/** The BCP 47 tag of a language by its English name. */
export const languageNamed = (name: string | undefined): string | undefined => CODES.get(name?.toLowerCase() ?? '');
