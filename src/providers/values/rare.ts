import { rare } from './rarities.js';
import { rareDate } from './rare-dates.js';
import { rareEntity } from './rare-entities.js';

/** From now on, dates and entities that few feeds have are read too. */
export const useRarities = (): void => void Object.assign(rare, { date: rareDate, entity: rareEntity });
