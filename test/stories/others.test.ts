import { everyStoryIsFit } from './every-story.js';
import * as newsArticleCard from '../../stories/news-article-card.stories.js';
import * as newsAppPromo from '../../stories/news-app-promo.stories.js';

everyStoryIsFit('news-article-card', newsArticleCard);
everyStoryIsFit('news-app-promo', newsAppPromo);
