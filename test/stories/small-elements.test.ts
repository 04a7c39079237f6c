import { everyStoryIsFit } from './every-story.js';
import * as newsArticleCard from '../../stories/news-article-card.stories.js';
import * as newsAppPromo from '../../stories/news-app-promo.stories.js';
import * as newsTagList from '../../stories/news-tag-list.stories.js';

everyStoryIsFit('news-article-card', newsArticleCard);
everyStoryIsFit('news-app-promo', newsAppPromo);
everyStoryIsFit('news-tag-list', newsTagList);
