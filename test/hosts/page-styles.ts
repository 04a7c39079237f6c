/** Style sheets of other people, as they change every element of a page, in a few lines each. */
export const RESETS: Record<string, string> = {
  'an old reset': `*, *::before, *::after { margin: 0; padding: 0; border: 0; font-size: 100%; vertical-align: baseline }
    ol, ul { list-style: none } a { color: inherit; text-decoration: none }`,
  'a reset of boxes': `*, *::before, *::after { box-sizing: border-box } * { margin: 0 }
    img, picture, video, canvas, svg { display: block; max-width: 100% } input, button { font: inherit }
    p, h1, h2, h3 { overflow-wrap: break-word } `,
  utilities: `*, ::after, ::before { box-sizing: border-box; border: 0 solid; margin: 0; padding: 0 }
    h1, h2, h3, h4 { font-size: inherit; font-weight: inherit } a { color: inherit; text-decoration: inherit }
    img, svg, video { display: block; vertical-align: middle; max-width: 100%; height: auto }
    button { background: none; font: inherit; letter-spacing: inherit }`,
  components: `*, *::before, *::after { box-sizing: border-box }
    h1, h2, h3 { margin-top: 0; margin-bottom: 0.5rem; font-weight: 500; line-height: 1.2 }
    p { margin-top: 0; margin-bottom: 1rem } a { color: #0d6efd; text-decoration: underline }
    ul { padding-left: 2rem } img { vertical-align: middle } button { border-radius: 0; text-transform: none }`,
  'a theme of a blog': `p { max-width: 65ch } article, section, main, p, ul { margin-block: 1.5em }
    a { color: #7a1f1f; text-decoration: underline dotted } img { max-width: 100%; height: auto; border-radius: 8px }
    h1, h2, h3 { font-family: serif; letter-spacing: 0.04em; text-transform: uppercase } article { padding: 2em }`,
  'a theme of a portal': `a { display: inline-block; padding: 2px; border-bottom: 1px dotted } a:hover { background: #ffc }
    button { min-width: 120px; height: 48px; background: teal; color: white; border: 0; text-transform: uppercase }
    ul li { list-style: square; margin-left: 1.5em } img { border: 1px solid #ccc; padding: 4px; width: 100% }
    h2 { border-bottom: 2px solid; clear: both }`,
  'boxes that clear':
    '*::before, *::after { box-sizing: border-box; clear: both } * { float: none; overflow-wrap: normal }',
  'looks of text for everything': `* { line-height: 1.1; letter-spacing: 0.1em; word-spacing: 1em; text-indent: 1em;
    text-align: center; text-transform: uppercase; white-space: nowrap; word-break: break-all; font-style: italic }`,
  'tight lines': 'body, p, a, h3, div { line-height: 1 } p { margin: 0 0 1.5em !important } a { line-height: 0 }',
};

/** Inherited properties that owners give to a box round the element, and mean for their own text. */
export const INHERITED: string[] = [
  'text-indent: 3em',
  'white-space: nowrap',
  'white-space: pre',
  'white-space: pre-wrap',
  'letter-spacing: 0.4em',
  'letter-spacing: -0.1em',
  'word-spacing: 2em',
  'text-transform: uppercase',
  'text-align: center',
  'text-align: justify',
  'text-align: right',
  'line-height: 0',
  'line-height: 3',
  'line-height: 60px',
  'font-variant: small-caps',
  'font-style: italic',
  'word-break: break-all',
  'word-break: keep-all',
  'overflow-wrap: normal',
  'writing-mode: vertical-rl; block-size: 100%',
  'tab-size: 40',
  'list-style: square inside',
  'border-collapse: collapse',
  'caption-side: bottom',
  'cursor: none',
  'text-shadow: 2px 2px red',
  'quotes: none',
  'orphans: 4; widows: 4',
  'user-select: none',
  'pointer-events: auto',
];
