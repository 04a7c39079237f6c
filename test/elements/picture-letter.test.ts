import { expect } from 'chai';
import { clear, parts, put, until } from '../support/elements.js';

/** The letter that stands in for a picture is seen until the picture is there, and no longer: many have transparent parts. */

const served = (name: string) => new URL(`/feeds/pictures/${name}.svg`, location.href).href;

const isSeen = (element: HTMLElement | undefined) => !!element && getComputedStyle(element).opacity !== '0';

describe('the letter in the place of a picture', () => {
  afterEach(clear);

  it('is seen where a picture is broken, and where there is none, but not behind one', async () => {
    const feed = put('<news-tag-feed></news-tag-feed>');
    const story = (n: number, url?: string) => ({
      url: `https://paper.example/${n}`,
      title: `Story ${n}`,
      ...(url && { image: { url } }),
    });
    feed.articles = [story(0, served('ferry')), story(1, served('missing')), story(2)];
    const letter = (n: number) => parts(feed, 'placeholder')[n];
    await until(() => letter(0) && !isSeen(letter(0)));
    await until(() => !isSeen(parts(feed, 'image')[1]));
    expect([letter(1), letter(2)].map(isSeen)).to.deep.equal([true, true]);
  });

  it('comes and goes as a card gets other pictures', async () => {
    const card = put<HTMLElementTagNameMap['news-article-card']>(
      `<news-article-card headline="T" href="/a" image="${served('ferry')}"></news-article-card>`,
    );
    const letter = () => parts(card, 'placeholder')[0];
    await until(() => letter() && !isSeen(letter()));
    card.image = served('missing');
    await until(() => isSeen(letter()));
    card.image = served('bridge-night');
    await until(() => !isSeen(letter()) && isSeen(parts(card, 'image')[0]));
  });

  it('is not seen behind a picture that a reader has had before', async () => {
    for (let visit = 0; visit < 2; visit++) {
      const feed = put('<news-tag-feed></news-tag-feed>');
      feed.articles = [{ url: 'https://paper.example/a', title: 'T', image: { url: served('ferry') } }];
      await until(() => parts(feed, 'image').length && !isSeen(parts(feed, 'placeholder')[0]));
      feed.remove();
    }
  });
});
