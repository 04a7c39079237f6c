import { expect } from 'chai';
import { configure } from '../../src/index.js';
import { LANGUAGES, languageOf } from '../../src/views/languages/languages.js';
import { interactionWordsFor, fillCount } from '../../src/views/interaction-words.js';
import { wordsFor } from '../../src/views/words.js';
import { clear, parts, put, reached, textOf, until } from '../support/elements.js';
import { Network } from '../support/network.js';

const english = { ...wordsFor('en'), ...interactionWordsFor('en') } as Record<string, string | Record<string, string>>;

const placeholders = (sentence: string) => (sentence.match(/#?\{\w+\}/g) ?? []).sort().join();

/** A number that may be said in words: `one` in Arabic, where the noun's form tells it. */
const SAID: Record<string, string[]> = { ar: ['zero', 'one', 'two'], he: ['one', 'two'] };

const FEED =
  '<rss version="2.0"><channel><title>P</title><item><title>A</title><link>https://a.example/</link></item></channel></rss>';

/** Languages that must be there. */
const PROMISED = 'ar he fa hi zh ja ko uk ru tr es fr de pt it nl pl sv cs el'.split(' ');

describe('languages', () => {
  it('are at least twenty besides English', () => {
    expect(Object.keys(LANGUAGES)).to.include.members(PROMISED);
  });

  for (const [code, load] of Object.entries(LANGUAGES)) {
    it(`${code} has every sentence, with its placeholders and plural forms, and says whether it was reviewed`, async () => {
      const { reviewed, words } = (await load()).default;
      expect(reviewed).to.be.a('boolean');
      expect(Object.keys(words).sort()).to.deep.equal(Object.keys(english).sort());
      for (const [name, sentence] of Object.entries(words)) {
        const model = english[name]!;
        if (typeof model === 'string') {
          expect(sentence, name).to.be.a('string');
          expect(placeholders(sentence as string), name).to.equal(placeholders(model));
        } else {
          const { pluralCategories } = new Intl.PluralRules(code).resolvedOptions();
          expect(Object.keys(sentence).sort(), name).to.deep.equal([...pluralCategories].sort());
          for (const [category, form] of Object.entries(sentence)) {
            if (!SAID[code]?.includes(category)) expect(placeholders(form), `${name} ${category}`).to.equal('{count}');
          }
        }
      }
    });
  }

  it('are chosen by language, script and older names', () => {
    const found = ['de-AT', 'zh-TW', 'zh-Hans-HK', 'zh', 'no', 'nn-NO', 'iw', 'pt-BR', 'tlh'].map(languageOf);
    expect(found).to.deep.equal(['de', 'zh-Hant', 'zh', 'zh', 'nb', 'nb', 'he', 'pt', undefined]);
  });

  it('use their plural forms and digits', async () => {
    const { words } = (await LANGUAGES.ru!()).default;
    const said = [1, 3, 5, 21].map((count) => fillCount(words.fresh, count, 'ru'));
    expect(said).to.deep.equal(['1 новая статья', '3 новые статьи', '5 новых статей', '21 новая статья']);
    expect(fillCount((await LANGUAGES.fa!()).default.words.fresh, 12, 'fa')).to.match(/^۱۲ /);
  });
});

describe('a feed on a page in another language', () => {
  let network: Network;
  beforeEach(() => (network = new Network()));
  afterEach(async () => {
    network.restore();
    configure({ words: {} });
    await clear();
  });

  const shown = async (html: string) => {
    const feed = put(html);
    (await network.request()).reply(FEED);
    await reached(feed, 'ready');
    return feed;
  };

  it('uses it as soon as its sentences have loaded, and reserves the heading’s space until then', async () => {
    const feed = put('<news-tag-feed lang="uk" src="/x.xml"></news-tag-feed>');
    await feed.updateComplete;
    const { height } = parts(feed, 'heading')[0]!.getBoundingClientRect();
    expect(height).to.be.greaterThan(20);
    (await network.request()).reply(FEED);
    await until(() => textOf(feed, 'heading') === 'Останні новини');
  });

  it('uses English if there is no translation', async () => {
    const feed = await shown('<news-tag-feed lang="tlh" src="/x.xml"></news-tag-feed>');
    await until(() => textOf(feed, 'heading') === 'Latest news');
  });

  it('uses the owner’s words before its own, live, plural forms too', async () => {
    const feed = await shown('<news-tag-feed lang="sv-FI" src="/x.xml"></news-tag-feed>');
    configure({ words: { sv: { latest: 'Färskt' } } });
    feed.requestUpdate();
    await until(() => textOf(feed, 'heading') === 'Färskt');
  });

  it('follows a change of language', async () => {
    const feed = await shown('<news-tag-feed lang="nl" src="/x.xml"></news-tag-feed>');
    await until(() => textOf(feed, 'heading') === 'Laatste nieuws');
    feed.lang = 'ja';
    feed.requestUpdate();
    await until(() => textOf(feed, 'heading') === '最新ニュース');
  });
});
