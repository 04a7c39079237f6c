import { everyStoryIsFit } from './every-story.js';
import * as looks from '../../stories/looks.stories.js';
import * as parts from '../../stories/parts.stories.js';

everyStoryIsFit('looks', looks);
everyStoryIsFit('parts', parts);
