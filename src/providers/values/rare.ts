import { rare } from './rarities.js';
import { rareDate } from './rare-dates.js';
import { rareEntity } from './rare-entities.js';
import { rareWords } from './rare-excerpts.js';
import { isPicture, rareImage } from './rare-images.js';
import { rareSign } from './rare-signs.js';
import { rareTags } from './rare-tags.js';

/** From now on, what few feeds have is read too. */
export const useRarities = (): void =>
  void Object.assign(rare, {
    date: rareDate,
    entity: rareEntity,
    sign: rareSign,
    tags: rareTags,
    words: rareWords,
    isPicture,
    image: rareImage,
  } satisfies Partial<typeof rare>);
