import { withDeclared } from '../formats/rare-declarations.js';
import { rareName, rareNamespaces, translate } from '../formats/rare-vocabularies.js';
import { authorNameIn } from './rare-authors.js';
import { rareDate } from './rare-dates.js';
import { rareEntity } from './rare-entities.js';
import type { Decoders } from './decoders.js';
import { rareWords } from './rare-excerpts.js';
import { isPicture, rareImage } from './rare-images.js';
import { rareSign } from './rare-signs.js';
import { rareTags } from './rare-tags.js';
import { rareTitle } from './rare-titles.js';

/** Reads what few feeds hold, too. */
export const fullDecoders: Decoders = Object.freeze({
  __proto__: null,
  needsFull: true,
  date: rareDate,
  entity: rareEntity,
  author: authorNameIn,
  name: rareName,
  namespaces: rareNamespaces,
  translate,
  withDeclared,
  sign: rareSign,
  tags: rareTags,
  title: rareTitle,
  words: rareWords,
  isPicture,
  image: rareImage,
});
