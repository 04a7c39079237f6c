import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import { clear, headlines, put, reached, until } from '../support/elements.js';

/** With real keys, as a reader presses them. */

afterEach(clear);

const tab = () => sendKeys({ press: 'Tab' });
async function shiftTab(): Promise<void> {
  await sendKeys({ down: 'Shift' });
  await tab();
  await sendKeys({ up: 'Shift' });
}

it('the keyboard moves through headlines, to more of them, and back', async () => {
  const before = put<HTMLButtonElement>('<button>Before</button>');
  const feed = put('<news-tag-feed></news-tag-feed>');
  const after = put<HTMLButtonElement>('<button>After</button>');
  feed.articles = Array.from({ length: 12 }, (_, n) => ({ url: `https://a.example/${n}`, title: `Story ${n}` }));
  await reached(feed, 'ready');
  const active = () => feed.shadowRoot!.activeElement as HTMLElement | null;
  before.focus();
  const path: (string | undefined)[] = [];
  for (let n = 0; n < 11; n++) {
    await tab();
    path.push(active()?.textContent?.trim());
    expect(getComputedStyle(active()!).outlineStyle, path.at(-1)).to.not.equal('none');
  }
  expect(path.slice(0, 10)).to.deep.equal(Array.from({ length: 10 }, (_, n) => `Story ${n}`));
  expect(active()?.matches('[part~="more"]')).to.equal(true);
  await sendKeys({ press: 'Enter' });
  await until(() => headlines(feed).length === 12 && active()?.textContent?.trim() === 'Story 10');
  await shiftTab();
  expect(active()?.textContent?.trim()).to.equal('Story 9');
  for (let n = 0; n < 3; n++) await tab();
  expect(document.activeElement).to.equal(after);
});
