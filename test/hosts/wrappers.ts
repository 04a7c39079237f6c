/** Boxes of other people's pages. The guest stands where the dots are, beside what usually stands there. */

const PROSE =
  'Between the harbour and the old customs house lies a row of sheds that the harbourmaster has never agreed on. '.repeat(
    3,
  );

const nav = '<nav>Home About Contact</nav>';
const fixed = '<div style="flex: none; width: 60px">Menu</div>';
const text = `<p>${PROSE}</p>`;

/** Running text that the guest is compared with, in its place. */
export const PARAGRAPH = text;

/** By name: HTML with … for the guest. */
export const WRAPPERS: Record<string, string> = {
  'a block': '<div>…</div>',
  'a flex item': '<div style="display: flex">…</div>',
  'a flex item beside a fixed one': `<div style="display: flex">${fixed}…</div>`,
  'a flex item beside text': `<div style="display: flex; gap: 8px">${text}…</div>`,
  'a flex item that is centred': '<div style="display: flex; justify-content: center">…</div>',
  'the child of a flex item': '<div style="display: flex"><main>…</main></div>',
  'the child of a flex item that grows': '<div style="display: flex"><main style="flex: 1">…</main></div>',
  'the child of a flex item beside a side bar': `<div style="display: flex"><main style="flex: 1">…</main><aside style="flex: 0 0 100px">${nav}</aside></div>`,
  'the grandchild of flex items':
    '<div style="display: flex"><div style="display: flex; flex: 1"><section>…</section></div></div>',
  'a flex item that wraps': `<div style="display: flex; flex-wrap: wrap">${fixed}…</div>`,
  'a column of flex items': `<div style="display: flex; flex-direction: column">${nav}…</div>`,
  'a column of flex items that are centred': `<div style="display: flex; flex-direction: column; align-items: center">${nav}…</div>`,
  'a column of flex items at the start': `<div style="display: flex; flex-direction: column; align-items: flex-start">…</div>`,
  'an inline flex box': '<div style="display: inline-flex">…</div>',
  'a grid item': '<div style="display: grid">…</div>',
  'a grid item of one fraction': '<div style="display: grid; grid-template-columns: 1fr">…</div>',
  'a grid item of a fraction beside a fixed column': `<div style="display: grid; grid-template-columns: 80px 1fr">${nav}…</div>`,
  'a grid item of two fractions': `<div style="display: grid; grid-template-columns: 2fr 1fr; gap: 8px">${text}…</div>`,
  'a grid item of a bounded fraction': '<div style="display: grid; grid-template-columns: minmax(0, 1fr)">…</div>',
  'a grid item of an automatic column': `<div style="display: grid; grid-template-columns: auto auto; gap: 8px">${text}…</div>`,
  'a grid item of columns that fill':
    '<div style="display: grid; grid-template-columns: repeat(auto-fit, minmax(200px, 1fr))">…</div>',
  'a grid item in the middle': '<div style="display: grid; place-items: center">…</div>',
  'a grid item of the smallest column': `<div style="display: grid; grid-template-columns: min-content 1fr; gap: 8px">…${text}</div>`,
  'the child of a grid item': '<div style="display: grid"><main>…</main></div>',
  'an inline grid': '<div style="display: inline-grid">…</div>',
  'a table cell': '<table><tr><td>…</td></tr></table>',
  'a table cell of a full table': `<table style="width: 100%"><tr><td>${nav}</td><td>…</td></tr></table>`,
  'a table cell of a fixed table': '<table style="width: 100%; table-layout: fixed"><tr><td>…</td></tr></table>',
  'a table cell beside text': `<table><tr><td>${text}</td><td>…</td></tr></table>`,
  'a box that is shown as a table': '<div style="display: table">…</div>',
  'a float': '<div style="display: flow-root"><div style="float: left">…</div></div>',
  'a float at the end': `<div style="display: flow-root"><div style="float: right">…</div>${nav}</div>`,
  'a float of half the width': `<div style="display: flow-root"><div style="float: left; width: 50%">…</div>${text}</div>`,
  'beside a float': `<div style="display: flow-root"><div style="float: left; width: 80px">Ad</div><div style="overflow: hidden">…</div></div>`,
  'an inline block': '<div><div style="display: inline-block">…</div></div>',
  'a box of fit-content': '<div style="width: fit-content">…</div>',
  'a box of max-content at most as wide as the page': '<div style="width: max-content; max-width: 100%">…</div>',
  'a box of max-content': '<div style="width: max-content">…</div>',
  'a box of min-content': '<div style="width: min-content">…</div>',
  'a fieldset': '<fieldset><legend>News</legend>…</fieldset>',
  'a fieldset in a flex box': '<div style="display: flex"><fieldset>…</fieldset></div>',
  'an absolute box':
    '<div style="position: relative; height: 900px"><div style="position: absolute; inset-inline-start: 0">…</div></div>',
  'an absolute box on the right':
    '<div style="position: relative; height: 900px"><div style="position: absolute; right: 0">…</div></div>',
  'open details': '<details open><summary>News</summary>…</details>',
  'details in a flex box': '<div style="display: flex"><details open><summary>News</summary>…</details></div>',
  'columns of text': `<div style="columns: 2 12em; column-gap: 16px">…${text}</div>`,
  'a sticky side bar': `<div style="display: flex; gap: 16px"><main>${text}</main><aside style="position: sticky; top: 0; align-self: start">…</aside></div>`,
  'a list': '<ul><li>…</li></ul>',
  'a definition list': '<dl><dt>News</dt><dd>…</dd></dl>',
  'a figure': '<figure>…</figure>',
  'a box that is turned': '<div style="transform: rotate(0deg)">…</div>',
  'a box that is zoomed': '<div style="zoom: 1.25">…</div>',
  'text from right to left': '<div dir="rtl" style="display: flex">…</div>',
  'a vertical page': '<div style="writing-mode: vertical-rl; max-width: 100%; height: 300px">…</div>',
  'a label': '<label>News …</label>',
  'a button of a menu': '<menu style="display: flex"><li>…</li></menu>',
  'a container of the page': '<div style="container-type: inline-size">…</div>',
  'a box with padding in percent': '<div style="display: flex; padding: 0 10%">…</div>',
  'a scroller': '<div style="overflow: auto">…</div>',
  'a scroller of a flex box': '<div style="display: flex; overflow-x: auto">…</div>',
};

/** Puts the guest into a wrapper. */
export const wrapped = (wrapper: string, guest: string): string => wrapper.replace('…', guest);
