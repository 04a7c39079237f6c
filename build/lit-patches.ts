/** The rest of lit's style sheet code, once every browser can adopt sheets and none is put together from pieces: saves 429 bytes. */
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
  /** Name of the removed code. */
  what: string;
  /** Bytes of brotli that pages save (± 30), measured with lit 3.3.3 by a build without the patch. */
  bytes: number;
  /** By file of lit: the code to remove, and its replacement. */
  in: Record<string, [RegExp, string][]>;
}

/** Code for browsers that newsrack does not support, for another package's server rendering, and for warnings about several copies. */
const RELICS: [RegExp, string][] = [
  [/\b\w+\.(?:litHtml|reactiveElement|litElement)(?:Polyfill|Hydrate)Support\b/g, '(void 0)'],
  [/\(\w+\.(?:litHtml|reactiveElement|litElement)Versions\?\?=\[\]\)\.push\("[\d.]+"\)/g, '0'],
];

/** The patches. Each saves at least 150 bytes: less is not worth the effort when lit changes. */
export const LIT_PATCHES: Patch[] = [
  {
    what: 'polyfills, hydration and lists of versions',
    bytes: 178,
    in: { 'lit-html.js': RELICS, 'lit-element.js': RELICS, 'reactive-element.js': RELICS },
  },
  {
    // One patch, since one rule allows all of it: a template here has HTML, with values in texts, attributes, properties
    // and events, whose listeners are functions. SVG and MathML are 100 of the bytes, compiled templates 63, values in comments
    // 39, for elements 45, for `?name` 57.
    what: 'kinds of templates and values that no template here has',
    bytes: 427,
    in: {
      'lit-html.js': [
        // SVG and MathML templates.
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
        // Texts of scripts, styles and fields; comments.
        [/\(\w\.test\(\w\[2\]\)&&\(\w=RegExp\("<\/"\+\w\[2\],"g"\)\),(\w=\w)\)/, '($1)'],
        [/if\(\w\.test\(\w\.tagName\)\)\{.+?\w\.append\(\w\[\w\],\w\(\)\)\}\}/, ''],
        [/"!--"===(\w)\[1\]\?\w=\w:void 0!==\1\[1\]\?\w=\w:/, ''],
        [/:(\w)===\w\|\|\1===\w\?\1=\w:/, ':'],
        // Objects as listeners, and listeners that are removed or have options.
        [
          /if\(\((\w)=\w\(this,\1,\w,0\)\?\?(\w)\)===\w\)return;const \w=this\._\$AH,.+?,this\._\$AH=\1\}/,
          'this._$AH===$2&&this.element.addEventListener(this.name,this),this._$AH=$1}',
        ],
        [/"function"==typeof this\._\$AH\?this\._\$AH\.call(\([^:]+\)):[^{}]+\}/, 'this._$AH?.call?.$1}'],
        // Documents that templates are made in, and the kind of each part.
        [/\(\w\?\.creationScope\?\?(\w)\)/, '$1'],
        [/constructor\(\)\{super\(\.\.\.arguments\),this\.type=3\}/, ''],
        [/constructor\((\w,\w,\w,\w,\w)\)\{super\(\1\),this\.type=5\}/, ''],
        [/this\.type=[12],/g, ''],
      ],
    },
  },
  {
    // One patch, since the last one removes classes that the others change.
    what: 'what only directives need that move parts, or go on when their element has left the page',
    bytes: 402,
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
        [/setConnected\(\w\)\{[^{}]+\}/, ''],
        // Directives in attributes, and in other directives.
        [/(\w=)\w\(this,(\w),\w,0\)(?=,\w=!)/, '$1$2'],
        [/\w\(this,(\w\[\w\+\w\]),\w,\w\)/, '$1'],
        [/void 0!==\w\?(\w)\._\$Co\?\.\[\w\]:\1\._\$Cl/, '$1._$Cl'],
        [/void 0!==\w\?\((\w)\._\$Co\?\?=\[\]\)\[\w\]=\w:\1\._\$Cl/, '$1._$Cl'],
      ],
      'lit-element.js': [
        [/this\.hasUpdated\|\|\(this\.renderOptions\.isConnected=this\.isConnected\),/, ''],
        [
          /(?:dis)?connectedCallback\(\)\{super\.(?:dis)?connectedCallback\(\),this\._\$Do\?\.setConnected\(![01]\)\}/g,
          '',
        ],
      ],
      'directive.js': [[/get _\$AU\(\)\{[^{}]+\}/, '']],
      // Keeps all of the classes above, for an import that `keyed` does not use.
      'directive-helpers.js': [[/const\{I:\w\}=\w,/, 'const ']],
    },
  },
  {
    // One patch, since one rule allows all of it: `declareProperties` declares all properties of elements.
    what: 'properties that decorators declare, that are reflected, or that have options or setters of their own',
    bytes: 708,
    in: {
      'reactive-element.js': [
        [/,(\w)=\w\.trustedTypes,(\w)=\1\?\1\.emptyScript:""/, ''],
        [/,\w=\{toAttribute\(.+?hasChanged:\w\};/, ',[u,f]=[];'],
        [/Symbol\.metadata\?\?=.+?new WeakMap;/, ''],
        [/const \w=this\[Symbol\.metadata\];.+?(?=this\._\$Eh=)/, ''],
        [/static addInitializer.+?(?=static get observedAttributes)/, ''],
        [/,void 0!==\w\.l&&\(this\.l=\[\.\.\.\w\.l\]\)/, ''],
        [/,this\.constructor\.l\?\.forEach\(\w=>\w\(this\)\)/, ''],
        [
          /static createProperty.+?(?=static _\$Ei)/,
          'static createProperty(t,s){const i=Symbol();this.elementProperties.set(t,s),Object.defineProperty(this.prototype,t,' +
            '{get(){return this[i]},set(s){const e=this[i];this[i]=s,this.requestUpdate(t,e)},configurable:!0,enumerable:!0})}',
        ],
        [/\[\.\.\.\w\(\w\),\.\.\.\w\((\w)\)\]/, 'Object.keys($1)'],
        [/this\._\$Em=null,/, ''],
        [
          /attributeChangedCallback.+?(?=async _\$EP)/,
          'attributeChangedCallback(t,s,i){const e=this.constructor,h=e._$Eh.get(t),{converter:r}=e.elementProperties.get(h);' +
            'this[h]=r?r.fromAttribute(i):i}requestUpdate(t,s){if(void 0!==t){if(Object.is(this[t],s))return;' +
            'this._$AL.has(t)||this._$AL.set(t,this.hasUpdated?s:void 0)}this.isUpdatePending||(this._$ES=this._$EP())}',
        ],
        [
          /const \w=this\.constructor\.elementProperties;if\(\w\.size>0\)for\(const\[\w,\w\]of \w\)\{const\{wrapped:\w\}[^{}]+\}/,
          '',
        ],
        [/this\._\$Eq&&=.+?,(?=this\._\$EM\(\)\}updated)/, ''],
        // Steps of an update that no element here uses.
        [/(\w)=this\.shouldUpdate\(\w\),\1\?\((.+?)\):this\._\$EM\(\)(?=\}catch)/, '$1=!0,$2'],
        [/shouldUpdate\(\w\)\{[^{}]+\}/, ''],
        [/this\.hasUpdated\|\|\((this\.hasUpdated=!0),this\.firstUpdated\(\w\)\)/, '$1'],
        [/firstUpdated\(\w\)\{\}/, ''],
      ],
    },
  },
  {
    what: 'tasks that run by themselves, have arguments, or render',
    bytes: 337,
    in: {
      'task.js': [
        [
          /const \w="object"==typeof (\w)\?\1:\{task:\1,args:\w\};(this\.v=)\w\.task,.+?(?=\}hostUpdate\(\))/,
          '$2$1.task',
        ],
        [/hostUpdate\(\)\{.+?(?=async run)/, ''],
        [/\w\?\?=this\.T\(\),this\.O=\w,/, ''],
        [/"afterUpdate"===this\.autoRun\?[^:]+:/, ''],
        [/if\(\w===\w\)this\.i=0;else/, ''],
        [/try\{this\.\w\?\.\(\w\)\}catch\{\}/g, ''],
        [/get value\(\).+?(?=\}const \w=\(\w,\w\)=>)/, ''],
      ],
    },
  },
];
