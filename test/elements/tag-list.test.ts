import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import { LitElement, html } from 'lit';
import { type Article, NewsTagFeed, NewsTagList, defineProvider } from '../../src/index.js';
import { weighTags } from '../../src/select/tag-counts.js';
import { audit } from '../support/audit.js';
import { clear, headlines, logged, parts, put, reached, settled, textOf, until } from '../support/elements.js';
import { item, rss } from '../support/feeds.js';
import { Network } from '../support/network.js';

let count = 0;

/** An article with tags, older than the one before. */
const tagged = (...tags: string[]): Article => ({
  id: `a${++count}`,
  url: `https://a.example/${count}`,
  title: `Story ${count}`,
  published: new Date(Date.UTC(2024, 4, 26) - count * 36e5).toISOString(),
  authors: [],
  tags,
});

const BODY = rss(
  [['World', 'Economy'], ['World', 'Science'], ['World', 'Economy'], ['Culture']]
    .map((tags, n) =>
      item(tags.map((tag) => `<category>${tag}</category>`).join(''), `https://a.example/${n}`).replace(
        'Title',
        `S${n}`,
      ),
    )
    .join(''),
);

const HERE = location.href;
let network: Network;

beforeEach(() => {
  network = new Network();
  network.always('/tags.xml', () => new Response(BODY));
  network.always(
    '/again.xml',
    () => new Response(rss(item('<category>Culture</category>', 'https://a.example/3').replace('Title', 'S3'))),
  );
});
afterEach(async () => {
  await clear();
  network.restore();
  history.replaceState(null, '', HERE);
});

const controls = (list: HTMLElement) => parts(list, 'tag');
const labels = (list: HTMLElement) => controls(list).map(({ textContent }) => textContent!.trim());
const current = (list: HTMLElement) =>
  controls(list)
    .filter((one) => one.getAttribute('aria-pressed') === 'true' || one.hasAttribute('aria-current'))
    .map(({ textContent }) => textContent!.trim());
const named = (list: HTMLElement, label: string) =>
  controls(list).find(({ textContent }) => textContent!.trim() === label)!;

/** A list and its feed, with tags on screen. */
async function shown(
  list = '',
  feed = 'src="/tags.xml"',
  articles: Article[] | null = null,
): Promise<{ stage: HTMLElement; list: NewsTagList; feed: NewsTagFeed }> {
  const stage = put(
    `<div lang="en"><news-tag-list for="f" ${list}></news-tag-list><news-tag-feed id="f" ${feed}></news-tag-feed></div>`,
  ) as HTMLElement;
  const [one, other] = stage.children as unknown as [NewsTagList, NewsTagFeed];
  other.articles = articles;
  await until(() => labels(one).length > 1);
  return { stage, list: one, feed: other };
}

async function choose(list: NewsTagList, feed: NewsTagFeed, label: string): Promise<void> {
  named(list, label).click();
  await feed.updateComplete;
  await list.updateComplete;
}

/** The browser's own way back, which takes its time. */
async function back(): Promise<void> {
  const gone = new Promise((resolve) => addEventListener('popstate', resolve, { once: true }));
  history.back();
  await gone;
  await settled();
}

describe('the order of tags', () => {
  const weighed = (...lists: string[][]) =>
    weighTags(lists.map((tags) => tagged(...tags))).map(({ label, count }) => `${label} ${count}`);

  it('is by number of articles, then by the newest article', () => {
    expect(weighed(['b', 'c'], ['a', 'c'], ['a'])).to.deep.equal(['c 2', 'a 2', 'b 1']);
  });

  it('ignores case, accents and repetitions in one article, and uses the most frequent spelling', () => {
    expect(weighed(['économie', 'Economie'], ['Économie'], ['Économie '], ['ECONOMIE'])).to.deep.equal(['Économie 4']);
  });

  it('leaves out codes and tags without words', () => {
    expect(weighed(['structure:news/uk', 'https://a.example/x', '🎉', ' ', 'C++', 'Q&A: what next'])).to.deep.equal([
      'C++ 1',
      'Q&A: what next 1',
    ]);
  });

  it('leaves out tags of a single article if there are enough others', () => {
    const five = ['a', 'b', 'c', 'd', 'e'];
    expect(weighed([...five, 'once'], five)).to.deep.equal(five.map((tag) => `${tag} 2`));
    expect(weighed(five.slice(1).concat('once'), five.slice(1))).to.include('once 1');
  });

  it('has the language of the spelling, if known', () => {
    expect(weighTags([{ ...tagged('Frieden'), language: 'de' }])[0]!.language).to.equal('de');
  });
});

describe('the list', () => {
  it('shows the tags in order, after an entry for all articles', async () => {
    const { list } = await shown();
    expect(labels(list)).to.deep.equal(['All', 'World', 'Economy', 'Science', 'Culture']);
    expect(current(list)).to.deep.equal(['All']);
    const [box] = parts(list, 'tags');
    expect([box!.getAttribute('role'), box!.getAttribute('aria-label')]).to.deep.equal(['group', 'Tags']);
    expect(controls(list).every((one) => one.offsetHeight >= 24 && one.offsetWidth >= 24)).to.equal(true);
    await audit(list);
  });

  it('shows no more than the limit', async () => {
    const { list } = await shown('limit="2"');
    expect(labels(list)).to.deep.equal(['All', 'World', 'Economy']);
    list.limit = 1;
    await list.updateComplete;
    expect(labels(list)).to.deep.equal(['All', 'World']);
  });

  it('names the first entry after the owner’s tags, without repeating them', async () => {
    const { list, feed } = await shown('', 'tag="economy" src="/tags.xml"');
    expect(labels(list)).to.deep.equal(['economy', 'World', 'Science', 'Culture']);
    feed.tag = 'economy, science';
    await until(() => labels(list)[0] === 'economy or science');
    expect(labels(list)).to.include('Economy');
  });

  it('counts all loaded articles, not those on screen', async () => {
    const { list } = await shown('', 'tag="culture" limit="1" src="/tags.xml"');
    expect(labels(list)).to.include('World');
  });

  it('counts each story that the owner’s filters keep once', async () => {
    const { list, feed } = await shown('', 'exclude="S3" src="/tags.xml /again.xml"');
    expect(labels(list)).to.deep.equal(['All', 'World', 'Economy', 'Science']);
    feed.exclude = '';
    await until(() => labels(list).includes('Culture'));
    expect(labels(list)).to.deep.equal(['All', 'World', 'Economy', 'Science', 'Culture']);
    feed.src = '/again.xml';
    await until(() => labels(list).length === 2);
  });

  it('puts the newer of two equally frequent tags first', async () => {
    const [young, old] = [tagged('young'), tagged('old')] as const;
    const { list } = await shown('', 'articles', [old, young]);
    expect(labels(list)).to.deep.equal(['All', 'young', 'old']);
  });

  it('follows a change of the source, also while a tag is selected', async () => {
    const { list, feed } = await shown();
    await choose(list, feed, 'Economy');
    feed.src = '/again.xml';
    await until(() => labels(list).join() === 'All,Culture,Economy');
  });

  it('uses the language of the page', async () => {
    const { stage, list } = await shown();
    stage.lang = 'ar';
    stage.dir = 'rtl';
    list.requestUpdate();
    await until(() => labels(list)[0] === 'الكل');
    expect(parts(list, 'tags')[0]!.getAttribute('aria-label')).to.equal('المواضيع');
    expect(controls(list)[0]!.getBoundingClientRect().left).to.be.greaterThan(
      controls(list)[1]!.getBoundingClientRect().left,
    );
  });

  it('fits into 240 px, however long a tag is', async () => {
    const stage = put('<div><news-tag-list></news-tag-list><news-tag-feed></news-tag-feed></div>') as HTMLElement;
    stage.style.inlineSize = '240px';
    const [list, feed] = stage.children as unknown as [NewsTagList, NewsTagFeed];
    feed.articles = [tagged('Donaudampfschifffahrtsgesellschaftskapitänswitwen'.repeat(3), 'a', 'b '.repeat(100))];
    await until(() => labels(list).length > 1);
    expect(list.scrollWidth).to.be.at.most(240);
    for (const one of controls(list)) expect(one.offsetWidth).to.be.at.most(240);
  });

  it('works under any element name', async () => {
    NewsTagList.define('my-tags');
    const stage = put('<div><my-tags></my-tags><news-tag-feed src="/tags.xml"></news-tag-feed></div>');
    const list = stage.firstElementChild as NewsTagList;
    await until(() => labels(list).length === 5);
    const messages = await logged(async () => {
      list.setAttribute('limit', 'many');
      await list.updateComplete;
    });
    expect(messages.join()).to.include('<my-tags>: Invalid limit="many"');
  });
});

describe('selecting a tag', () => {
  it('changes the feed; selecting it again, or “All”, restores the list', async () => {
    const { list, feed } = await shown();
    await choose(list, feed, 'Economy');
    expect(feed.tag).to.equal('Economy');
    expect(headlines(feed)).to.deep.equal(['S0', 'S2']);
    expect(current(list)).to.deep.equal(['Economy']);
    await choose(list, feed, 'Economy');
    expect([feed.tag, current(list)]).to.deep.equal(['', ['All']]);
    await choose(list, feed, 'World');
    await choose(list, feed, 'Culture');
    expect(headlines(feed)).to.deep.equal(['S3']);
    await choose(list, feed, 'All');
    expect([feed.tag, headlines(feed).length]).to.deep.equal(['', 4]);
    expect(location.href).to.equal(HERE);
  });

  it('again restores the owner’s tags, also several', async () => {
    const { list, feed } = await shown('', 'src="/tags.xml"');
    const own = ['Economy', 'Culture'];
    feed.tag = own;
    await until(() => labels(list)[0] === 'Economy or Culture');
    await choose(list, feed, 'World');
    await choose(list, feed, 'Economy or Culture');
    expect(feed.tag).to.equal(own);
  });

  it('ends when the owner changes the feed’s tag', async () => {
    const { list, feed } = await shown();
    await choose(list, feed, 'Economy');
    feed.tag = 'science';
    await until(() => current(list)[0] === 'science');
    await choose(list, feed, 'World');
    await choose(list, feed, 'World');
    expect(feed.tag).to.equal('science');
  });

  it('works by keyboard, and keeps the focus', async () => {
    const { list, feed } = await shown();
    named(list, 'All').focus();
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Tab' });
    expect(list.shadowRoot!.activeElement).to.equal(named(list, 'Economy'));
    await sendKeys({ press: 'Enter' });
    await until(() => current(list)[0] === 'Economy');
    expect(headlines(feed)).to.deep.equal(['S0', 'S2']);
    expect(list.shadowRoot!.activeElement).to.equal(named(list, 'Economy'));
    await sendKeys({ press: ' ' });
    await until(() => current(list)[0] === 'All');
    expect(feed.tag).to.equal('');
  });

  it('dispatches an event first, and can be cancelled', async () => {
    const { stage, list, feed } = await shown();
    const told: string[] = [];
    const onSelect = (event: GlobalEventHandlersEventMap['news-tag-select']) => {
      told.push(`${event.tag} ${String(feed.tag)}`);
      if (event.tag === 'World') event.preventDefault();
    };
    stage.addEventListener('news-tag-select', onSelect as EventListener);
    await choose(list, feed, 'Economy');
    await choose(list, feed, 'World');
    expect(current(list)).to.deep.equal(['Economy']);
    await choose(list, feed, 'Economy');
    expect(told).to.deep.equal(['Economy ', 'World Economy', ' Economy']);
  });

  it('with a comma selects one tag', async () => {
    const { list, feed } = await shown('', 'articles', [tagged('Arts, crafts'), tagged('Arts'), tagged('crafts')]);
    await choose(list, feed, 'Arts, crafts');
    expect(feed.tag).to.deep.equal(['Arts, crafts']);
    expect(current(list)).to.deep.equal(['Arts, crafts']);
    expect(headlines(feed)).to.have.length(1);
  });

  it('with a comma differs from several tags of the owner', async () => {
    const { list, feed } = await shown('', 'tag="Arts, crafts" articles', [tagged('Arts, crafts'), tagged('Arts')]);
    await choose(list, feed, 'Arts, crafts');
    expect(feed.tag).to.deep.equal(['Arts, crafts']);
    expect(headlines(feed)).to.have.length(1);
    expect(textOf(feed, 'heading')).to.equal('Latest news with #Arts, crafts');
  });

  it('agrees with the selection on cards and in other lists', async () => {
    const { stage, list, feed } = await shown('', 'fields="tags" src="/tags.xml"');
    const other = document.createElement('news-tag-list');
    other.limit = 1;
    stage.append(other);
    await until(() => labels(other).length > 1);
    parts(feed, 'tag')
      .find(({ textContent }) => textContent === 'Culture')!
      .click();
    await until(() => current(list)[0] === 'Culture' && current(other)[0] === 'Culture');
    expect(labels(other)).to.deep.equal(['All', 'World', 'Culture']);
    await choose(list, feed, 'All');
    expect([feed.tag, current(list), labels(other)]).to.deep.equal(['', ['All'], ['All', 'World']]);
  });

  it('filters articles of the owner too, and restores them', async () => {
    const own = [tagged('Sea', 'Wind'), tagged('Sea'), tagged('Land')];
    const { list, feed } = await shown('', 'articles', own);
    await choose(list, feed, 'Land');
    expect(headlines(feed)).to.deep.equal([own[2]!.title]);
    expect(labels(list)).to.deep.equal(['All', 'Sea', 'Wind', 'Land']);
    const renewed = [...own, tagged('Land')];
    feed.articles = renewed;
    await until(() => headlines(feed).length === 2);
    expect(current(list)).to.deep.equal(['Land']);
    await choose(list, feed, 'All');
    expect(feed.articles).to.equal(renewed);
    expect(headlines(feed)).to.have.length(4);
  });

  it('keeps the tags of a source that searches for the selected one', async () => {
    const answers: Record<string, Article[]> = {
      '': [tagged('Sea', 'Wind'), tagged('Sea')],
      Wind: [tagged('Wind', 'Kites')],
    };
    defineProvider({ name: 'seeker', searches: true, read: async ({ tags }) => ({ articles: answers[tags.join()]! }) });
    const { list, feed } = await shown('', 'provider="seeker"');
    await choose(list, feed, 'Wind');
    expect(labels(list)).to.deep.equal(['All', 'Sea', 'Wind']);
    await until(() => feed.feed?.articles[0]?.tags.includes('Kites'));
    await settled();
    expect(labels(list)).to.deep.equal(['All', 'Sea', 'Wind']);
    await choose(list, feed, 'All');
    await reached(feed, 'ready');
    expect(labels(list)).to.deep.equal(['All', 'Sea', 'Wind']);
  });
});

describe('the feed it belongs to', () => {
  const FEED = '<news-tag-feed loading="eager" src="/tags.xml"></news-tag-feed>';
  const listIn = (stage: HTMLElement) => stage.querySelector('news-tag-list')!;
  const ready = (list: NewsTagList) => until(() => labels(list).length > 1);

  it('is the nearest one, without `for`', async () => {
    const stage = put(
      `<div>${FEED}<section>${FEED}<p><news-tag-list></news-tag-list></p>${FEED}</section></div>`,
    ) as HTMLElement;
    const [, before, after] = stage.querySelectorAll('news-tag-feed');
    const list = listIn(stage);
    await ready(list);
    await choose(list, after!, 'World');
    expect([before!.tag, after!.tag]).to.deep.equal(['', 'World']);
    after!.remove();
    await until(() => current(list)[0] === 'All');
    await choose(list, before!, 'World');
    expect(before!.tag).to.equal('World');
  });

  it('is the one that contains it', async () => {
    const stage = put(
      `<div><news-tag-feed src="/tags.xml"><news-tag-list slot="before"></news-tag-list></news-tag-feed>${FEED}</div>`,
    ) as HTMLElement;
    await ready(listIn(stage));
    await choose(listIn(stage), stage.querySelector('news-tag-feed')!, 'World');
    expect([...stage.querySelectorAll('news-tag-feed')].map(({ tag }) => tag)).to.deep.equal(['World', '']);
  });

  it('may be added later, be replaced, leave, and change its id', async () => {
    const stage = put('<div><news-tag-list for="late"><p>None yet.</p></news-tag-list></div>') as HTMLElement;
    const list = listIn(stage);
    await list.updateComplete;
    const own = list.firstElementChild!;
    expect(own.checkVisibility() && own.assignedSlot !== null).to.equal(true);
    const first = Object.assign(document.createElement('news-tag-feed'), { id: 'late', src: '/tags.xml' });
    stage.append(first);
    await ready(list);
    expect(own.assignedSlot).to.equal(null);
    await choose(list, first, 'World');
    const second = Object.assign(document.createElement('news-tag-feed'), { id: 'late', src: '/tags.xml' });
    first.replaceWith(second);
    await until(() => current(list)[0] === 'All');
    await choose(list, second, 'Culture');
    expect([first.tag, second.tag]).to.deep.equal(['World', 'Culture']);
    second.id = 'other';
    await until(() => !labels(list).length);
    expect(own.assignedSlot).not.to.equal(null);
    list.for = 'other';
    await until(() => current(list)[0] === 'Culture');
    second.remove();
    await until(() => !labels(list).length);
  });

  it('may be defined later, also under another name', async () => {
    const stage = put(
      '<div><news-tag-list for="own"></news-tag-list><own-news id="own" src="/tags.xml"></own-news></div>',
    );
    const list = listIn(stage as HTMLElement);
    const messages = await logged(async () => {
      await list.updateComplete;
      NewsTagFeed.define('own-news');
      await ready(list);
    });
    expect(messages).to.be.empty;
  });

  it('is found from inside a shadow root, first inside, then outside', async () => {
    customElements.define(
      'test-box',
      class extends LitElement {
        override render = () => html`<news-tag-list for="f"></news-tag-list>`;
      },
    );
    const stage = put('<div><test-box></test-box><news-tag-feed id="f" src="/tags.xml"></news-tag-feed></div>');
    const box = stage.firstElementChild as LitElement;
    await box.updateComplete;
    const list = box.shadowRoot!.querySelector('news-tag-list')!;
    await ready(list);
    const inner = Object.assign(document.createElement('news-tag-feed'), { id: 'f', tag: 'Culture', src: '/tags.xml' });
    box.shadowRoot!.append(inner);
    await until(() => labels(list)[0] === 'Culture');
    inner.remove();
    await until(() => labels(list)[0] === 'All');
  });

  it('is never another element, about which the owner is warned once', async () => {
    const messages = await logged(async () => {
      const stage = put('<div><news-tag-list for="x"></news-tag-list><p id="x"></p></div>') as HTMLElement;
      await listIn(stage).updateComplete;
      listIn(stage).limit = 5;
      await listIn(stage).updateComplete;
    });
    expect(messages).to.have.length(1);
    expect(messages[0]).to.include('for="x"');
  });

  it('is missed with one warning, and found when it is added later', async () => {
    let stage!: HTMLElement;
    const messages = await logged(async () => {
      stage = put('<div><news-tag-list for="nope"></news-tag-list></div>') as HTMLElement;
      await listIn(stage).updateComplete;
      listIn(stage).limit = 5;
      await listIn(stage).updateComplete;
      stage.insertAdjacentHTML('beforeend', '<news-tag-feed id="nope" src="/tags.xml"></news-tag-feed>');
      await ready(listIn(stage));
    });
    expect(messages).to.deep.equal([
      '<news-tag-list>: Invalid for="nope". Expected: the id of a <news-tag-feed>. Showing no tags.',
    ]);
    const goodbye = await logged(async () => {
      stage.replaceChildren();
      await settled();
    });
    expect(goodbye).to.be.empty;
  });

  it('is not missed before the page has loaded', async () => {
    let state: DocumentReadyState = 'loading';
    Object.defineProperty(document, 'readyState', { configurable: true, get: () => state });
    try {
      const list = put('<news-tag-list for="coming"></news-tag-list>');
      expect(await logged(() => list.updateComplete)).to.be.empty;
      state = 'complete';
      const messages = await logged(async () => {
        dispatchEvent(new Event('load'));
        await list.updateComplete;
      });
      expect(messages).to.have.length(1);
    } finally {
      Reflect.deleteProperty(document, 'readyState');
    }
  });

  it('keeps the selection when it is moved with its list', async () => {
    const { stage, list, feed } = await shown();
    await choose(list, feed, 'World');
    const place = document.createElement('section');
    stage.after(place);
    place.append(stage);
    await settled();
    expect([current(list), feed.tag]).to.deep.equal([['World'], 'World']);
    await choose(list, feed, 'All');
    expect(feed.tag).to.equal('');
  });
});

describe('until there are tags', () => {
  it('space is reserved, and stays when there are fewer', async () => {
    const stage = put(
      '<div><news-tag-list></news-tag-list><news-tag-feed src="/slow.xml"></news-tag-feed></div>',
    ) as HTMLElement;
    stage.style.inlineSize = '320px';
    const [list, feed] = stage.children as unknown as [NewsTagList, NewsTagFeed];
    const request = await network.request();
    await until(() => parts(list, 'skeleton').length > 0);
    const { top } = feed.getBoundingClientRect();
    expect(list.offsetHeight).to.be.greaterThan(28);
    await audit(list);
    request.reply(BODY);
    await until(() => labels(list).length > 1);
    expect(feed.getBoundingClientRect().top).to.equal(top);
    dispatchEvent(new Event('scroll'));
    expect(feed.getBoundingClientRect().top).to.equal(top);
  });

  it('no space is reserved before consent, after a failure, or without tags', async () => {
    network.always('/bad.xml', () => new Response('', { status: 500 }));
    network.always('/bare.xml', () => new Response(rss(item(''))));
    for (const [feed, status] of [
      ['loading="click" src="https://a.example/x.xml"', 'idle'],
      ['src="/bad.xml"', 'error'],
      ['src="/bare.xml"', 'ready'],
    ] as const) {
      const stage = put(`<div><news-tag-list></news-tag-list><news-tag-feed ${feed}></news-tag-feed></div>`);
      const [list, one] = stage.children as unknown as [NewsTagList, NewsTagFeed];
      await logged(() => reached(one, status));
      await list.updateComplete;
      expect([parts(list, 'skeleton').length, labels(list).length]).to.deep.equal([0, 0]);
      await clear();
    }
  });

  it('fallback content replaces grey shapes', async () => {
    const stage = put(
      '<div><news-tag-list><a href="/tags">All tags</a></news-tag-list><news-tag-feed src="/slow.xml"></news-tag-feed></div>',
    );
    const list = stage.firstElementChild as NewsTagList;
    (await network.request()).reply(BODY);
    expect(parts(list, 'skeleton')).to.be.empty;
    expect(list.firstElementChild!.assignedSlot).not.to.equal(null);
    await until(() => labels(list).length > 1);
    expect(list.firstElementChild!.assignedSlot).to.equal(null);
  });

  it('tags and focus stay while another source loads', async () => {
    const { list, feed } = await shown();
    named(list, 'Science').focus();
    feed.src = '/slow.xml';
    const request = await network.request(1);
    await list.updateComplete;
    expect(labels(list)).to.include('Science');
    request.reply(
      rss(
        item('<category>Science</category>') +
          item('<category>Sea</category>', 'https://a.example/s').replace('Title', 'Other'),
      ),
    );
    await until(() => labels(list).includes('Sea'));
    expect(list.shadowRoot!.activeElement).to.equal(named(list, 'Science'));
    feed.src = '/tags.xml';
    await until(() => labels(list).includes('World'));
    expect(list.shadowRoot!.activeElement).to.equal(named(list, 'Science'));
  });
});

describe('links', () => {
  const hrefs = (list: HTMLElement) => controls(list).map((one) => one.getAttribute('href'));

  /** Clicks, and tells whether the browser would follow; it does not. */
  function follows(link: HTMLElement, init: MouseEventInit = {}): boolean {
    let isFollowed = false;
    const stop = (event: Event) => {
      isFollowed = !event.defaultPrevented;
      event.preventDefault();
    };
    addEventListener('click', stop, { once: true });
    link.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, cancelable: true, ...init }));
    removeEventListener('click', stop);
    return isFollowed;
  }

  it('have the owner’s URL, in a named navigation', async () => {
    const { list, feed } = await shown('mode="links" href="/topics/{tag}?from={tag}"', '', [
      tagged('Wind & Sea', 'C#', 'a/b c', 'half \ud83d'),
    ]);
    // Half a character is none: the model has put the sign for that in its place.
    expect(labels(list)).to.deep.equal(['Wind & Sea', 'C#', 'a/b c', 'half \ufffd']);
    expect(hrefs(list)).to.deep.equal(
      ['Wind%20%26%20Sea', 'C%23', 'a%2Fb%20c', 'half%20%EF%BF%BD'].map((tag) => `/topics/${tag}?from=${tag}`),
    );
    const [box] = parts(list, 'tags');
    expect([box!.localName, box!.getAttribute('aria-label')]).to.deep.equal(['nav', 'Tags']);
    let told = '';
    list.addEventListener('news-tag-select', ({ tag }) => (told = tag));
    expect(follows(named(list, 'C#'))).to.equal(true);
    expect([told, feed.tag]).to.deep.equal(['C#', '']);
    await audit(list);
  });

  it('lead to /tag/ by default, and mark the tag of the page', async () => {
    const { list } = await shown('mode="links"', 'tag="economy" src="/tags.xml"');
    expect(hrefs(list)).to.deep.equal(['/tag/economy', '/tag/World', '/tag/Science', '/tag/Culture']);
    expect(named(list, 'economy').getAttribute('aria-current')).to.equal('true');
    expect(controls(list).filter((link) => link.hasAttribute('aria-current'))).to.have.length(1);
  });

  it('are not followed when the owner cancels it', async () => {
    const { list } = await shown('mode="links"');
    list.addEventListener('news-tag-select', (event) => event.preventDefault());
    expect(follows(named(list, 'World'))).to.equal(false);
  });

  it('to this page change the feed in place with `url-param`, unless they open elsewhere', async () => {
    const { list, feed } = await shown('mode="links" url-param="tag"');
    const here = new URL(location.href);
    here.searchParams.set('tag', 'World');
    expect(hrefs(list).slice(0, 2)).to.deep.equal([HERE, here.href]);
    expect(follows(named(list, 'World'), { ctrlKey: true })).to.equal(true);
    expect(feed.tag).to.equal('');
    expect(follows(named(list, 'World'))).to.equal(false);
    await list.updateComplete;
    expect([feed.tag, location.href, current(list)]).to.deep.equal(['World', here.href, ['World']]);
    expect(follows(named(list, 'All'))).to.equal(false);
    expect([feed.tag, location.href]).to.deep.equal(['', HERE]);
  });

  it('to other pages are followed, also with `url-param`', async () => {
    const { list, feed } = await shown('mode="links" url-param="tag" href="/tag/{tag}"');
    expect(follows(named(list, 'World'))).to.equal(true);
    expect([feed.tag, location.href]).to.deep.equal(['', HERE]);
  });

  for (const href of [
    "javascript:alert('{tag}')",
    ' java\tscript:{tag}',
    'data:text/html,{tag}',
    '{tag}:alert(1)',
    '/no-place',
    'https://{tag}{tag}%/',
  ]) {
    it(`never lead to ${JSON.stringify(href)}`, async () => {
      const messages = await logged(async () => {
        const { list } = await shown('mode="links"', '', [tagged('javascript', 'alert'), tagged('javascript')]);
        list.href = href;
        await list.updateComplete;
        for (const link of controls(list) as HTMLAnchorElement[]) expect(link.protocol).to.match(/^https?:$/);
      });
      expect(messages).to.have.length(1);
    });
  }
});

describe('the URL of the page', () => {
  const withParam = (query: string) => history.replaceState({ router: 1 }, '', query);

  it('contains the selection beside its other parameters, and works with the back button', async () => {
    withParam('?a=1&b=%20#part');
    const { list, feed } = await shown('url-param="topic"');
    await choose(list, feed, 'World');
    expect(location.search + location.hash).to.equal('?a=1&b=+&topic=World#part');
    expect(history.state).to.deep.equal({ router: 1 });
    await choose(list, feed, 'Science');
    expect(new URLSearchParams(location.search).get('topic')).to.equal('Science');
    await back();
    expect([feed.tag, current(list)]).to.deep.equal(['World', ['World']]);
    await back();
    expect([feed.tag, current(list), location.search.includes('topic')]).to.deep.equal(['', ['All'], false]);
    expect(location.hash).to.equal('#part');
  });

  it('is read at first, in any order of the elements', async () => {
    withParam('?topic=CULTURE');
    const { list, feed } = await shown('url-param="topic"');
    expect([feed.tag, current(list), headlines(feed)]).to.deep.equal(['CULTURE', ['Culture'], ['S3']]);
    await choose(list, feed, 'Culture');
    expect([feed.tag, location.search]).to.deep.equal(['', '']);
    await back();
    expect([feed.tag, current(list)]).to.deep.equal(['CULTURE', ['Culture']]);
    await clear();
    withParam('?topic=Science');
    const stage = put('<div><news-tag-feed src="/tags.xml"></news-tag-feed></div>') as HTMLElement;
    await reached(stage.firstElementChild as NewsTagFeed, 'ready');
    const late = Object.assign(document.createElement('news-tag-list'), { urlParam: 'topic' });
    stage.append(late);
    await until(() => current(late)[0] === 'Science');
    expect(headlines(stage.firstElementChild as NewsTagFeed)).to.deep.equal(['S1']);
  });

  it('shows a tag that is not among the most frequent, and an entry for all', async () => {
    withParam('?topic=geese');
    const { list, feed } = await shown('url-param="topic" limit="1"');
    expect(labels(list)).to.deep.equal(['All', 'World', 'geese']);
    await reached(feed, 'empty');
    await choose(list, feed, 'All');
    expect(labels(list)).to.deep.equal(['All', 'World']);
  });

  it('with the owner’s own tag selects nothing', async () => {
    withParam('?topic=World');
    const { list, feed } = await shown('url-param="topic"', 'tag="world" src="/tags.xml"');
    expect([feed.tag, current(list), location.search]).to.deep.equal(['world', ['world'], '?topic=World']);
  });

  it('follows a selection on a card, and its end by the owner', async () => {
    const { list, feed } = await shown('url-param="topic"', 'fields="tags" src="/tags.xml"');
    parts(feed, 'tag')
      .find(({ textContent }) => textContent === 'Culture')!
      .click();
    await until(() => current(list)[0] === 'Culture');
    expect(location.search).to.include('topic=Culture');
    feed.tag = 'science';
    await until(() => current(list)[0] === 'science');
    expect(location.search).not.to.include('topic');
  });

  it('stays as it is when a selection is cancelled', async () => {
    const { list, feed } = await shown('url-param="topic"');
    list.addEventListener('news-tag-select', (event) => event.preventDefault());
    await choose(list, feed, 'World');
    expect([location.href, feed.tag]).to.deep.equal([HERE, '']);
  });

  it('can put nothing but a tag on the page', async () => {
    for (const poison of ['x'.repeat(101), '🎉', '  ', '\u0000']) {
      withParam(`?${new URLSearchParams({ topic: poison })}`);
      const { list, feed } = await shown('url-param="topic"');
      expect([feed.tag, current(list)]).to.deep.equal(['', ['All']]);
      await clear();
    }
  });
});

describe('hostile tags', () => {
  const ran: string[] = [];
  Object.assign(window, { ranInTag: (what: string) => ran.push(what) });
  const POISON = [
    '<img src=x onerror="ranInTag(1)">',
    '"> <script>ranInTag(2)</script>',
    '__proto__',
    'constructor',
    'javascript:ranInTag(3)//',
  ];

  it('show as text and run nothing, from articles and from the URL, as buttons and as links', async () => {
    for (const mode of ['buttons', 'links']) {
      history.replaceState(null, '', `?${new URLSearchParams({ topic: POISON[0]! })}`);
      const { list, feed } = await shown(`mode="${mode}" url-param="topic"`, '', [tagged(...POISON), tagged('World')]);
      expect(current(list)).to.deep.equal([POISON[0]]);
      expect(labels(list)).to.include.members(POISON.slice(0, 4));
      for (const label of labels(list)) await choose(list, feed, label);
      const all = [...list.shadowRoot!.querySelectorAll('*')];
      expect(all.filter(({ localName }) => !'div nav ul li a button'.split(' ').includes(localName))).to.be.empty;
      await settled();
      expect(ran).to.be.empty;
      await clear();
    }
  });
});
