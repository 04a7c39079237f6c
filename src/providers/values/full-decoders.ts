import { withDeclared } from '../formats/dtd-entities.js';
import { usualName, usualNamespaces, translate } from '../formats/vocabularies.js';
import { authorNameIn } from './author-in-text.js';
import { internationalDate } from './international-dates.js';
import { htmlEntity } from './html-entities.js';
import type { Decoders } from './decoders.js';
import { titleAndExcerpt } from './boilerplate.js';
import { isPicture, imageInMarkup } from './markup-images.js';
import { emojiOfImage } from './emoji-images.js';
import { withoutUncategorized } from './uncategorized.js';
import { markupTitle } from './markup-titles.js';

/** Decoders for unusual values, which few feeds have: odd dates, entities, vocabularies, lazy images, boilerplate. */
export const fullDecoders: Decoders = Object.freeze({
  __proto__: null,
  needsFull: true,
  date: internationalDate,
  entity: htmlEntity,
  author: authorNameIn,
  name: usualName,
  namespaces: usualNamespaces,
  translate,
  withDeclared,
  sign: emojiOfImage,
  tags: withoutUncategorized,
  title: markupTitle,
  words: titleAndExcerpt,
  isPicture,
  image: imageInMarkup,
});
