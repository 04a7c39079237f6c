import { expect } from 'chai';
import { clear, logged, parts, put, textOf } from '../support/elements.js';

afterEach(clear);

type Card = HTMLElementTagNameMap['news-article-card'];

describe('<news-article-card>', () => {
  it('shows an article from attributes, relative addresses included', async () => {
    const card = put<Card>(
      `<news-article-card lang="en-GB" href="/story" headline="A headline" image="/feeds/pictures/ferry.svg" image-alt="A ferry" publisher="The Paper"
        published="2024-05-26T12:00:00Z" category="World" excerpt="Some words." heading-level="4"></news-article-card>`,
    );
    await card.updateComplete;
    const [link] = parts(card, 'link') as HTMLAnchorElement[];
    expect(link!.href).to.equal(new URL('/story', location.href).href);
    expect(parts(card, 'headline')[0]!.localName).to.equal('h4');
    expect(['headline', 'publisher', 'time', 'category', 'excerpt'].map((part) => textOf(card, part))).to.deep.equal([
      'A headline',
      'The Paper',
      '26 May 2024',
      'World',
      'Some words.',
    ]);
    expect(parts(card, 'image')[0]!.getAttribute('alt')).to.equal('A ferry');
  });

  it('shows an article from a property, and keeps the owner’s content until there is one', async () => {
    const card = put<Card>('<news-article-card><p>Soon.</p></news-article-card>');
    await card.updateComplete;
    const own = card.querySelector('p')!;
    expect(own.checkVisibility() && own.assignedSlot !== null).to.equal(true);
    card.article = { url: 'https://a.example/', title: 'T' };
    await card.updateComplete;
    expect(textOf(card, 'headline')).to.equal('T');
    expect(own.assignedSlot).to.equal(null);
  });

  it('warns its owner about an invalid article', async () => {
    const messages = await logged(async () => {
      const card = put<Card>('<news-article-card href="/story"></news-article-card>');
      await card.updateComplete;
      expect(parts(card, 'card')).to.be.empty;
    });
    expect(messages.join()).to.include('title');
  });

  it('dispatches an event when the article is opened', async () => {
    const card = put<Card>('<news-article-card href="/story" headline="T"></news-article-card>');
    await card.updateComplete;
    let title = '';
    card.addEventListener('news-article-open', (event) => {
      title = event.article.title;
      event.preventDefault();
    });
    parts(card, 'link')[0]!.click();
    expect(title).to.equal('T');
  });
});
