import { expect } from 'chai';
import { snippetOf } from '../../.storybook/snippet.js';

/** Snippets that Storybook shows for pasting. */

const SCRIPT = '<script type="module" src="https://cdn.jsdelivr.net/npm/newsrack@1/dist/cdn/newsrack.js"></script>';
const STILL = `<style>
  @media (scripting: enabled) {
    news-tag-feed:not(:defined) { display: flow-root; min-height: 100vh; animation: news-room 10s 10s linear forwards }
    @keyframes news-room { to { min-height: 0 } }
  }
</style>`;

it('contains the script, and for feeds the rule that reserves height', () => {
  expect(snippetOf('<news-app-promo heading="A"></news-app-promo>')).to.equal(
    `${SCRIPT}\n<news-app-promo heading="A"></news-app-promo>`,
  );
  expect(snippetOf('<news-tag-feed\n  tag="x"\n  heading=""\n></news-tag-feed>')).to.equal(
    `${STILL}\n${SCRIPT}\n<news-tag-feed tag="x" heading=""></news-tag-feed>`,
  );
});

it('has one attribute per line for long tags', () => {
  const long = 'https://example.org/'.padEnd(90, 'a');
  expect(snippetOf(`<news-tag-feed src="${long}" tag="x"></news-tag-feed>`)).to.include(
    `<news-tag-feed\n  src="${long}"\n  tag="x"\n></news-tag-feed>`,
  );
});

it('converts custom properties to a rule', () => {
  const snippet = snippetOf('<news-tag-feed style="--news-accent: red; --news-gap: 2em;" tag="x"></news-tag-feed>');
  expect(snippet).to.include('<news-tag-feed tag="x"></news-tag-feed>');
  expect(snippet).to.match(
    /<style>\n {2}news-tag-feed \{\n {4}--news-accent: red;\n {4}--news-gap: 2em;\n {2}\}\n<\/style>$/,
  );
});

it('converts each look to a link to its style sheet', () => {
  const sheet = (look: string) =>
    `<link rel="stylesheet" href="https://cdn.jsdelivr.net/npm/newsrack@1/dist/cdn/presets/${look}.css">`;
  expect(snippetOf('<news-tag-feed data-look="glass"></news-tag-feed>')).to.equal(
    [STILL, SCRIPT, sheet('glass'), '<news-tag-feed></news-tag-feed>'].join('\n'),
  );
  const two =
    '<news-app-promo data-look="glass compact"></news-app-promo><news-app-promo data-look="plain"></news-app-promo>';
  expect(snippetOf(two)).to.equal([SCRIPT, sheet('glass'), sheet('compact'), sheet('plain'), two].join('\n'));
});

it('does not change code without the elements', () => {
  expect(snippetOf('<p>Text</p>')).to.equal('<p>Text</p>');
});
