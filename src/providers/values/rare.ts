import { withDeclared } from '../formats/rare-declarations.js';
import { rareName, rareNamespaces, translate } from '../formats/rare-vocabularies.js';
import { authorNameIn } from './rare-authors.js';
import { rareDate } from './rare-dates.js';
import { rareEntity } from './rare-entities.js';
import { rare } from './rarities.js';

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
  });
