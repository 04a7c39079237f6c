import { everyStoryIsFit } from './every-story.js';
import * as newsTagFeed from '../../stories/news-tag-feed.stories.js';

everyStoryIsFit('news-tag-feed', newsTagFeed);
