/** What is left of lit's style sheets where every browser can adopt them, and none is put together from pieces: saves 429 bytes. */
export const STYLE_SHEETS = `
export const css = ([source]) => {
  let sheet;
  return { get styleSheet() {
    if (!sheet) (sheet = new CSSStyleSheet()).replaceSync(source);
    return sheet;
  } };
};
export const adoptStyles = (root, styles) => { root.adoptedStyleSheets = styles.map(({ styleSheet }) => styleSheet); };
export const getCompatibleStyle = (style) => style;
export const [supportsAdoptingStyleSheets, unsafeCSS, CSSResult] = [];
`;

export interface Patch {
  /** What it takes out. */
  what: string;
  /** What it saves in what pages load, in bytes of brotli (± 30): measured with lit 3.3.3, by building without it. */
  bytes: number;
  /** By file of lit: the code that goes, and what comes in its place. */
  in: Record<string, [RegExp, string][]>;
}

/** What serves browsers that newsrack refuses, server rendering by another package, and warnings about several copies. */
const RELICS: [RegExp, string][] = [
  [/\b\w+\.(?:litHtml|reactiveElement|litElement)(?:Polyfill|Hydrate)Support\b/g, '(void 0)'],
  [/\(\w+\.(?:litHtml|reactiveElement|litElement)Versions\?\?=\[\]\)\.push\("[\d.]+"\)/g, '0'],
];

/** Each saves 150 bytes at least: less is not worth what a patch costs when lit changes. */
export const LIT_PATCHES: Patch[] = [
  {
    what: 'polyfills, hydration and lists of versions',
    bytes: 178,
    in: { 'lit-html.js': RELICS, 'lit-element.js': RELICS, 'reactive-element.js': RELICS },
  },
  {
    // One patch, since one rule stands behind it: a template here has HTML, with values in texts, attributes, properties
    // and events. SVG and MathML are 100 of the bytes, compiled templates 63, values in comments 39, for elements 45, for
    // `?name` 57.
    what: 'kinds of templates and values that no template here has',
    bytes: 263,
    in: {
      'lit-html.js': [
        // Pieces of SVG and MathML.
        [/=2===\w\?"<svg>":3===\w\?"<math>":""/, '=""'],
        [/\+\(2===\w\?"<\/svg>":3===\w\?"<\/math>":""\)/, ''],
        [
          /if\((this\.el=[^;]+?),2===\w\|\|3===\w\)\{const \w=this\.el\.content\.firstChild;\w\.replaceWith\(\.\.\.\w\.childNodes\)\}/,
          '$1;',
        ],
        [/,(\w)=\w\(2\),(\w)=\w\(3\),/, ',$1=0,$2=0,'],
        // Compiled templates.
        [/="number"==typeof \w\?(this\._\$AC\(\w\)):\(void 0===[^;]+?,\w\);/, '=$1;'],
        // Values in comments.
        [/else\{let \w=-1;for\([^{}]+\{type:7,[^{}]+\}\),\w\+=\w\.length-1\}/, ''],
        // Values for elements.
        [/else \w\.startsWith\(\w\)&&\(\w\.push\(\{type:6,index:\w\}\),\w\.removeAttribute\(\w\)\)/, ''],
        [/:6===\w\.type&&\(\w=new \w\(\w,this,\w\)\)/, ':0'],
        // Values for `?name`.
        [/"\?"===\w\[1\]\?\w:/, ''],
      ],
    },
  },
  {
    // One patch, since the classes that the last one takes out are those that the others change.
    what: 'what only directives need that move parts, or go on when their element has left the page',
    bytes: 266,
    in: {
      'lit-html.js': [
        [/get parentNode\(\)\{return this\._\$AM\.parentNode\}/, ''],
        [
          /get parentNode\(\)\{let \w=this\._\$AA\.parentNode;[^{}]+\}get startNode\(\)\{[^{}]+\}get endNode\(\)\{[^{}]+\}/,
          '',
        ],
        [/get tagName\(\)\{[^{}]+\}/, ''],
        [/get _\$AU\(\)\{[^{}]+\}/g, ''],
        [/,this\._\$AN=void 0/g, ''],
        [/,this\._\$Cv=\w\?\.isConnected\?\?!0/, ''],
        [/\w\?\._\$AO\?\.\(!1\),/, ''],
        [/this\._\$AP\?\.\(!1,!0,\w\)/, ''],
        [/setConnected\(\w\)\{[^{}]+\}/, 'setConnected(){}'],
      ],
      'directive.js': [[/get _\$AU\(\)\{[^{}]+\}/, '']],
      // Keeps all of the classes above, for an import that `keyed` does not use.
      'directive-helpers.js': [[/const\{I:\w\}=\w,/, 'const ']],
    },
  },
];
