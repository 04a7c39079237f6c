import type { Step } from './chunk-steps.js';

const JSON_FEED = 'src/providers/formats/json-feed.ts';
const RSS = 'src/providers/formats/rss.ts';

/**
 * The steps in which a page loads the pasted file, with their entry modules. By itself, the bundler would make a dozen chunks
 * of these, whose repeated words cost more than they save. All other chunks are made by the bundler: one for each dynamic
 * import, and for modules that several of them share.
 */
export const STEPS: Step[] = [
  { name: 'first', entries: ['src/elements/first-paint.ts'], shared: [JSON_FEED, RSS] },
  { name: 'json-feed', entries: [JSON_FEED] },
  { name: 'rss', entries: [RSS, 'src/providers/formats/usual-document.ts'] },
  { name: 'atom', entries: ['src/providers/formats/atom.ts'] },
  { name: 'filter', entries: ['src/select/filter-articles.ts'] },
  { name: 'relay', entries: ['src/feed/through-relay.ts'] },
  { name: 'looks', entries: ['src/views/feed-parts.ts'] },
  { name: 'skeleton', entries: ['src/views/optional-views.ts'] },
  {
    name: 'rest',
    entries: [
      'src/cdn/elements.ts',
      'src/elements/deferred.ts',
      'src/feed/side-effects.ts',
      // These modules are too small for a request each.
      'src/network/http-errors.ts',
      'src/network/whole-body.ts',
      'src/providers/catalogue.ts',
    ],
  },
  { name: 'others', entries: ['src/define.ts'] },
];
