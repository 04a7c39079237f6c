import { expect } from 'chai';
import { type FeedState, INITIAL, statusOf } from '../../src/feed/feed-state.js';
import type { LoadedFeed } from '../../src/feed/load-feeds.js';
import { type FeedAction, reduce } from '../../src/feed/reduce.js';
import { NewsError } from '../../src/model/error.js';
import { type Feed, toFeed } from '../../src/model/feed.js';
import { type NewsRequest, requestKey, toRequest } from '../../src/model/request.js';
import { feedProvider } from '../../src/providers/feed.js';

const SRC = 'https://paper.example/feed.xml';
const requestOf = (attributes: object): NewsRequest => toRequest({ src: SRC, ...attributes }, () => {});
const feedOf = (...names: string[]): Feed =>
  toFeed({
    articles: names.map((name) => ({
      id: name,
      url: `https://paper.example/${name}`,
      title: name,
      authors: [],
      tags: [],
    })),
  });
const sourceOf = (feed: Feed, more: Partial<LoadedFeed> = {}): LoadedFeed => ({
  source: { provider: feedProvider, src: SRC },
  feed,
  at: 1000,
  ...more,
});

const [one, two] = [feedOf('a', 'b'), feedOf('c', 'a', 'b')];
const [old, fresh] = [sourceOf(one), sourceOf(two)];
const error = new NewsError('http', 'It failed.');

const play = (...actions: FeedAction[]): FeedState => actions.reduce(reduce, INITIAL);

const changed = (attributes: object = {}, kept: Partial<FeedState> = {}): FeedAction => {
  const request = requestOf(attributes);
  return { type: 'request-changed', request, requestKey: requestKey(request), pageSize: 10, sources: [], ...kept };
};
const started: FeedAction = { type: 'load-started', by: 'reader' };
const loaded = (more: object = {}): FeedAction => ({
  type: 'loaded',
  isLive: true,
  sources: [old],
  feed: one,
  problems: [],
  pendingCount: 0,
  ...more,
});
const failed = loaded({ isLive: false, sources: [], feed: undefined, problems: [error] });
const READY = [changed(), started, loaded()];

describe('the status of a feed', () => {
  const cases: [string, FeedAction[], string][] = [
    ['is idle before the first request', [], 'idle'],
    ['is idle until a load starts', [changed()], 'idle'],
    ['is loading while a load runs', [changed(), started], 'loading'],
    ['is loading while a load runs with articles on screen', [...READY, started], 'loading'],
    ['is ready with articles', READY, 'ready'],
    ['is empty where a source gave no article', [changed(), started, loaded({ feed: feedOf() })], 'empty'],
    ['is error where nothing could be loaded', [changed(), started, failed], 'error'],
    [
      'is stale where articles stay after a failure',
      [...READY, started, loaded({ isLive: false, problems: [error] })],
      'stale',
    ],
    ['is idle after a load was aborted without articles', [changed(), started, { type: 'load-aborted' }], 'idle'],
    ['is idle while consent is required', [changed(), { type: 'consent-required', hosts: ['paper.example'] }], 'idle'],
    [
      'is loading while articles of the site owner are read',
      [{ type: 'articles-given', feed: undefined, pageSize: 10 }],
      'loading',
    ],
    ['is ready with articles of the site owner', [{ type: 'articles-given', feed: one, pageSize: 10 }], 'ready'],
    [
      'is idle once the site owner took the articles back',
      [
        { type: 'articles-given', feed: one, pageSize: 10 },
        { type: 'articles-given', feed: null, pageSize: 10 },
      ],
      'idle',
    ],
    [
      'is ready with fresh prerendered articles',
      [changed(), { type: 'prerendered-found', source: old, feed: one, isFresh: true }],
      'ready',
    ],
  ];
  for (const [title, actions, status] of cases) {
    it(title, () => expect(statusOf(play(...actions))).to.equal(status));
  }
});

describe('changing any part of the request', () => {
  const parts: [string, object][] = [
    ['tag', { tag: 'peace' }],
    ['tag-match', { tagMatch: 'all' }],
    ['src', { src: 'https://other.example/feed' }],
    ['provider', { provider: 'wordpress' }],
    ['api-key', { apiKey: 'key' }],
    ['relay', { relay: 'https://relay.example/' }],
    ['map', { map: 'items: posts' }],
    ['include', { include: 'flood' }],
    ['exclude', { exclude: 'sport' }],
    ['exclude-publisher', { excludePublisher: 'wire.example' }],
    ['max-age', { maxAge: '7d' }],
    ['per-publisher', { perPublisher: 2 }],
    ['limit', { limit: 5 }],
    ['timeout', { timeout: '5s' }],
  ];
  for (const [attribute, value] of parts) {
    it(`starts again at the first page for ${attribute}`, () => {
      const before = play(...READY, { type: 'more-revealed', count: 40 });
      expect(reduce(before, changed(value, { sources: [old], feed: one })).visibleCount).to.equal(10);
    });
  }

  it('has a row for every attribute of a request', () => {
    const names = Object.keys(requestOf({})).map((name) =>
      name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
    );
    expect(parts.map(([name]) => name).sort()).to.deep.equal(names.sort());
  });

  it('keeps articles and phase if the fetches are the same', () => {
    const state = play(...READY, changed({ tag: 'peace' }, { sources: [old], feed: one }));
    expect([state.phase, state.feed]).to.deep.equal(['settled', one]);
  });

  it('returns to idle if they differ, and drops errors, ages and pending articles', () => {
    const before = play(...READY, started, loaded({ sources: [fresh], feed: two, pendingCount: 1 }));
    const state = reduce(
      { ...before, error, asOf: 5, consentHosts: ['paper.example'] },
      changed({ src: 'https://other.example/' }),
    );
    const { phase, error: after, asOf, consentHosts, pending, pendingCount } = state;
    expect(phase).to.equal('idle');
    expect([after, asOf, consentHosts, pending, pendingCount]).to.deep.equal(Array(5).fill(undefined));
  });

  it('returns to idle if a server’s selection for the previous request is dropped', () => {
    const before = play(changed(), {
      type: 'prerendered-found',
      source: sourceOf(one, { selected: 'all' }),
      feed: one,
      isFresh: true,
    });
    expect(reduce(before, changed({ tag: 'peace' })).phase).to.equal('idle');
  });

  it('keeps the reader’s consent to its request', () => {
    const state = play(changed(), { type: 'consent-given' }, changed({ src: 'https://other.example/' }));
    expect(state.agreedKey).to.equal(requestKey(requestOf({})));
  });
});

describe('a result', () => {
  it('stays pending if it has new articles', () => {
    const state = play(
      ...READY,
      { type: 'load-started', by: 'schedule' },
      loaded({ sources: [fresh], feed: two, pendingCount: 1 }),
    );
    expect([state.feed, state.pending, state.pendingCount]).to.deep.equal([one, [fresh], 1]);
    expect(state.lastLoad?.feed).to.equal(two);
  });

  it('replaces the articles on screen when the reader reveals it', () => {
    const state = play(...READY, loaded({ sources: [fresh], feed: two, pendingCount: 1 }), {
      type: 'pending-revealed',
      sources: [fresh],
      feed: two,
    });
    expect([state.feed, state.pending, state.pendingCount]).to.deep.equal([two, [], 0]);
  });

  it('is a new load each time, also with equal articles', () => {
    const before = play(...READY);
    expect(reduce(before, loaded()).lastLoad).not.to.equal(before.lastLoad);
  });

  it('does not change the last load if every source failed', () => {
    const before = play(...READY);
    const state = reduce(before, loaded({ isLive: false, problems: [error] }));
    expect([state.lastLoad, state.problems, state.error]).to.deep.equal([before.lastLoad, [error], error]);
  });

  it('is as old as the oldest cached copy in it', () => {
    const copies = [sourceOf(one, { at: 500, isCopy: true }), sourceOf(two, { at: 300, isCopy: true })];
    expect(play(changed(), started, loaded({ isLive: false, sources: copies, problems: [error] })).asOf).to.equal(300);
  });
});

describe('cached copies', () => {
  const copy = sourceOf(one, { at: 7, isCopy: true });
  const found: FeedAction = { type: 'cached-copy-found', sources: [copy], feed: one };

  it('are shown until articles arrive', () => {
    const state = play(changed(), started, found);
    expect(state).to.include({ feed: one, asOf: 7, phase: 'loading' });
    expect(state.lastLoad).to.deep.equal({ feed: one, fromCache: true, stale: true });
  });

  for (const [when, actions] of [
    ['articles have arrived', READY],
    ['another load has not begun', [changed()]],
    ['something is on screen', [...READY, started]],
  ] as [string, FeedAction[]][]) {
    it(`are ignored if ${when}`, () => {
      const before = play(...actions);
      expect(reduce(before, found)).to.equal(before);
    });
  }
});

describe('a slow load', () => {
  it('is marked while it runs, and not after', () => {
    expect(play(changed(), started, { type: 'load-slow' }).isSlow).to.equal(true);
    expect(play(changed(), started, { type: 'load-slow' }, loaded()).isSlow).to.equal(false);
    const before = play(...READY);
    expect(reduce(before, { type: 'load-slow' })).to.equal(before);
  });
});

describe('a load that is aborted', () => {
  it('keeps the request for consent, and the articles of the site owner', () => {
    for (const actions of [
      [changed(), { type: 'consent-required', hosts: [] }],
      [{ type: 'articles-given', feed: one, pageSize: 10 }],
    ] as FeedAction[][]) {
      const before = play(...actions);
      expect(reduce(before, { type: 'load-aborted' })).to.equal(before);
    }
  });
});

it('never mutates a given state', () => {
  const deepFreeze = <T>(value: T): T => {
    if (value && typeof value === 'object' && !Object.isFrozen(value))
      Object.values(Object.freeze(value)).forEach(deepFreeze);
    return value;
  };
  const actions: FeedAction[] = [
    ...READY,
    started,
    { type: 'load-slow' },
    failed,
    { type: 'more-revealed', count: 3 },
    changed({ tag: 'x' }),
  ];
  let state = deepFreeze(INITIAL);
  for (const action of actions) state = deepFreeze(reduce(state, action));
  expect(state.visibleCount).to.equal(10);
});
