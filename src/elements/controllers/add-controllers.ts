import type { FeedViewModel } from '../../views/feed.js';
import type { FeedController } from '../feed-controller.js';
import { Announcer } from './announcer.js';
import { ClockController } from './clock-controller.js';
import { DamageController } from './damage-controller.js';
import { ExcerptEnds } from './excerpt-ends.js';
import { FocusKeeper } from './focus-keeper.js';
import { InfiniteScroll } from './infinite-scroll.js';
import { LazyPart } from './lazy-part.js';
import { listenToList } from './list-events.js';
import { Paging } from './paging.js';
import { TimesController } from './times-controller.js';
import { ViewTracker } from './view-tracker.js';

/** Methods of the controllers that an element calls. */
export interface Interaction {
  /** Read by assistive technology; empty while there is nothing to announce. */
  readonly announcement: string;
  /** Returns a function that renders cards from the owner's template; `undefined` while its code loads. */
  cardFor(template: Element, usual: FeedViewModel['card']): FeedViewModel['card'];
  /** Shows the next page, and moves the focus to its first headline. */
  showMore(): Promise<void>;
  /** Shows the pending articles, and moves the focus to the first. */
  showPending(): Promise<void>;
}

/** Adds the controllers for readers' actions to a feed: viewing, paging, opening articles, selecting tags. */
export function addControllers(feed: FeedController): Interaction {
  const { host } = feed;
  const announcer = new Announcer(feed);
  const paging = new Paging(feed, (sentence) => announcer.say(sentence));
  const ownCards = new LazyPart(feed, async () => (await import('../own-cards.js')).OwnCards);
  const structuredData = new LazyPart(
    feed,
    async () => (await import('./structured-data-controller.js')).StructuredDataController,
    (options) => options.structuredData !== false,
  );
  const carousel = new LazyPart(
    feed,
    async () => (await import('./carousel-controller.js')).CarouselController,
    ({ layout }) => layout === 'carousel' || layout === 'ticker',
  );
  for (const controller of [
    announcer,
    // Takes away cards that may have had the focus.
    ownCards,
    new FocusKeeper(host),
    structuredData,
    new ClockController(host),
    new TimesController(feed),
    carousel,
    new ExcerptEnds(feed),
    new InfiniteScroll(feed, () => void paging.addPage()),
    // Ignores what the controllers before it have changed.
    new DamageController(feed, () => [ownCards, structuredData].some(({ part }) => part?.isDamaged)),
    new ViewTracker(feed),
  ])
    host.addController(controller);
  listenToList(feed);
  return {
    get announcement() {
      return announcer.text;
    },
    cardFor(template, usual) {
      if (template.localName !== 'template') {
        feed.warn(`Invalid <${template.localName} slot="article">. Expected <template>. Showing the usual cards.`);
        return usual;
      }
      ownCards.load();
      return ownCards.part?.from(template as HTMLTemplateElement) ?? (ownCards.isMissing ? usual : undefined);
    },
    showMore: () => paging.showMore(),
    showPending: () => paging.showPending(),
  };
}
