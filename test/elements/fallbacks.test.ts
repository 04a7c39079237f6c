import { expect } from 'chai';
import { type NewsTagFeed, configure } from '../../src/index.js';
import { clear, headlines, next, parts, put, reached, settled, textOf, until } from '../support/elements.js';
import { item, rss } from '../support/feeds.js';
import { Network } from '../support/network.js';

/** Fallbacks when no news comes, in order: cached copy, inline snapshot, the owner's content, a sentence. */

const feedOf = (...titles: string[]) =>
  rss(titles.map((title) => item('', `https://a.example/${title}`).replace('>Title<', `>${title}<`)).join(''));

const HOUR = 3_600_000;

let network: Network;
beforeEach(() => (network = new Network()));
afterEach(async () => {
  network.restore();
  configure({ storage: undefined, relay: undefined, words: {} });
  await clear();
});

/** Leaves a copy behind, as an earlier visit does, and makes it so old. */
async function visited(attributes: string, age = 2 * HOUR, ...titles: string[]): Promise<void> {
  const feed = put(`<news-tag-feed ${attributes}></news-tag-feed>`);
  (await network.request(network.requests.length)).reply(feedOf(...titles));
  await reached(feed, 'ready');
  await until(() => copies().length > 0);
  for (const name of copies()) {
    const copy = JSON.parse(localStorage.getItem(name)!) as { at: number };
    localStorage.setItem(name, JSON.stringify({ ...copy, at: Date.now() - age }));
  }
  feed.parentElement!.remove();
  await settled();
  network.requests.length = 0;
}

const copies = () => Object.keys(localStorage).filter((name) => name.startsWith('newsrack:copy:'));
const SNAPSHOT = `<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Inline", "url": "https://a.example/i"}</script>`;

describe('the cached copy', () => {
  it('is shown at once, and replaced by new articles', async () => {
    await visited('src="/x.xml"', 2 * HOUR, 'Old');
    const feed = put('<news-tag-feed src="/x.xml"></news-tag-feed>');
    const early = await next(feed, 'news-load');
    expect(early).to.include({ fromCache: true, stale: true });
    expect(headlines(feed)).to.deep.equal(['Old']);
    expect(feed.status).to.equal('loading');
    expect(parts(feed, 'stale')).to.be.empty;
    const late = next(feed, 'news-load');
    (await network.request()).reply(feedOf('New', 'Old'));
    expect(await late).to.include({ fromCache: false, stale: false });
    expect(headlines(feed)).to.deep.equal(['New', 'Old']);
    expect(feed.status).to.equal('ready');
  });

  it('stays when the source fails, with its age and a button', async () => {
    await visited('src="/x.xml"', 2 * HOUR, 'Old');
    const feed = put('<news-tag-feed src="/x.xml"></news-tag-feed>');
    (await network.request()).fail();
    await reached(feed, 'stale');
    await until(() => parts(feed, 'stale').length > 0);
    expect(headlines(feed)).to.deep.equal(['Old']);
    expect(textOf(feed, 'stale')).to.equal('This list could not be updated just now. As of 2 hours ago. Try again');
    expect(textOf(feed, 'status')).to.equal('This list could not be updated just now.');
    expect(feed.error?.code).to.equal('network');
    parts(feed, 'retry')[0]!.click();
    (await network.request(1)).reply(feedOf('New'));
    await reached(feed, 'ready');
    expect(headlines(feed)).to.deep.equal(['New']);
    expect(parts(feed, 'stale')).to.be.empty;
  });

  it('is stored per source and tag, and filtered by the current attributes', async () => {
    await visited('src="/x.xml"', HOUR, 'War', 'Peace');
    const feed = put('<news-tag-feed src="/x.xml" exclude="war"></news-tag-feed>');
    await next(feed, 'news-load');
    expect(headlines(feed)).to.deep.equal(['Peace']);
    const other = put('<news-tag-feed src="/x.xml" tag="peace"></news-tag-feed>');
    await settled();
    expect(headlines(other)).to.be.empty;
  });

  it('replaces the one source of two that failed', async () => {
    await visited('src="/a.xml"', HOUR, 'A');
    const feed = put('<news-tag-feed src="/a.xml /b.xml"></news-tag-feed>');
    await next(feed, 'news-load');
    expect(headlines(feed)).to.deep.equal(['A']);
    (await network.request(0)).fail();
    (await network.request(1)).reply(feedOf('B'));
    await reached(feed, 'ready');
    expect(headlines(feed).sort()).to.deep.equal(['A', 'B']);
  });

  it('is not shown when it is older than the attribute cache allows, nor stored with cache="none"', async () => {
    await visited('src="/x.xml"', 2 * HOUR, 'Old');
    const feed = put('<news-tag-feed src="/x.xml" cache="1h"></news-tag-feed>');
    (await network.request()).fail();
    await reached(feed, 'error');
    expect(copies()).to.be.empty;
    const none = put('<news-tag-feed src="/y.xml" cache="none" loading="eager"></news-tag-feed>');
    (await network.request(1)).reply(feedOf('Y'));
    await reached(none, 'ready');
    await settled();
    expect(copies()).to.be.empty;
  });

  it('replaces a request while the source says that it is fresh', async () => {
    network.requests.length = 0;
    const markup = '<news-tag-feed provider="gdelt" tag="peace talks"></news-tag-feed>';
    const first = put(markup);
    (await network.request()).reply(
      JSON.stringify({ articles: [{ url: 'https://a.example/1', title: 'Talks', seendate: '20260526T093000Z' }] }),
    );
    await reached(first, 'ready');
    await until(() => copies().length > 0);
    first.remove();
    const second = put(markup);
    const load = next(second, 'news-load');
    await reached(second, 'ready');
    expect(headlines(second)).to.deep.equal(['Talks']);
    expect((await load).fromCache).to.equal(true);
    expect(network.requests).to.have.length(1);
  });

  it('causes no error where storage is forbidden', async () => {
    configure({ storage: null });
    const feed = put('<news-tag-feed src="/x.xml"></news-tag-feed>');
    (await network.request()).reply(feedOf('A'));
    await reached(feed, 'ready');
    await settled();
    expect(copies()).to.be.empty;
    expect(headlines(feed)).to.deep.equal(['A']);
  });
});

describe('an inline snapshot', () => {
  it('is shown until articles arrive', async () => {
    const feed = put(`<news-tag-feed src="/x.xml">${SNAPSHOT}</news-tag-feed>`);
    expect((await next(feed, 'news-load')).fromCache).to.equal(true);
    expect(headlines(feed)).to.deep.equal(['Inline']);
    (await network.request()).reply(feedOf('Live'));
    await reached(feed, 'ready');
    expect(headlines(feed)).to.deep.equal(['Live']);
  });

  it('stays with a note when the source fails, unless there is a cached copy, and before other fallback content', async () => {
    const feed = put(`<news-tag-feed src="/x.xml">${SNAPSHOT}<p>Our pages</p></news-tag-feed>`);
    (await network.request()).fail();
    await reached(feed, 'stale');
    await until(() => parts(feed, 'stale').length > 0);
    expect(headlines(feed)).to.deep.equal(['Inline']);
    expect(textOf(feed, 'stale')).to.equal('This list could not be updated just now. Try again');
  });

  it('is replaced by a cached copy', async () => {
    await visited('src="/x.xml"', HOUR, 'Old');
    const feed = put(`<news-tag-feed src="/x.xml">${SNAPSHOT}</news-tag-feed>`);
    await next(feed, 'news-load');
    expect(headlines(feed)).to.deep.equal(['Old']);
  });

  it('is the only source with provider="inline", including its links, and sends no request', async () => {
    const feed = put(
      `<news-tag-feed provider="inline"><ul><li><a href="https://a.example/1">One</a></li><li><a href="https://a.example/2">Two</a></li></ul><a slot="logo" href="https://a.example/">Logo</a></news-tag-feed>`,
    );
    await reached(feed, 'ready');
    expect(headlines(feed)).to.deep.equal(['One', 'Two']);
    expect(network.requests).to.be.empty;
  });
});

it('without either, shows the fallback content when the source fails, else a sentence', async () => {
  const feed = put('<news-tag-feed src="/x.xml"><p>Our pages</p></news-tag-feed>');
  (await network.request()).fail();
  await reached(feed, 'error');
  const slot = feed.shadowRoot!.querySelector<HTMLSlotElement>('slot:not([name])')!;
  expect(slot.assignedElements()[0]!.textContent).to.equal('Our pages');
  expect(parts(feed, 'message')).to.be.empty;
  expect(textOf(feed, 'status')).to.equal('The news can’t be reached right now.');
});

describe('a reader who retries by keyboard', () => {
  it('gets the focus on the first headline, or on the button if it failed again', async () => {
    const feed = put('<news-tag-feed src="/x.xml"></news-tag-feed>');
    (await network.request()).fail();
    await reached(feed, 'error');
    for (const index of [1, 2]) {
      const [button] = parts(feed, 'retry');
      button!.focus();
      button!.click();
      const request = await network.request(index);
      await settled();
      if (index === 1) request.fail();
      else request.reply(feedOf('A'));
      await reached(feed, 'error', 'ready');
      await settled();
      expect(feed.shadowRoot!.activeElement).to.equal(parts(feed, index === 1 ? 'retry' : 'link')[0]);
    }
  });

  it('keeps the focus that they moved elsewhere meanwhile', async () => {
    const feed = put('<news-tag-feed src="/x.xml"></news-tag-feed>');
    const input = document.createElement('input');
    feed.parentElement!.append(input);
    (await network.request()).fail();
    await reached(feed, 'error');
    parts(feed, 'retry')[0]!.focus();
    parts(feed, 'retry')[0]!.click();
    const request = await network.request(1);
    input.focus();
    request.reply(feedOf('A'));
    await reached(feed, 'ready');
    await settled();
    expect(document.activeElement).to.equal(input);
  });
});

describe('another request', () => {
  it('shows no articles of the previous one when it fails', async () => {
    const feed = put('<news-tag-feed src="/a.xml"></news-tag-feed>');
    (await network.request()).reply(feedOf('A'));
    await reached(feed, 'ready');
    feed.src = '/b.xml';
    (await network.request(1)).fail();
    await reached(feed, 'error');
    expect(headlines(feed)).to.be.empty;
  });

  it('keeps the articles of feeds that it still requests', async () => {
    const feed = put('<news-tag-feed src="/a.xml"></news-tag-feed>');
    (await network.request()).reply(feedOf('A'));
    await reached(feed, 'ready');
    feed.src = '/a.xml /b.xml';
    await network.request(2);
    expect(headlines(feed)).to.deep.equal(['A']);
  });
});

describe('new articles', () => {
  /** A feed that shows an old copy, with the reader's focus in it. */
  async function held(): Promise<NewsTagFeed> {
    await visited('src="/x.xml"', HOUR, 'Old');
    const feed = put('<news-tag-feed src="/x.xml"></news-tag-feed>');
    await next(feed, 'news-load');
    parts(feed, 'link')[0]!.focus();
    const load = next(feed, 'news-load');
    (await network.request()).reply(feedOf('New', 'Newer', 'Old'));
    expect((await load).feed.articles).to.have.length(3);
    await reached(feed, 'ready');
    return feed;
  }

  it('stay pending while a reader is at the list, and show their number', async () => {
    const feed = await held();
    expect(headlines(feed)).to.deep.equal(['Old']);
    expect(textOf(feed, 'new')).to.equal('2 new articles');
    expect(textOf(feed, 'status')).to.equal('2 new articles');
    parts(feed, 'new')[0]!.click();
    await until(() => headlines(feed).length === 3);
    expect(parts(feed, 'new')).to.be.empty;
    expect(feed.shadowRoot!.activeElement).to.equal(parts(feed, 'link')[0]);
  });

  it('are shown at once when the reader retries', async () => {
    const feed = await held();
    void feed.refresh();
    (await network.request(1)).reply(feedOf('Newest', 'New'));
    await reached(feed, 'ready');
    expect(headlines(feed)).to.deep.equal(['Newest', 'New']);
    expect(parts(feed, 'new')).to.be.empty;
  });
});

describe('consent', () => {
  const markup = (attributes: string) => `<news-tag-feed loading="click" ${attributes}></news-tag-feed>`;

  it('is required before anything is requested or stored, and names the hosts', async () => {
    const feed = put(markup('src="https://a.example/x.xml https://b.example/y.xml"'));
    await until(() => parts(feed, 'consent').length > 0);
    expect(textOf(feed, 'message')).to.include('a.example and b.example');
    expect(feed.status).to.equal('idle');
    await feed.refresh();
    expect(network.requests).to.be.empty;
    expect(localStorage).to.have.length(0);
    parts(feed, 'agree')[0]!.click();
    (await network.request(0)).reply(feedOf('A'));
    (await network.request(1)).reply(feedOf('B'));
    await reached(feed, 'ready');
    expect(parts(feed, 'consent')).to.be.empty;
  });

  it('names the host of a service, or of the relay', async () => {
    const gdelt = put(markup('tag="peace"'));
    await until(() => parts(gdelt, 'consent').length > 0);
    expect(textOf(gdelt, 'message')).to.include('api.gdeltproject.org');
    const relayed = put(markup('src="https://a.example/x.xml" relay="https://relay.example/"'));
    await until(() => parts(relayed, 'consent').length > 0);
    expect(textOf(relayed, 'message')).to.include('relay.example').and.not.to.include('a.example');
  });

  it('names every contacted host, and no other', async () => {
    const named = async (attributes: string) => {
      const feed = put(markup(`loading="click" ${attributes}`));
      await until(() => parts(feed, 'consent').length > 0);
      const sentence = textOf(feed, 'message')!;
      feed.parentElement!.remove();
      return /asks (.+), and the sites/.exec(sentence)?.[1];
    };
    expect(await named('provider="hacker-news"')).to.equal('hn.algolia.com');
    expect(await named('provider="forem"')).to.equal('dev.to');
    expect(await named('provider="forem" src="https://forem.example/"')).to.equal('forem.example');
    expect(await named('provider="wordpress-com" src="https://a.example/"')).to.equal('public-api.wordpress.com');
    const relay = 'relay="https://relay.example/"';
    expect(await named(`${relay} provider="wordpress" src="https://a.example/"`)).to.equal('a.example');
    expect(await named(`${relay} src="/own.xml"`)).to.equal(location.host);
    expect(await named('provider="inline"')).to.equal(undefined);
    expect(network.requests).to.be.empty;
  });

  it('is required again for other hosts, and can be given by the owner', async () => {
    const feed = put(markup('src="https://a.example/x.xml"'));
    await until(() => parts(feed, 'consent').length > 0);
    parts(feed, 'agree')[0]!.click();
    (await network.request(0)).reply(feedOf('A'));
    await reached(feed, 'ready');
    feed.src = 'https://b.example/x.xml';
    await until(() => parts(feed, 'consent').length > 0);
    expect(network.requests).to.have.length(1);
    feed.loading = 'eager';
    (await network.request(1)).reply(feedOf('B'));
    await reached(feed, 'ready');
    expect(parts(feed, 'consent')).to.be.empty;
  });

  const privacyLink = (feed: NewsTagFeed) => feed.shadowRoot!.querySelector<HTMLAnchorElement>('.consent a');
  const always = (feed: NewsTagFeed) => feed.shadowRoot!.querySelector<HTMLInputElement>('.consent input');

  it('says that the hosts receive the IP address of the reader', async () => {
    const feed = put(markup('src="https://a.example/x.xml"'));
    await until(() => parts(feed, 'consent').length > 0);
    expect(textOf(feed, 'message')).to.include('IP address');
    expect([privacyLink(feed), always(feed)]).to.deep.equal([null, null]);
  });

  it('links the privacy page if its URL is valid', async () => {
    for (const [address, href] of [
      ['/privacy', `${location.origin}/privacy`],
      ['https://a.example/privacy', 'https://a.example/privacy'],
      ['javascript:alert(1)', undefined],
      ['data:text/html,x', undefined],
      ['', undefined],
    ]) {
      const feed = put(markup(`src="https://a.example/x.xml" privacy-url="${address}"`));
      await until(() => parts(feed, 'consent').length > 0);
      expect(privacyLink(feed)?.href, address).to.equal(href);
      feed.remove();
    }
  });

  it('is stored for these hosts on this site when the box is ticked', async () => {
    const asked = markup('src="https://a.example/x.xml" privacy-url="/privacy"');
    const feed = put(asked);
    await until(() => parts(feed, 'consent').length > 0);
    expect(localStorage).to.have.length(0);
    always(feed)!.click();
    expect(localStorage).to.have.length(0);
    parts(feed, 'agree')[0]!.click();
    (await network.request(0)).reply(feedOf('A'));
    await reached(feed, 'ready');
    feed.remove();

    const again = put(asked);
    (await network.request(1)).reply(feedOf('A'));
    await reached(again, 'ready');
    expect(parts(again, 'consent')).to.be.empty;

    const other = put(markup('src="https://a.example/x.xml https://b.example/x.xml" privacy-url="/privacy"'));
    await until(() => parts(other, 'consent').length > 0);
    const unasked = put(markup('src="https://a.example/x.xml"'));
    await until(() => parts(unasked, 'consent').length > 0);
    expect(network.requests).to.have.length(2);
  });

  it('applies to other feeds of the page when it is stored', async () => {
    const [one, two] = [1, 2].map((n) => put(markup(`src="https://a.example/${n}.xml" privacy-url="/privacy"`)));
    await until(() => parts(one!, 'consent').length > 0 && parts(two!, 'consent').length > 0);
    always(one!)!.click();
    parts(one!, 'agree')[0]!.click();
    (await network.request(0)).reply(feedOf('A'));
    (await network.request(1)).reply(feedOf('B'));
    await reached(one!, 'ready');
    await reached(two!, 'ready');
  });

  it('is not stored without the box', async () => {
    const asked = markup('src="https://a.example/x.xml" privacy-url="/privacy" cache="none"');
    const feed = put(asked);
    await until(() => parts(feed, 'consent').length > 0);
    parts(feed, 'agree')[0]!.click();
    (await network.request(0)).reply(feedOf('A'));
    await reached(feed, 'ready');
    expect(localStorage).to.have.length(0);
    const again = put(asked);
    await until(() => parts(again, 'consent').length > 0);
  });
});

describe('a relay', () => {
  it('is used for feeds of other hosts, by setting or attribute, and not for the page’s own host', async () => {
    configure({ relay: 'https://relay.example/feeds?key=1' });
    put('<news-tag-feed src="https://a.example/x.xml /own.xml"></news-tag-feed>');
    const urls = [(await network.request(0)).url, (await network.request(1)).url].sort();
    expect(urls[1]).to.equal('https://relay.example/feeds?key=1&url=https%3A%2F%2Fa.example%2Fx.xml');
    expect(urls[0]).to.match(/\/own\.xml$/);
    put('<news-tag-feed loading="eager" src="https://a.example/x.xml" relay="https://own.example/"></news-tag-feed>');
    expect((await network.request(2)).url).to.match(/^https:\/\/own\.example\/\?url=/);
  });

  const pageOf = (titles: string[], next?: string) =>
    JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      next_url: next,
      _newsrack: { selected: true },
      items: titles.map((title) => ({ id: title, url: `https://a.example/${title}`, title, content_text: '' })),
    });

  it('gives articles about the tags from its archive without a source, with further pages', async () => {
    const feed = put(
      '<news-tag-feed relay="https://relay.example/news?key=1#x" tag="peace talks, C++" limit="40" more="button"></news-tag-feed>',
    );
    const first = await network.request();
    expect(first.url).to.equal('https://relay.example/news?key=1&tag=peace+talks%2CC%2B%2B&tag-match=any&limit=40');
    const rest = 'https://relay.example/news?key=1&tag=peace+talks&before=1';
    first.reply(pageOf(['An idea', 'B'], rest));
    await reached(feed, 'ready');
    // An archive knows more about an article than its words.
    expect(headlines(feed)).to.deep.equal(['An idea', 'B']);
    void feed.showMore();
    const second = await network.request(1);
    expect(second.url).to.equal(rest);
    second.reply(pageOf(['C']));
    await until(() => headlines(feed).length === 3);
    feed.tag = 'floods';
    expect((await network.request(2)).url).to.include('tag=floods');
  });

  it('is not asked for its archive where the owner names a provider', async () => {
    put('<news-tag-feed relay="https://relay.example/" provider="hacker-news" tag="x"></news-tag-feed>');
    expect(new URL((await network.request()).url).host).not.to.equal('relay.example');
  });

  it('is named to readers who are asked for consent to its archive', async () => {
    const feed = put('<news-tag-feed loading="click" relay="https://relay.example/" tag="x"></news-tag-feed>');
    await until(() => parts(feed, 'consent').length > 0);
    expect(textOf(feed, 'message')).to.include('relay.example');
    expect(network.requests).to.have.length(0);
  });

  it('can be set while elements are on the page', async () => {
    const feed = put('<news-tag-feed src="https://a.example/x.xml"></news-tag-feed>');
    (await network.request()).fail();
    await reached(feed, 'error');
    configure({ relay: 'https://relay.example/' });
    (await network.request(1)).reply(feedOf('A'));
    await reached(feed, 'ready');
  });
});

it('a tag may be a number', async () => {
  const feed = put('<news-tag-feed src="/x.xml" tag="2026" exclude="007"></news-tag-feed>');
  (await network.request()).reply(feedOf('2026', '2025', '007 of 2026'));
  await reached(feed, 'ready');
  expect(headlines(feed)).to.deep.equal(['2026']);
});

it('the owner’s words replace newsrack’s, also in elements that are on the page already', async () => {
  const feed = put('<news-tag-feed src="/x.xml"></news-tag-feed>');
  (await network.request()).reply(rss(''));
  await reached(feed, 'empty');
  configure({ words: { en: { empty: 'Quiet today.' } } });
  await feed.updateComplete;
  expect(textOf(feed, 'message')).to.equal('Quiet today.');
});
