/**
 * On the day of a release, and on bad networks: an old starter finds its own chunks, a chunk that fails is requested again,
 * and where nothing helps, readers see the owner's content and the console says why.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { CHUNKS, FAULTS, startRelease, version } from './support.js';

let release;
before(async () => (release = await startRelease()));
after(() => release?.stop());

const RANGE = 'npm/newsrack@1/';
const EXACT = `npm/newsrack@${version}/`;

/** As pages have it that have pasted the snippet before any of this was written. */
const ROOM = 'news-tag-feed:not(:defined) { display: block; min-height: 100vh }';

const pageWith = (body) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><title>Page</title>
  <style>${ROOM}</style><script type="module" src="/${RANGE}dist/cdn/newsrack.js"></script>${body}`;

const feed = (attributes = 'src="/feed.xml"', inside = '') =>
  `<news-tag-feed loading="eager" ${attributes}><p class="own">Our own pages</p>${inside}</news-tag-feed>`;
const service = (name, attributes = '') => feed(`provider="${name}" tag="peace negotiations" ${attributes}`);

const LANGUAGES = CHUNKS.filter((name) => /^(?:[a-z]{2}|zh-hant)$/.test(name));
const TOWN = 'src="https://town.gazette.example/"';
const JSON_FEED = 'src="https://feeds.tidewater.example/feed.json"';

const INLINE = feed(
  'provider="inline"',
  `<script type="application/json">{"articles":[{"title":"Ice","url":"https://paper.example/ice"}]}</script>`,
);

/** For each chunk what needs it, but for languages. */
const BODIES = {
  src: `${feed()}<script type="module">
      import { ready } from '/${RANGE}dist/cdn/newsrack.js';
      ready.then(({ loadFeed }) => (globalThis.api = loadFeed), () => (globalThis.api = 'none'));
    </script>`,
  first: feed(),
  rss: feed(),
  atom: feed('src="/atom.xml"'),
  'json-feed': feed('src="/feed.json"'),
  rest: feed(),
  others: `${feed('id="feed" src="/feed.xml"')}<news-tag-list for="feed"></news-tag-list>`,
  looks: feed('src="/feed.xml" layout="grid"'),
  document: feed('src="/latin.xml"'),
  'windows-1252': feed('src="/latin.xml"'),
  'full-decoders': feed('src="/odd-dates.xml"'),
  skeleton: feed('src="/feed.xml" theme="dark"'),
  filter: feed('src="/feed.xml" exclude="hail"'),
  'shown-elsewhere': INLINE.replace('provider', 'dedupe="page" provider').replaceAll(/ice/gi, 'quagga'),
  relay: feed('src="https://elsewhere.example/feed.xml" relay="/feed.json"'),
  'carousel-controller': feed('src="/feed.xml" layout="carousel"'),
  'structured-data-controller': feed('src="/feed.xml" structured-data'),
  'coerce-articles': `${feed('id="given" src="/feed.xml"')}<script type="module">
    await customElements.whenDefined('news-tag-feed');
    const url = 'https://paper.example/';
    document.querySelector('#given').articles = [{ title: 'Hail', url }, { title: 'Ice', url: url + 'ice', authors: 'Jo Reed' }];
  </script>`,
  'own-cards': feed(
    'src="/feed.xml"',
    '<template slot="article"><a data-news="url"><b data-news="title"></b></a></template>',
  ),
  place: `${feed('id="longer" src="/feed.xml" page-size="1"')}<script type="module">
    await customElements.whenDefined('news-tag-feed');
    const feed = document.querySelector('#longer');
    if (feed.status !== 'ready') await new Promise((next) => feed.addEventListener('news-load', next, { once: true }));
    await feed.showMore();
  </script>`,
  inline: INLINE,
  gdelt: service('gdelt'),
  wordpress: service('wordpress', TOWN),
  'wordpress-com': service('wordpress-com', 'src="https://tide.wordpress.com/"'),
  'wordpress-post': service('wordpress', TOWN),
  ghost: service('ghost', 'src="https://spectre.example/" api-key="7c0ffee"'),
  'hacker-news': service('hacker-news'),
  'spaceflight-news': service('spaceflight-news'),
  mastodon: service('mastodon', 'src="https://open.social.example/"'),
  forem: service('forem'),
  guardian: service('guardian', 'api-key="one-per-website"'),
  json: service('json', JSON_FEED),
  'json-article': service('json', JSON_FEED),
  'loose-json': service('json', JSON_FEED),
  'article-object': INLINE,
  'full-values': INLINE,
  'json-service': service('hacker-news'),
  'tag-forms': service('forem'),
  'language-names': service('gdelt'),
};

/** And a page with it. */
const PAGES = {
  ...Object.fromEntries(Object.entries(BODIES).map(([name, body]) => [name, pageWith(body)])),
  languages: pageWith(feed('src="/feed.xml" lang="de"')),
};

/** One that speaks all of them. */
const BABEL = pageWith(LANGUAGES.map((name) => feed(`src="/feed.xml" lang="${name}"`)).join(''));

/** In the page: whether each feed shows news, or else what its owner has put into it, in no more room than that takes. */
function isSettled() {
  return [...document.querySelectorAll('news-tag-feed')].every((feed) => {
    const cards = feed.querySelectorAll('[slot^="article-"]').length || feed.shadowRoot?.querySelectorAll('li').length;
    return cards || feed.status === 'error' || (!feed.status && feed.offsetHeight < 200);
  });
}

/** In the page: what readers see of the first feed. */
function seen() {
  const feed = document.querySelector('news-tag-feed');
  const own = feed.querySelector('.own');
  return {
    cards: feed.shadowRoot?.querySelectorAll('li').length ?? 0,
    own: own.checkVisibility() && own.getBoundingClientRect().height > 0,
    isDefined: feed.matches(':defined'),
    height: feed.offsetHeight,
  };
}

/** Returns everything that was loaded twice: a second copy of a chunk would be a second lit, or a second state. */
const twice = (names = []) => names.filter((name, index) => names.indexOf(name) < index);

async function visit(page, isFailing, until) {
  const { tab, said, requested, leave } = await release.visit(page, { isFailing });
  try {
    await until(tab, said);
    await tab.waitForNetworkIdle({ idleTime: 50 });
    const made = await tab.evaluate(() => globalThis.made);
    return { ...(await tab.evaluate(seen)), made, ...said, requested };
  } finally {
    await leave();
  }
}

const untilReady = (tab) =>
  tab.waitForFunction(() => [...document.querySelectorAll('news-tag-feed')].every(({ status }) => status === 'ready'));
const untilMade = (names) => async (tab) => {
  await untilReady(tab);
  await tab.waitForFunction((names) => names.every((name) => globalThis.made?.includes(name)), {}, names);
};
const untilTold = async (tab, said) => {
  await said.firstWarning;
  await tab.waitForFunction(isSettled);
};

/** Most of the time of a visit goes into waiting. */
const SIDE_BY_SIDE = { concurrency: 3 };

test('every chunk has a test', () => assert.deepEqual([...Object.keys(PAGES), ...LANGUAGES].sort(), CHUNKS.toSorted()));

describe('an old starter beside a new release', SIDE_BY_SIDE, () => {
  /** The release has chunks of other names; what was cached is the starter alone. */
  const isGone = ({ folder, file }) => folder === RANGE && file.startsWith('chunks/') && 'is missing';

  for (const [needed, page, what] of [
    [Object.keys(BODIES), pageWith(Object.values(BODIES).join('')), 'what a page can have'],
    [['languages', ...LANGUAGES], BABEL, 'each language'],
  ]) {
    test(`loads its own chunks once each for ${what}`, async () => {
      const { warnings, errors, requested, made } = await visit(page, isGone, untilMade(needed));
      assert.deepEqual([warnings, errors, twice(made)], [[], [], []]);
      const chunks = requested.filter(({ file }) => file.startsWith('chunks/'));
      assert.deepEqual([...new Set(chunks.map(({ folder }) => folder))], [EXACT]);
      assert.deepEqual(twice(chunks.map(({ name }) => name)), []);
    });
  }
});

const KINDS = Object.keys(FAULTS).filter((kind) => kind !== 'never answers');

describe('recovers from a chunk that fails once', SIDE_BY_SIDE, () => {
  const failures = [
    ...Object.keys(PAGES).map((name, index) => [name, KINDS[index % KINDS.length]]),
    ...KINDS.flatMap((kind) => [
      ['first', kind],
      ['rest', kind],
    ]),
  ];
  for (const [name, kind] of new Map(failures.map((one) => [one.join(), one])).values()) {
    test(`${name} ${kind}`, async () => {
      const isFailing = (one) => one.name === name && one.before === 0 && kind;
      const { warnings, errors, cards, made } = await visit(PAGES[name], isFailing, untilMade([name]));
      assert.deepEqual([warnings, errors, twice(made)], [[], [], []]);
      assert.ok(cards > 0);
    });
  }

  test('for any language', async () => {
    const isFailing = ({ name, before }) => LANGUAGES.includes(name) && before === 0 && 'is missing';
    const { warnings, errors, made } = await visit(BABEL, isFailing, untilMade(LANGUAGES));
    assert.deepEqual([warnings, errors, twice(made)], [[], [], []]);
  });
});

describe('shows articles or fallback content, and one warning, if a chunk always fails', SIDE_BY_SIDE, () => {
  for (const [index, name] of Object.keys(PAGES).entries()) {
    const kind = KINDS[(index + 2) % KINDS.length];
    test(`${name} ${kind}`, async () => {
      const isFailing = (one) => one.name === name && kind;
      const { warnings, errors, cards, own, isDefined, height, made } = await visit(PAGES[name], isFailing, untilTold);
      assert.deepEqual([errors, twice(made)], [[], []]);
      // What it takes to read a list is missing: then what can't be read of it is told of as well.
      const isAlone = name !== 'coerce-articles';
      assert.equal(warnings.length, isAlone ? 1 : 2, warnings.join('\n'));
      assert.match(warnings[0], new RegExp(`/chunks/${name}-[\\w-]{8}\\.js`));
      // How a defined element gives back its room is held by the tests of layout shift.
      assert.ok(cards > 0 || (own && (isDefined || height < 200)), `${cards} cards, own ${own}, ${height} px high`);
    });
  }

  test('for all languages, with cards in English', async () => {
    const isFailing = ({ name }) => LANGUAGES.includes(name) && 'is missing';
    const { warnings, errors, cards } = await visit(BABEL, isFailing, async (tab, said) => {
      await untilTold(tab, said);
      await untilReady(tab);
    });
    assert.deepEqual([warnings.length, errors, cards], [1, [], 3]);
  });
});

test('a language that failed is requested again by the next element, and not endlessly', async () => {
  let isDown = true;
  const isFailing = ({ name }) => isDown && name === 'de' && 'is missing';
  const { tab, requested, leave } = await release.visit(pageWith(feed('src="/feed.xml" lang="de" page-size="1"')), {
    isFailing,
  });
  const more = () =>
    tab.evaluate(
      () => document.querySelector('news-tag-feed:last-of-type').shadowRoot.querySelector('.more').innerText,
    );
  const count = () => requested.filter(({ name }) => name === 'de').length;
  try {
    await untilReady(tab);
    await tab.waitForFunction(() =>
      document.querySelector('news-tag-feed').shadowRoot.textContent.includes('Show more'),
    );
    await tab.waitForNetworkIdle({ idleTime: 50 });
    const before = count();
    // Whatever renders it again does not begin anew.
    await tab.evaluate(async () => {
      const feed = document.querySelector('news-tag-feed');
      for (const limit of [5, 6, 7]) {
        feed.limit = limit;
        await feed.updateComplete;
      }
    });
    await tab.waitForNetworkIdle({ idleTime: 50 });
    assert.deepEqual([count(), await more()], [before, 'Show more']);
    isDown = false;
    await tab.evaluate(() => {
      const feed = document.querySelector('news-tag-feed');
      feed.after(feed.cloneNode(true));
    });
    await tab.waitForFunction(() =>
      document.querySelector('news-tag-feed:last-of-type').shadowRoot?.textContent.includes('Mehr anzeigen'),
    );
    assert.equal(count(), before + 1);
  } finally {
    await leave();
  }
});

describe('“Show more” below stories whose element can’t be loaded', SIDE_BY_SIDE, () => {
  /** Clicks it when it is clear that the element does not come; returns how many stories are there then, and what is said. */
  async function clickMore(isFailing) {
    const { tab, said, leave } = await release.visit(pageWith(feed('src="/feed.xml" page-size="1"')), { isFailing });
    const seen = () => {
      const { shadowRoot } = document.querySelector('news-tag-feed');
      return [shadowRoot.querySelectorAll('li').length, shadowRoot.querySelectorAll('.more').length];
    };
    try {
      await said.firstWarning;
      await tab.waitForFunction(() => document.querySelector('news-tag-feed').shadowRoot?.querySelector('.more'));
      assert.deepEqual(await tab.evaluate(seen), [1, 1]);
      await tab.locator('news-tag-feed >>> .more').click();
      await tab.waitForFunction(
        () => document.querySelector('news-tag-feed').shadowRoot.querySelectorAll('li').length > 1,
      );
      return { seen: await tab.evaluate(seen), ...said };
    } finally {
      await leave();
    }
  }

  for (const chunk of ['rest', 'skeleton']) {
    test(`shows all remaining articles without ${chunk}`, async () => {
      const { seen, warnings, errors } = await clickMore(({ name }) => name === chunk && 'is missing');
      assert.deepEqual([seen, warnings.length, errors], [[3, 0], 1, []]);
    });
  }

  test('shows the next page if the code has loaded by then', async () => {
    const { seen, errors } = await clickMore(({ name, before }) => name === 'rest' && before < 3 && 'is missing');
    assert.deepEqual([seen, errors], [[2, 1], []]);
  });
});
