import { NewsTagFeed } from 'newsrack';

NewsTagFeed.define('my-feed');
