import { expect } from 'chai';
import { clear, parts, put, textOf } from '../support/elements.js';

afterEach(clear);

type Promo = HTMLElementTagNameMap['news-app-promo'];

describe('<news-app-promo>', () => {
  it('shows a heading, a text and two links', async () => {
    const promo = put<Promo>(
      '<news-app-promo heading="Download the app" text="Offline." app-store="https://a.example/a" google-play="https://a.example/g"></news-app-promo>',
    );
    await promo.updateComplete;
    expect(textOf(promo, 'heading')).to.equal('Download the app');
    expect(textOf(promo, 'message')).to.equal('Offline.');
    expect(
      (parts(promo, 'button') as HTMLAnchorElement[]).map(({ href, textContent }) => [href, textContent]),
    ).to.deep.equal([
      ['https://a.example/a', 'App Store'],
      ['https://a.example/g', 'Google Play'],
    ]);
  });

  it('keeps its distance from a list in whose slot it stands, and from nothing else', async () => {
    const stage = put(
      '<div><news-app-promo heading="A"></news-app-promo><news-tag-feed><news-app-promo slot="before" heading="A"></news-app-promo><news-tag-list slot="after"></news-tag-list><news-app-promo slot="after" heading="A"></news-app-promo></news-tag-feed></div>',
    ) as HTMLElement;
    const [alone, before, after] = [...stage.querySelectorAll('news-app-promo')];
    await Promise.all([alone, before, after].map((promo) => promo!.updateComplete));
    const roomOf = (promo: Promo) => {
      const [outer, inner] = [promo, parts(promo, 'promo')[0]!].map((one) => one.getBoundingClientRect());
      return [inner!.top - outer!.top, outer!.bottom - inner!.bottom];
    };
    expect(roomOf(alone!)).to.deep.equal([0, 0]);
    expect(roomOf(before!)).to.deep.equal([0, 22]);
    expect(roomOf(after!)).to.deep.equal([22, 0]);
  });

  it('shows only stores with a URL, and the content of slots', async () => {
    const promo = put<Promo>(
      '<news-app-promo google-play="/play"><img slot="icon" alt=""><b slot="heading">H</b><i slot="text">T</i></news-app-promo>',
    );
    await promo.updateComplete;
    expect(parts(promo, 'button')).to.have.length(1);
    expect([...promo.children].every((child) => child.assignedSlot)).to.equal(true);
  });
});
