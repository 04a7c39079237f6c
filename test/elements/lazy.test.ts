/** When lazy elements send their first request. */
import { expect } from 'chai';
import type { NewsTagFeed } from '../../src/index.js';
import { clear, put } from '../support/elements.js';
import { Network } from '../support/network.js';

let network: Network;

beforeEach(() => {
  network = new Network();
});

afterEach(async () => {
  network.restore();
  await clear();
});

const FEED = '<news-tag-feed src="/feed.xml"></news-tag-feed>';

/** Puts an element into the page; returns how many requests it has sent once it has rendered, before any frame. */
async function requestsBeforeFrame(html: string): Promise<number> {
  let isDrawn = false;
  requestAnimationFrame(() => (isDrawn = true));
  await put<NewsTagFeed>(html).updateComplete;
  expect(isDrawn).to.equal(false);
  return network.requests.length;
}

describe('a lazy element requests news', () => {
  it('with its first render where it is in view', async () => {
    expect(await requestsBeforeFrame(FEED)).to.equal(1);
  });

  it('with its first render where it is a little below the screen', async () => {
    const margin = `margin-top: ${innerHeight + 300}px`;
    expect(await requestsBeforeFrame(`<news-tag-feed src="/feed.xml" style="${margin}"></news-tag-feed>`)).to.equal(1);
  });

  for (const [where, style] of [
    ['far below the screen', 'position: absolute; top: 9999px'],
    ['far above the screen', 'position: absolute; top: -9999px'],
    ['beside the screen', 'position: fixed; top: 0; left: -500px; width: 400px'],
    ['hidden', 'display: none'],
  ]) {
    it(`not yet where it is ${where}`, async () => {
      expect(await requestsBeforeFrame(`<news-tag-feed src="/feed.xml" style="${style}"></news-tag-feed>`)).to.equal(0);
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      expect(network.requests.length).to.equal(0);
    });
  }

  it('when it is shown, where it was hidden at first', async () => {
    const feed = put<NewsTagFeed>('<news-tag-feed src="/feed.xml" style="display: none"></news-tag-feed>');
    await feed.updateComplete;
    feed.style.display = '';
    await network.request();
  });
});
