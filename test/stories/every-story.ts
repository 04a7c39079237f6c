import { executeServerCommand } from '@web/test-runner-commands';
import { expect } from 'chai';
import { nothing, render } from 'lit';
import type { NewsTagFeed } from '../../src/index.js';
import '../../src/define.js';
import { writeTimestamp } from '../../src/network/lock.js';
import { PAGES, audit } from '../support/audit.js';
import { logged, next, settled, until } from '../support/elements.js';
import { leaveOut } from '../support/left-out.js';

/** Every story, as Storybook shows it, is fit for everybody: on a light page, on a dark one, and in forced colours. */

interface Story {
  args?: object;
  render?(args: object): unknown;
  decorators?: ((story: () => unknown) => unknown)[];
  beforeEach?(): unknown;
}
type Stories = { default: Story } & Record<string, Story>;

/** Nothing is under way in it any more, except where that is what it shows. */
async function atRest(stage: Element, name: string): Promise<void> {
  await until(() => [...stage.querySelectorAll('link')].every(({ sheet }) => sheet));
  const feeds = [...stage.querySelectorAll<NewsTagFeed>('news-tag-feed')];
  await Promise.all(feeds.map((element) => element.updateComplete));
  for (const element of feeds) {
    while (!['Loading', 'Late', 'Consent'].includes(name) && ['idle', 'loading'].includes(element.status))
      await next(element, 'news-status');
    await element.updateComplete;
    // An owner's own cards come with what makes them.
    if (element.querySelector('template')) await until(() => element.querySelector('[slot^="article-"]'));
  }
  // Sentences of other languages come when a page speaks them.
  await until(() =>
    feeds.every((feed) => feed.shadowRoot!.querySelector('[part="heading"]')?.textContent?.trim() !== ''),
  );
  await until(() => name !== 'Late' || feeds.every((feed) => feed.shadowRoot!.querySelector('.late')));
  await settled();
}

/** @returns whether this browser can be told to force its colours */
async function forceColors(isForced: boolean): Promise<boolean> {
  const { isPossible } = await executeServerCommand<{ isPossible: boolean }, { isForced: boolean }>('forced-colors', {
    isForced,
  });
  if (isPossible) await until(() => matchMedia('(forced-colors: active)').matches === isForced);
  return isPossible;
}

/** Makes tests of the stories in a module. */
export function everyStoryIsFit(file: string, module: object): void {
  const { default: meta, ...stories } = module as unknown as Stories;
  for (const [name, story] of Object.entries(stories)) {
    for (const page of ['light', 'dark', 'forced'] as const) {
      it(`${file} ${name}, ${page === 'forced' ? 'in forced colours' : `on a ${page} page`}`, async function () {
        if (page === 'forced' && !(await forceColors(true)))
          await leaveOut(this, 'this browser can’t be told to force its colours');
        const stage = document.createElement('main');
        document.body.append(stage);
        // Links that belong to the owner's page take their colour from its scheme.
        document.body.style.cssText =
          page === 'forced' ? 'background: Canvas; color: CanvasText' : `${PAGES[page]}; color-scheme: ${page}`;
        // GDELT is asked at a distance; here each story is the first.
        writeTimestamp('turn:gdelt', 0);
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
          await audit(stage, { ofColors: page !== 'light' });
        } finally {
          undo?.();
          render(nothing, stage);
          stage.remove();
          document.body.style.cssText = '';
          if (page === 'forced') await forceColors(false);
        }
      });
    }
  }
}
