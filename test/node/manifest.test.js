/** The public surface is what the manifest says, and the manifest says all of it. What is listed here is a promise. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { cli } from '@custom-elements-manifest/analyzer/cli.js';
import { REFERENCE, freshen } from '../../scripts/tables.js';
import { toolingFiles } from '../../scripts/tooling.js';
import { sources } from '../support/sources.js';

const root = fileURLToPath(new URL('../../', import.meta.url));

const OF_A_CARD = 'fields excerpt-lines image-ratio image-position heading-level time-format theme target rel';
const PARTS_OF_A_CARD =
  'card media image placeholder body category headline link meta publisher time authors excerpt tags tag';

const PROMISED = {
  'news-tag-feed': {
    attributes:
      'tag tag-match src provider api-key relay map include exclude exclude-publisher max-age per-publisher limit page-size ' +
      `more heading timeout loading cache refresh-every dedupe structured-data layout ${OF_A_CARD}`,
    properties: 'articles feed status error',
    methods: 'refresh showMore define',
    events: 'news-status news-load news-error news-article-open news-article-view news-tag-select',
    slots: '(none) logo heading before after loading empty error article',
    cssParts: `header logo heading list item ${PARTS_OF_A_CARD} button more controls previous next pause retry new consent agree attribution message status skeleton stale`,
    cssProperties:
      '--news-font --news-text --news-background --news-accent --news-muted --news-rule --news-wash --news-focus ' +
      '--news-radius --news-padding --news-gap --news-space --news-measure --news-line-height --news-heading-size ' +
      '--news-heading-weight --news-headline-size --news-headline-weight --news-headline-line-height ' +
      '--news-excerpt-size --news-excerpt-lines --news-category-size --news-meta-size --news-image-ratio --news-image-width ' +
      '--news-columns --news-column-width --news-headline-font --news-headline-lines --news-lead-size --news-pace',
    cssStates: 'idle loading ready stale empty error',
  },
  'news-article-card': {
    attributes: `href headline image image-alt publisher published category excerpt ${OF_A_CARD}`,
    properties: 'article',
    methods: 'define',
    events: 'news-article-open news-tag-select',
    slots: '(none)',
    cssParts: PARTS_OF_A_CARD,
  },
  'news-tag-list': {
    attributes: 'for limit mode href url-param',
    methods: 'define',
    events: 'news-tag-select',
    slots: '(none)',
    cssParts: 'tags list item tag current skeleton',
    cssProperties: '--news-meta-size --news-rule --news-wash --news-radius',
  },
  'news-app-promo': {
    attributes: 'heading text app-store google-play',
    methods: 'define',
    slots: 'icon heading text stores',
    cssParts: 'promo heading message button',
  },
};

let manifest;
let elements;

before(async () => {
  manifest = await cli({ argv: ['analyze', '--quiet'], cwd: root, noWrite: true });
  elements = manifest.modules
    .flatMap(({ declarations }) => declarations)
    .filter(({ customElement }) => customElement)
    .map((one) => ({
      ...one,
      properties: one.members.filter(({ kind, attribute }) => kind === 'field' && !attribute),
      methods: one.members.filter(({ kind }) => kind === 'method'),
    }));
});

const namesOf = (entries = []) => entries.map(({ name }) => name || '(none)');
const differences = (ones, others) => [...new Set(ones)].filter((one) => !others.includes(one));
const assertSame = (found, documented) =>
  assert.deepEqual(
    { undocumented: differences(found, documented), vanished: differences(documented, found) },
    { undocumented: [], vanished: [] },
  );

/** Returns the parsers of the attributes; those of the banner are plain text. */
async function readersOf(tagName) {
  const { requestAttributes } = await import('../../dist/model/request.js');
  const { cardAttributes, feedAttributes } = await import('../../dist/views/options.js');
  const { tagListAttributes } = await import('../../dist/views/tag-list.js');
  const readers = {
    'news-tag-feed': { ...requestAttributes, ...feedAttributes },
    'news-article-card': cardAttributes,
    'news-tag-list': tagListAttributes,
  };
  return readers[tagName] ?? {};
}

for (const [tagName, promised] of Object.entries(PROMISED)) {
  describe(tagName, () => {
    const element = () => elements.find((one) => one.tagName === tagName);

    for (const [kind, names] of Object.entries(promised)) {
      test(`has its documented ${kind}, each with a description`, () => {
        assert.deepEqual(differences(names.split(' '), namesOf(element()[kind])), []);
        assert.deepEqual(namesOf(element()[kind].filter(({ description }) => !description)), []);
      });
    }

    test('documents its observed attributes with type and real default', async () => {
      const { [element().name]: Class } = await import('newsrack');
      assertSame(Class.observedAttributes, namesOf(element().attributes));
      const readers = await readersOf(tagName);
      for (const { name, fieldName, type, default: standard } of element().attributes) {
        assert.ok(type.text, `type of ${name}`);
        const { read, fallback, accepts } = readers[fieldName] ?? {};
        if (standard && read)
          assert.deepEqual(read(standard.replace(/^'(.*)'$/, '$1')), fallback, `default of ${name}`);
        if (type.text.startsWith("'"))
          assert.equal(accepts, type.text.replaceAll("'", '').replaceAll(' | ', ', '), name);
      }
    });

    test('lists no private members', () => {
      const hidden = element().members.filter(({ name, privacy }) => /^[#_]/.test(name) || privacy);
      assert.deepEqual(namesOf(hidden), []);
    });

    test('is defined by a module of the package', () => {
      const { exports } = manifest.modules.find(({ path }) => path === `dist/tags/${tagName}.js`);
      const found = exports.find(({ kind }) => kind === 'custom-element-definition');
      assert.equal(found.name, tagName);
      assert.match(found.declaration.module, /^dist\/elements\/.+\.js$/);
    });
  });
}

test('every element is covered by this test', () => {
  assertSame(
    elements.map(({ tagName }) => tagName),
    Object.keys(PROMISED),
  );
});

const found = (pattern) =>
  sources().flatMap(({ code }) => [...code.matchAll(pattern)].flatMap((match) => match[1].split(' ')));

test('every used custom property is documented, and every documented one is used', () => {
  const documented = elements.flatMap(({ cssProperties }) => namesOf(cssProperties));
  assertSame(found(/var\(\s*(--news-[\w-]+)/g), documented);
});

test('every part is documented, and every documented one exists', () => {
  const documented = elements.flatMap(({ cssParts }) => namesOf(cssParts));
  // Headings and buttons get theirs handed in, and some have theirs now and then.
  const handed = [
    ...found(/\bpart=(?:"\w+ )?\$\{\w+ \? '([^']+)'/g),
    ...found(/headingOf\([^,]+, '([^']+)'/g),
    ...found(/(?:buttonView|button)\('([^']+)'/g),
  ];
  assertSame([...found(/\bpart="([^"$]+)"/g), ...handed], documented);
});

const looks = readdirSync(`${root}src/presets`).map((file) => ({
  name: file.replace('.css', ''),
  code: readFileSync(`${root}src/presets/${file}`, 'utf8'),
}));

test('looks use only documented custom properties and parts', () => {
  const documented = (kind) => elements.flatMap((element) => namesOf(element[kind]));
  const used = (pattern) => looks.flatMap(({ code }) => [...code.matchAll(pattern)].map((match) => match[1]));
  assert.deepEqual(differences(used(/(--[\w-]+)/g), documented('cssProperties')), []);
  assert.deepEqual(differences(used(/::part\(([^)]*)\)/g), documented('cssParts')), []);
  // What is declared outside of a part is declared on the element, where the page's own rules have a say.
  for (const { name, code } of looks) {
    const onElements = code.replace(/\/\*[^]*?\*\//g, '').replace(/(?:&[^{};]*::part\([^{}]*\{[^{}]*\})/g, '');
    assert.deepEqual(onElements.match(/^\s*(?!--news-)[\w-]+:(?!:)[^{]*;/gm), null, name);
  }
});

test('looks are small, send no request, and are overridden by the rules of the page', () => {
  for (const { name, code } of looks) {
    assert.ok(Buffer.byteLength(code) < 2048, `${name} is ${Buffer.byteLength(code)} bytes long`);
    assert.doesNotMatch(code, /!important|@import|@font-face|url\(/, name);
    const written = code.replace(/\/\*[^]*?\*\//g, '').replace(/\s+/g, ' ');
    assert.ok(
      written.replaceAll('( ', '(').replaceAll(' )', ')').includes(`:where(:not([data-look]), [data-look~='${name}'])`),
      name,
    );
    // Whatever is not in :where() counts; what is nested counts once more, by &.
    const selectors = written.match(/[^;{}]+(?=\{)/g);
    const counting = selectors.map((one) => one.replace(/:where\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)/g, ''));
    for (const one of counting.filter((selector) => !selector.includes('@media')))
      assert.match(one, /^(?:[&,\s]|::part\([\w-]+\)|::before|::after|:hover)*$/, name);
  }
});

test('every look is a story', () => {
  const named = readFileSync(`${root}stories/looks.ts`, 'utf8').match(/LOOKS = \[([^\]]*)\]/)?.[1];
  assert.deepEqual(named.match(/[\w-]+/g).sort(), looks.map(({ name }) => name).sort());
});

test('the tables of the reference are up to date', () => {
  const { changed } = freshen(readFileSync(`${root}${REFERENCE}`, 'utf8'), manifest);
  assert.deepEqual(changed, [], 'run npm run docs');
});

describe('the metadata for editors and frameworks', () => {
  const read = (path) => readFileSync(`${root}${path}`, 'utf8');
  const files = () => toolingFiles(manifest, JSON.parse(read('package.json')));
  const parsed = (path) => JSON.parse(files()[path]);

  test('is up to date', () => {
    const { files: shipped } = JSON.parse(read('package.json'));
    for (const [path, text] of Object.entries(files())) {
      assert.equal(read(path), text, `${path}: run npm run docs`);
      assert.ok(shipped.includes(path.split('/')[0]), path);
    }
  });

  test('custom data of VS Code contains every element, attribute, value, property, part and state', () => {
    const html = parsed('vscode.html-custom-data.json');
    assertSame(
      namesOf(html.tags),
      elements.map(({ tagName }) => tagName),
    );
    for (const { tagName, attributes } of elements) {
      const tag = html.tags.find(({ name }) => name === tagName);
      assertSame(namesOf(tag.attributes), namesOf(attributes));
      for (const { name, type } of attributes.filter(({ type }) => type.text.startsWith("'"))) {
        const { values } = tag.attributes.find((one) => one.name === name);
        assert.equal(values.map((value) => `'${value.name}'`).join(' | '), type.text);
      }
    }
    const css = parsed('vscode.css-custom-data.json');
    const inCss = {
      properties: ['cssProperties', (name) => name],
      pseudoElements: ['cssParts', (name) => `::part(${name})`],
      pseudoClasses: ['cssStates', (name) => `:state(${name})`],
    };
    for (const [kind, [source, written]] of Object.entries(inCss)) {
      const names = namesOf(css[kind]);
      assertSame(
        names,
        elements.flatMap((one) => namesOf(one[source]).map(written)),
      );
      assert.equal(new Set(names).size, names.length, `${kind}, once each`);
    }
  });

  test('web-types contain every element, attribute, property, event, slot, token and part', () => {
    const found = parsed('web-types.json').contributions.html.elements;
    assertSame(
      namesOf(found),
      elements.map(({ tagName }) => tagName),
    );
    for (const { tagName, ...element } of elements) {
      const { attributes, js, css, slots } = found.find(({ name }) => name === tagName);
      assertSame(namesOf(attributes), namesOf(element.attributes));
      assertSame(namesOf(js.properties), namesOf(element.members.filter(({ kind }) => kind === 'field')));
      assertSame(namesOf(js.events), namesOf(element.events));
      assertSame(namesOf(css.properties), namesOf(element.cssProperties));
      assertSame(namesOf(css.parts), namesOf(element.cssParts));
      assertSame(
        namesOf(slots).map((name) => name.replace('default', '(none)')),
        namesOf(element.slots),
      );
    }
  });

  test('types contain every element, attribute, event and writable property', () => {
    const types = files()['dist/types/elements.d.ts'];
    for (const { name, tagName, attributes, properties, events = [] } of elements) {
      const keysOf = (kind) => {
        const body = new RegExp(`interface ${name}${kind} \\{([^]*?)\\n?\\}\\n`).exec(types)[1];
        return [...body.matchAll(/^ {2}'?([\w-]+)'?\??: /gm)].map(([, key]) => key);
      };
      const settable = properties.filter(({ readonly }) => !readonly);
      assertSame(keysOf('Attributes'), namesOf([...attributes, ...settable]));
      assertSame(keysOf('Events'), namesOf(events));
      assert.match(types, new RegExp(`'${tagName}': \\{ element: ${name};`));
    }
  });
});
