import { expect } from 'chai';
import type { NewsTagFeed } from '../../src/index.js';
import { LANGUAGES } from '../../src/views/languages/languages.js';
import { LAYOUTS, clear, parts, put, settled, until } from '../support/elements.js';
import { articles } from './articles.js';
import { faultsOf } from './sight.js';

const RIGHT_TO_LEFT = ['ar', 'fa', 'he'];
const WIDTHS = [250, 320];

afterEach(clear);

/** One of each layout and width, and the box of consent, which has the longest sentences. */
const guests = WIDTHS.flatMap((width) =>
  [...LAYOUTS.map((layout) => `layout="${layout}"`), 'src="https://paper.example/feed.xml" loading="click"'].map(
    (attributes) =>
      `<news-tag-feed ${attributes} page-size="2" tag="peace" time-format="relative" style="display: block; width: ${width}px"></news-tag-feed>`,
  ),
).join('');

describe('in a narrow column, no word is cut off', () => {
  for (const language of ['en', ...Object.keys(LANGUAGES)]) {
    it(`in ${language}`, async () => {
      const dir = RIGHT_TO_LEFT.includes(language) ? 'rtl' : 'ltr';
      const stage = put(`<div lang="${language}" dir="${dir}">${guests}</div>`);
      const feeds = [...stage.querySelectorAll<NewsTagFeed>('news-tag-feed')];
      for (const feed of feeds) if (feed.loading !== 'click') feed.articles = articles.slice(0, 4) as never;
      await until(() => feeds.every((feed) => parts(feed, 'card').length > 1 || parts(feed, 'agree').length));
      const isLearnt = () => language === 'en' || parts(feeds[0]!, 'more')[0]?.textContent !== 'Show more';
      await until(isLearnt);
      await settled();
      const faults = feeds.flatMap((feed) =>
        faultsOf(feed, feed.clientWidth).map((fault) => `${feed.layout} of ${feed.clientWidth} pixels: ${fault}`),
      );
      expect(faults.join('\n')).to.equal('');
    });
  }
});
