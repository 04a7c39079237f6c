import { everyStoryIsFit } from './every-story.js';
import * as ownCards from '../../stories/own-cards.stories.js';

everyStoryIsFit('own cards', ownCards);
