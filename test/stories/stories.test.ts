import { expect } from 'chai';
import { nothing, render } from 'lit';
import type { NewsTagFeed } from '../../src/index.js';
import '../../src/define.js';
import * as promo from '../../stories/news-app-promo.stories.js';
import * as card from '../../stories/news-article-card.stories.js';
import * as feed from '../../stories/news-tag-feed.stories.js';
import { PAGES, audit } from '../support/audit.js';
import { logged, next, settled } from '../support/elements.js';

/** Every story, as Storybook shows it, is fit for everybody on a light and on a dark page. */

interface Story {
  args?: object;
  render?(args: object): unknown;
  decorators?: ((story: () => unknown) => unknown)[];
  beforeEach?(): unknown;
}
type Stories = { default: Story } & Record<string, Story>;

/** Nothing is under way in it any more, except where that is what it shows. */
async function atRest(stage: Element, name: string): Promise<void> {
  const feeds = [...stage.querySelectorAll<NewsTagFeed>('news-tag-feed')];
  await Promise.all(feeds.map((element) => element.updateComplete));
  for (const element of feeds) {
    while (!['Loading', 'Consent'].includes(name) && ['idle', 'loading'].includes(element.status))
      await next(element, 'news-status');
    await element.updateComplete;
  }
  await settled();
}

for (const [file, module] of Object.entries({ feed, card, promo })) {
  const { default: meta, ...stories } = module as unknown as Stories;
  for (const [name, story] of Object.entries(stories)) {
    for (const page of ['light', 'dark'] as const) {
      it(`${file} ${name}, on a ${page} page`, async () => {
        const stage = document.createElement('main');
        document.body.append(stage);
        // Links that belong to the owner's page take their colour from its scheme.
        document.body.style.cssText = `${PAGES[page]}; color-scheme: ${page}`;
        const undo = story.beforeEach?.() as (() => void) | undefined;
        try {
          // What stories of failures tell their owner belongs to them.
          await logged(async () => {
            const show = story.render ?? meta.render!;
            const shown = (story.decorators ?? []).reduce<() => unknown>(
              (inner, decorate) => () => decorate(inner),
              () => show({ ...meta.args, ...story.args }),
            );
            render(shown(), stage);
            await atRest(stage, name);
          });
          expect(stage.childElementCount).to.be.greaterThan(0);
          await audit(stage);
        } finally {
          undo?.();
          render(nothing, stage);
          stage.remove();
          document.body.style.cssText = '';
        }
      });
    }
  }
}
