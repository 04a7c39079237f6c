import { everyStoryIsFit } from './every-story.js';
import * as looks from '../../stories/looks.stories.js';

everyStoryIsFit('looks', looks);
