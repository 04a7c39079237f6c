import 'newsrack/define/news-tag-feed';
