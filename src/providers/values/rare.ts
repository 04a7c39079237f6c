import { withDeclared } from '../formats/rare-declarations.js';
import { rareName, rareNamespaces, translate } from '../formats/rare-vocabularies.js';
import { authorNameIn } from './rare-authors.js';
import { rareDate } from './rare-dates.js';
import { rareEntity } from './rare-entities.js';
import { rare } from './rarities.js';
import { rareWords } from './rare-excerpts.js';
import { isPicture, rareImage } from './rare-images.js';
import { rareSign } from './rare-signs.js';
import { rareTags } from './rare-tags.js';
import { rareTitle } from './rare-titles.js';

/** From now on, what few feeds have is read too. */
export const useRarities = (): void =>
  void Object.assign(rare, {
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
  } satisfies Partial<typeof rare>);
