import { everyStoryIsFit } from './every-story.js';
import * as layouts from '../../stories/layouts.stories.js';

everyStoryIsFit('layouts', layouts);
