/** The builder's page: three steps from a source to the code. Form, preview, code, address of the page and check of the source follow one another. */
import { ready } from '../dist/cdn/newsrack.js';
import {
  ATTRIBUTES,
  DEMO_FEEDS,
  LANGUAGES,
  SERVICES,
  START,
  addressesIn,
  fromQuery,
  isExample,
  settled,
  sourceOf,
  toQuery,
} from './builder-choices.js';
import { checkFeed, explainService, judgeService } from './builder-check.js';
import { describe } from './builder-words.js';
import { PLACEHOLDER, isPlaceholder, snippets, tokensOf } from './builder-snippets.js';

const byId = (id) => document.getElementById(id);
const form = byId('choices');
const { elements } = form;
const feed = byId('feed');

/** A relay for this page alone, if its host has one. */
const demoRelay = document.querySelector('meta[name="newsrack-relay"]').content;

/** Asked for beside the news, so that it is there when a feed is checked. */
const library = ready.then((api) => api);
// The code that waits for it reports the failure.
library.catch(() => {});

/** That relay, while the feed can't be read without it. */
let lentRelay = '';

/** Time in milliseconds after the last key before anything is requested. */
const TYPING = 600;

/** In CSS pixels; without one, as wide as there is room. */
const WIDTHS = { phone: 360, tablet: 768, desktop: 1120 };
const PAGES = { light: ['#ffffff', '#17191d'], sepia: ['#f4ecd8', '#3d2f1e'], dark: ['#14161a', '#e8e9eb'] };
const COLOURS = ['accent', 'text', 'background'];

let choices = fromQuery(location.search);
// In the dark: so may the readers be. What a link says comes first.
if (matchMedia('(prefers-color-scheme: dark)').matches && !new URLSearchParams(location.search).has('page'))
  choices.page = 'dark';

/* ---- Between the form and the choices ---- */

function fillForm() {
  const source = sourceOf(choices);
  for (const [name, value] of Object.entries(choices)) {
    if (name in elements && name !== 'fields' && !COLOURS.includes(name)) elements[name].value = value ?? '';
  }
  for (const box of elements.fields) box.checked = choices.fields.split(' ').includes(box.value);
  for (const name of COLOURS) {
    elements[`has-${name}`].checked = !!choices[name];
    if (choices[name]) elements[name].value = choices[name];
  }
  elements['has-heading'].checked = choices.heading !== '';
  elements.source.value = source;
  if (source in DEMO_FEEDS) elements.src.value = '';
}

function readForm() {
  const given = Object.fromEntries(new FormData(form));
  const source = given.source;
  const hasAddress = source === 'own' || SERVICES[source]?.src;
  for (const name of COLOURS) if (!elements[`has-${name}`].checked) given[name] = '';
  return settled({
    ...given,
    fields: [...elements.fields]
      .filter(({ checked }) => checked)
      .map(({ value }) => value)
      .join(' '),
    heading: elements['has-heading'].checked ? given.heading.trim() || undefined : '',
    provider: source in SERVICES ? source : '',
    src: DEMO_FEEDS[source]?.join(' ') ?? (hasAddress ? given.src : ''),
    'api-key': SERVICES[source]?.key ? given['api-key'] : '',
    map: SERVICES[source]?.map ? given.map : '',
    code: choices.code,
    step: choices.step,
  });
}

/** The tag of the example is forgotten with the example: it says nothing about another source. */
function forgetExample() {
  const wasExample = isExample(choices);
  const isNow = isExample(readForm());
  if (wasExample && !isNow && elements.tag.value === START.tag) elements.tag.value = '';
  if (!wasExample && isNow && !elements.tag.value) elements.tag.value = START.tag;
}

/** Which choices there are depends on others. */
function showRows() {
  const source = elements.source.value;
  const service = SERVICES[source];
  // An address typed in beside an example takes its place.
  const takesAddress = source === 'own' || source in DEMO_FEEDS;
  byId('src-row').hidden = !takesAddress && !service?.src;
  byId('src-label').textContent = service?.src ?? 'Address of the feed or site';
  byId('src-hint').hidden = !takesAddress;
  byId('check').hidden = !takesAddress;
  if (choices.relay) byId('relay-row').open = true;
  byId('key-row').hidden = !service?.key;
  byId('key-label').textContent = service?.key ?? '';
  byId('map-row').hidden = !service?.map;
  byId('match-row').hidden = !choices.tag.includes(',');
  byId('columns-row').hidden = choices.layout !== 'grid';
  byId('source-hint').textContent = HINTS[source] ?? (source in DEMO_FEEDS ? HINTS.demo : '');
  elements.heading.hidden = byId('heading-hint').hidden = !elements['has-heading'].checked;
}

const HINTS = {
  demo: 'To try the looks with. An address typed in above takes the place of this example.',
  gdelt: 'Free, for any tag, and often busy. The next step asks for the tag.',
  wordpress: 'Any site made with it, by tag, category or word. Type its address above; its feed is not needed.',
  ghost: 'Type the admin address above. The key is made for pages; the site’s settings have it under Integrations.',
  mastodon: 'Articles that posts under a hashtag link to. Type the address of the server above.',
  guardian: 'With a key of your own from the Guardian’s Open Platform.',
};

/* ---- The preview ---- */

/** Names the choices that are missing before there is anything to show. */
function missing() {
  if (choices.provider) {
    const [need] = SERVICES[choices.provider].needs.filter((name) => !choices[name]);
    return { src: 'its address', tag: 'a tag', 'api-key': 'the key' }[need];
  }
  return choices.src ? undefined : 'the address of your feed';
}

function showPreview() {
  const waitsFor = missing();
  byId('waiting').hidden = !waitsFor;
  byId('waiting').textContent = waitsFor ? `Type in ${waitsFor}, and the news appears here.` : '';
  feed.hidden = !!waitsFor;
  const shown = { ...choices, relay: choices.relay || lentRelay, target: '_blank' };
  // Nothing is asked for a source that is not complete yet.
  if (waitsFor) Object.assign(shown, { provider: 'inline', src: '' });
  for (const [name, { fallback }] of Object.entries(ATTRIBUTES)) {
    if (shown[name] === fallback) feed.removeAttribute(name);
    else if (feed.getAttribute(name) !== shown[name]) feed.setAttribute(name, shown[name]);
  }
  const look = byId('look-sheet');
  look.disabled = !choices.look;
  const address = `../dist/cdn/presets/${choices.look}.css`;
  if (choices.look && look.getAttribute('href') !== address) look.setAttribute('href', address);
  feed.removeAttribute('style');
  for (const [name, value] of tokensOf(choices)) feed.style.setProperty(name, value);
  const sheet = byId('sheet');
  const [paper, ink] = PAGES[choices.page];
  Object.assign(sheet.style, { width: choices.width in WIDTHS ? `${WIDTHS[choices.width]}px` : '', color: ink });
  byId('fit').style.background = paper;
  byId('stage').style.background = choices.width in WIDTHS ? `color-mix(in srgb, ${ink} 6%, ${paper})` : paper;
  sheet.lang = choices.lang;
  sheet.dir = ['ar', 'fa', 'he'].includes(choices.lang) ? 'rtl' : 'ltr';
  fitPreview();
}

/** A preview of a device has its full width, and is scaled down where the page has less room. */
function fitPreview() {
  const width = WIDTHS[choices.width];
  if (!width) {
    byId('sheet').style.transform = '';
    Object.assign(byId('fit').style, { width: '', height: '' });
    return;
  }
  const scale = Math.min(1, byId('stage').clientWidth / width);
  byId('sheet').style.transform = scale < 1 ? `scale(${scale})` : '';
  Object.assign(byId('fit').style, { width: `${width * scale}px`, height: `${byId('sheet').offsetHeight * scale}px` });
}

/** Says which of the chosen colours are hard to read on each other (WCAG 2.2, 1.4.3). */
function showContrast() {
  const [paper, ink] = PAGES[choices.theme === 'auto' ? choices.page : choices.theme];
  const background = choices.background || paper;
  const hard = COLOURS.some((name) => choices[name])
    ? [
        ['Text', choices.text || ink],
        ['Accent', choices.accent],
      ]
        .filter(([, colour]) => colour)
        .map(([name, colour]) => [name, contrast(colour, background)])
        .filter(([, ratio]) => ratio < 4.5)
    : [];
  byId('contrast').textContent = hard
    .map(
      ([name, ratio]) => `${name} on this background is hard to read: ${ratio.toFixed(1)} : 1, where 4.5 is the least.`,
    )
    .join(' ');
}

function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour) {
  const [red, green, blue] = [1, 3, 5]
    .map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/* ---- The code ---- */

const tabs = [...document.querySelectorAll('[role="tab"]')];

const make = (name, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
};

/** Files to preload with their hashes, once the manifest has come. */
let manifest;
const loadManifest = async () => {
  const answer = await fetch('../dist/cdn/manifest.json');
  if (!answer.ok) return;
  manifest = await answer.json();
  showCode();
};
loadManifest().catch(() => {
  // The other ways to take newsrack need none.
});

let written = '';

function showCode() {
  byId('words').replaceChildren(...describe(choices).map((sentence) => make('li', {}, sentence)));
  const all = snippets(choices, manifest);
  const text = JSON.stringify([all, isPlaceholder(choices)]);
  // A user who is about to press a button there keeps it.
  if (text === written) return;
  written = text;
  for (const [name, blocks] of Object.entries(all)) {
    const note = noteOn(name, blocks);
    byId(`panel-${name}`).replaceChildren(
      ...(note ? [make('p', { className: 'note' }, note)] : []),
      ...blocks.map(codeBlock),
    );
  }
}

function noteOn(name, blocks) {
  if (name === 'css') {
    return blocks.length
      ? ''
      : 'Nothing to change: it takes font and colours from your page. What you choose under “Colours and type” is written here.';
  }
  if (name === 'fixed' && !blocks.length)
    return 'The list of files has not come: load this page again when you are online.';
  return isPlaceholder(choices) ? 'Replace the marked address with the address of your feed.' : '';
}

function codeBlock({ where, code }) {
  const [before, ...after] = isPlaceholder(choices) ? code.split(PLACEHOLDER) : [code];
  const marked = after.flatMap((text) => [make('b', {}, PLACEHOLDER), text]);
  const pre = make('pre', { tabIndex: 0 }, before, ...marked);
  pre.setAttribute('role', 'region');
  pre.setAttribute('aria-label', `Code: ${where}`);
  const copy = make('button', { type: 'button', className: 'main' }, 'Copy');
  copy.setAttribute('aria-label', `Copy: ${where}`);
  copy.addEventListener('click', () => void copyText(code, 'The code', copy, pre));
  return make('div', { className: 'block' }, make('p', { className: 'where' }, make('span', {}, where), copy), pre);
}

function choose(tab, isFocused = false) {
  choices.code = tab.id.slice(4);
  for (const one of tabs) {
    one.setAttribute('aria-selected', one === tab);
    one.tabIndex = one === tab ? 0 : -1;
    byId(one.getAttribute('aria-controls')).hidden = one !== tab;
  }
  if (isFocused) tab.focus();
  showAddress();
}

const STEPS = {
  ArrowRight: (at) => at + 1,
  ArrowLeft: (at) => at - 1,
  Home: () => 0,
  End: () => -1,
};

document.querySelector('[role="tablist"]').addEventListener('keydown', (event) => {
  const step = STEPS[event.key];
  if (!step || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  choose(tabs.at(step(tabs.indexOf(event.target)) % tabs.length), true);
});
for (const tab of tabs) tab.addEventListener('click', () => choose(tab));

/** Copies, or lets the visitor do it where the browser forbids that. */
async function copyText(text, what, button, shown) {
  try {
    await navigator.clipboard.writeText(text);
    say(`${what} is copied.`);
    const label = button.textContent;
    if (label === 'Copied') return;
    button.textContent = 'Copied';
    setTimeout(() => (button.textContent = label), 2000);
  } catch {
    if (shown) getSelection().selectAllChildren(shown);
    say(
      shown
        ? 'The code is selected: press Ctrl and C to copy it.'
        : 'Copy the address of this page: it holds all your choices.',
    );
  }
}

/** @param isSeen true to show it as well, where nothing else on the page says it */
function say(text, isSeen = !text.endsWith('copied.')) {
  const said = byId('said');
  // The same sentence twice would be said once.
  said.textContent = text && said.textContent === text ? `${text}\u00a0` : text;
  said.classList.toggle('unseen', !isSeen);
}

byId('share').addEventListener('click', ({ target }) => {
  settle();
  void copyText(location.href, 'The link', target);
});

/* ---- The steps ---- */

const steps = { source: byId('source-title'), look: byId('look-title'), snippet: byId('code-title') };

function showStep(step) {
  choices.step = step;
  byId('bench').dataset.step = step;
  for (const name of Object.keys(steps)) byId(`step-${name}`).hidden = name !== step;
  for (const button of document.querySelectorAll('.steps button')) {
    if (button.dataset.step === step) button.setAttribute('aria-current', 'step');
    else button.removeAttribute('aria-current');
  }
}

/** Goes to a step, as a page would to another: the back button leads back, and reading goes on at its heading. */
function goTo(step) {
  if (step === choices.step) return;
  showStep(step);
  history.pushState(null, '', addressOf(choices));
  steps[step].focus();
}

for (const button of document.querySelectorAll('button[data-step]'))
  button.addEventListener('click', () => {
    settle();
    const { step } = button.dataset;
    if (missing() && isLater(step)) askForMissing();
    else goTo(step);
  });
const isLater = (step) => Object.keys(steps).indexOf(step) > Object.keys(steps).indexOf(choices.step);

addEventListener('popstate', () => {
  showStep(fromQuery(location.search).step);
  showAddress();
});

/** Says what is missing, where it can be typed in. */
function askForMissing() {
  const [need] = choices.provider ? SERVICES[choices.provider].needs.filter((name) => !choices[name]) : ['src'];
  goTo(need === 'tag' ? 'look' : 'source');
  elements[need].focus();
  say(`Type in ${missing()} first.`);
}

/** Enter in the address: checks it, follows a page to its feed, and goes on when there is something to show. */
async function proceed() {
  settle();
  if (missing()) return askForMissing();
  if (choices.provider) return goTo('look');
  say('Checking the address …', false);
  let verdicts = await check(true);
  const [only] = verdicts ?? [];
  const leads = only?.kind === 'bad' ? only.offers.filter(({ choose }) => choose.src && !choose.provider) : [];
  if (verdicts?.length === 1 && leads.length === 1) {
    take(leads[0].choose, elements.src.value);
    verdicts = await check(true);
  }
  // Something newer was typed meanwhile, or there is no address after all.
  if (!verdicts?.length) return;
  const isReady = verdicts.every(({ kind, isLent }) => kind !== 'bad' && !isLent);
  say(isReady ? verdicts.map(({ title }) => title).join(' ') : '', false);
  if (isReady) goTo('look');
}

elements.src.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.isComposing) return;
  event.preventDefault();
  void proceed();
});

/* ---- The address of the page ---- */

function addressOf(shown) {
  const query = toQuery(shown);
  return query ? `?${query}` : location.pathname;
}

function showAddress() {
  const address = addressOf(choices);
  if (location.search !== (address.startsWith('?') ? address : '')) history.replaceState(null, '', address);
}

/* ---- Whether the source can be read ---- */

let checked = '';
let checking = new AbortController();

/**
 * Checks what is typed in or chosen, unless it is what was checked last.
 * @returns {Promise<import('./builder-check.js').Verdict[] | undefined>} nothing where there is nothing to say, or something newer
 */
async function check(isWanted = false) {
  const source = elements.source.value;
  const { tag, 'tag-match': tagMatch, relay, src, map, 'api-key': apiKey } = choices;
  const typed = source === 'own' ? elements.src.value : src;
  const addresses = source in SERVICES ? [] : typed.split(/\s+/).filter(Boolean).slice(0, 20);
  const key = JSON.stringify([source, typed, tag, tagMatch, relay, map, apiKey]);
  if (key === checked && !isWanted) return undefined;
  checked = key;
  checking.abort();
  checking = new AbortController();
  const { signal } = checking;
  if (!addresses.length) {
    showVerdicts([]);
    if (isWanted) say('There is no address to check yet.');
    return undefined;
  }
  byId('verdicts').setAttribute('aria-busy', 'true');
  try {
    const how = { api: await library, tag, tagMatch, relay, demoRelay, signal };
    const verdicts = await Promise.all(addresses.map((address) => checkFeed(address, how)));
    if (signal.aborted) return undefined;
    showVerdicts(verdicts, addresses);
    return verdicts;
  } catch {
    // A user who goes on typing hears of the last input only; anything else is a part of newsrack that did not come.
    if (!signal.aborted) showVerdicts([BROKEN]);
    return undefined;
  }
}

const BROKEN = {
  kind: 'bad',
  title: 'A part of newsrack could not be loaded, so nothing was checked.',
  advice: ['Load this page again when you are online.'],
  offers: [],
  tags: [],
};

function showVerdicts(verdicts, addresses = []) {
  const isDemo = elements.source.value in DEMO_FEEDS;
  const shown = isDemo ? verdicts.filter(({ kind }) => kind !== 'good' && verdicts.length === 1) : verdicts;
  byId('verdicts').removeAttribute('aria-busy');
  byId('verdicts').replaceChildren(
    ...shown.map((verdict, n) => verdictView(verdict, verdicts.length > 1 ? addresses[n] : undefined)),
  );
  lentRelay = verdicts.some(({ isLent }) => isLent) ? demoRelay : '';
  showPreview();
  showTags(verdicts);
}

/** Suggests the tags of the source, each with the number of its articles. */
function showTags(verdicts) {
  // A service that is asked for a tag answers with that one: the tags that led there stay.
  if (choices.provider && choices.tag && suggested.length) return;
  const counts = new Map();
  for (const [tag, count] of verdicts.flatMap(({ tags }) => tags)) {
    const spelling = [...counts.keys()].find((one) => isSame(one, tag)) ?? tag;
    counts.set(spelling, (counts.get(spelling) ?? 0) + count);
  }
  const found = [...counts].sort(([, a], [, b]) => b - a);
  // A button that somebody has pressed keeps the focus.
  if (JSON.stringify(found) === JSON.stringify(suggested)) return;
  suggested = found;
  byId('tags').replaceChildren(...suggested.slice(0, 40).map(([value]) => make('option', { value })));
  byId('suggestions-row').hidden = !suggested.length;
  byId('suggestions').replaceChildren(...suggested.slice(0, 16).map(tagButton));
  markTags();
}

let suggested = [];

/** Tags of one source are none of another. */
function forgetTags() {
  suggested = [];
  showTags([]);
}

const chosenTags = () =>
  elements.tag.value
    .split(',')
    .map((tag) => tag.trim())
    .filter(Boolean);
const isSame = (one, other) => one.toLowerCase() === other.toLowerCase();

function tagButton([tag, count]) {
  const number = make('span', { className: 'count' }, `${count}`);
  const button = make('button', { type: 'button' }, tag, ' ', number);
  button.dataset.tag = tag;
  button.addEventListener('click', () => {
    const chosen = chosenTags();
    const others = chosen.filter((one) => !isSame(one, tag));
    elements.tag.value = (others.length < chosen.length ? others : [...chosen, tag]).join(', ');
    settle();
  });
  return button;
}

/** Says which of the suggested tags are chosen. */
function markTags() {
  const chosen = chosenTags();
  for (const button of byId('suggestions').children)
    button.setAttribute(
      'aria-pressed',
      chosen.some((tag) => isSame(tag, button.dataset.tag)),
    );
}

function verdictView({ kind, title, advice, offers }, address) {
  const buttons = offers.map(({ text, choose }) => {
    const button = make('button', { type: 'button' }, text);
    button.addEventListener('click', () => take(choose, address));
    return button;
  });
  return make(
    'div',
    { className: `verdict ${kind}` },
    ...(address ? [make('p', { className: 'address' }, address)] : []),
    make('p', { className: 'title' }, title),
    ...(advice.length === 1 ? advice.map((text) => make('p', {}, text)) : []),
    ...(advice.length > 1 ? [make('ul', {}, ...advice.map((text) => make('li', {}, text)))] : []),
    ...(buttons.length ? [make('p', { className: 'offers' }, ...buttons)] : []),
  );
}

/** Takes an offer: in a list of several addresses, it replaces the one that it is about. */
function take(offered, address) {
  const { src } = offered;
  const others = address && src && !offered.provider ? elements.src.value.split(/\s+/) : [];
  const replaced = others.map((one) => (one === address ? src : one)).join(' ');
  choices = { ...choices, ...offered, src: addressesIn(replaced || (src ?? choices.src)).join(' ') };
  fillForm();
  // The button that was pressed goes with its verdict.
  (src ? elements.src : document.querySelector('#step-source .main')).focus();
  settle();
}

/** Services are asked by the preview alone: some want to be asked rarely. */
feed.addEventListener('news-load', ({ feed: loaded }) => {
  if (choices.provider && !missing()) showVerdicts([judgeService(loaded, choices.tag)]);
});
feed.addEventListener('news-error', ({ error }) => {
  if (choices.provider && !missing()) showVerdicts([explainService(error)]);
});

/* ---- All of it together ---- */

let typing = 0;

/** Updates everything that needs no request at once. */
function follow() {
  forgetExample();
  choices = readForm();
  showRows();
  markTags();
  showCode();
  showContrast();
}

/** Updates everything else when the user has stopped typing. */
function settle() {
  clearTimeout(typing);
  follow();
  showPreview();
  showAddress();
  void check();
}

form.addEventListener('submit', (event) => event.preventDefault());
// Some of the form's elements stand outside of it.
document.addEventListener('input', ({ target }) => {
  if (target.form !== form) return;
  say('');
  if (target === elements.src && elements.source.value in DEMO_FEEDS && target.value.trim())
    elements.source.value = 'own';
  if (target === elements.source) forgetTags();
  if (target.type === 'color') elements[`has-${target.name}`].checked = true;
  clearTimeout(typing);
  // Keys lead through sources that nobody means to ask.
  typing = setTimeout(
    settle,
    target.matches(':is([type="text"], [type="number"], [type="color"], #source)') ? TYPING : 0,
  );
  follow();
});
document.addEventListener('change', ({ target }) => {
  if (target.form === form && target.matches('input')) settle();
});
byId('check').addEventListener('click', () => {
  settle();
  void check(true);
});
// A tag picked on a card is chosen here.
feed.addEventListener('news-tag-select', (event) => {
  event.preventDefault();
  elements.tag.value = event.tag;
  settle();
});

const names = new Intl.DisplayNames('en', { type: 'language' });
elements.lang.append(...LANGUAGES.map((value) => make('option', { value }, names.of(value))));

new ResizeObserver(fitPreview).observe(byId('stage'));
new ResizeObserver(fitPreview).observe(byId('sheet'));

fillForm();
showStep(choices.step);
choose(byId(`tab-${choices.code}`));
settle();
