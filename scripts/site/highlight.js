/** Highlights code samples when the site is built, so that pages need no script for it. */

const COMMENT_C = /\/\*[^]*?\*\/|\/\/[^\n]*/;
const STRING = /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/;
const KEYWORDS =
  /\b(?:import|from|export|default|const|let|var|function|async|await|return|if|for|of|in|new|throw|try|catch|class|extends|null|true|false|undefined|this|typeof|instanceof|while|php|use)\b/;

const SCRIPT = {
  comment: COMMENT_C,
  string: new RegExp(`${STRING.source}|\`(?:[^\`\\\\]|\\\\.)*\``),
  keyword: KEYWORDS,
};
const SETTINGS = {
  comment: /(?<=^|\s)#[^\n]*/,
  name: /"[^"\n]*"(?=\s*:)|[\w.-]+(?=\s*(?::(?=\s)|=))/,
  string: STRING,
  keyword: /\b(?:true|false|null)\b/,
};
const SERVER = { comment: /(?<=^|\n)\s*#[^\n]*/, string: STRING, name: /\$\w+/, keyword: /(?<=^|\n)\s*\w+/ };

/** Patterns of each language, in order. Other languages stay plain. */
const LANGUAGES = {
  html: {
    comment: /<!--[^]*?-->/,
    style: /(?<=<style>)[^]*?(?=<\/style>)/,
    script: /(?<=<script type="module">)[^<][^]*?(?=<\/script>)/,
    keyword: /<\/?[a-z][\w-]*|\/?>/,
    string: /"[^"]*"/,
    name: /[a-z][\w-]*(?==")/,
  },
  css: {
    comment: COMMENT_C,
    string: STRING,
    keyword: /@[\w-]+|::?[\w-]+(?:\([\w-]*\))?(?=[^;{}]*\{)/,
    name: /[\w-]+(?=\s*:\s)/,
  },
  js: SCRIPT,
  mjs: SCRIPT,
  jsx: SCRIPT,
  tsx: SCRIPT,
  php: SCRIPT,
  json: SETTINGS,
  yaml: SETTINGS,
  toml: SETTINGS,
  nginx: SERVER,
  apache: SERVER,
  sh: { comment: /(?<=^|\s)#[^\n]*/, string: STRING, name: /(?<=\s)--?[\w-]+/, keyword: /(?<=^|\n|&& |\| )[\w.]+/ },
};

/** Parts of HTML that are written in another language. */
const INSIDE = { style: 'css', script: 'js' };

export const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** Returns code as HTML, with a `<span>` around each coloured part. */
export function highlight(source, language) {
  const kinds = LANGUAGES[language];
  if (!kinds) return escaped(source);
  const pattern = new RegExp(
    Object.entries(kinds)
      .map(([kind, { source: part }]) => `(?<${kind}>${part})`)
      .join('|'),
    'g',
  );
  let html = '';
  let end = 0;
  for (const match of source.matchAll(pattern)) {
    const [kind, text] = Object.entries(match.groups).find(([, one]) => one !== undefined);
    html += escaped(source.slice(end, match.index));
    html += INSIDE[kind] ? highlight(text, INSIDE[kind]) : `<span class="${kind}">${escaped(text)}</span>`;
    end = match.index + match[0].length;
  }
  return html + escaped(source.slice(end));
}

const NAMES = {
  html: 'HTML',
  css: 'CSS',
  js: 'JavaScript',
  mjs: 'JavaScript',
  jsx: 'JSX',
  tsx: 'TSX',
  sh: 'Terminal',
  '': 'Text',
};
NAMES.csp = 'Header';

/** Returns a sample with a bar above it that contains its language and a copy button. */
export const sample = (source, language = '') => `<div class="sample">
<div class="sample-bar"><span>${NAMES[language] ?? language.toUpperCase()}</span><button type="button" class="copy-sample">Copy</button></div>
<pre><code>${highlight(source, language)}</code></pre>
</div>
`;
