/** What a story shows to those who want the same on their page: the snippet to paste, and the CSS to hand over. */

import { roomStyle } from '../demo/room.js';

const CDN = 'https://cdn.jsdelivr.net/npm/newsrack@1/dist/cdn';
const STILL = roomStyle();
const TAG = /<(news-[\w-]+)((?:\s+[\w-]+(?:="[^"]*")?)*)\s*>/g;

/** @param code the markup of a story; what has none of the elements stays as it is */
export function snippetOf(code: string): string {
  if (code.search(TAG) < 0) return code;
  const looks = new Set([...code.matchAll(/ data-look="([^"]*)"/g)].map(([, look]) => look!));
  const rules = new Map<string, string>();
  const markup = code.trim().replace(TAG, (_all, name: string, written: string) => {
    const attributes = [...written.matchAll(/([\w-]+)(?:="([^"]*)")?/g)].filter(([, attribute, value = '']) => {
      if (attribute === 'style') rules.set(name, value);
      // Which look it is, only who has a choice must say.
      return attribute !== 'style' && (attribute !== 'data-look' || looks.size > 1);
    });
    return tagOf(
      name,
      attributes.map(([attribute]) => attribute),
    );
  });
  const sheets = new Set([...looks].flatMap((look) => (look === 'none' ? [] : look.split(' '))));
  return [
    ...(markup.includes('<news-tag-feed') ? [STILL] : []),
    `<script type="module" src="${CDN}/newsrack.js"></script>`,
    ...[...sheets].map((look) => `<link rel="stylesheet" href="${CDN}/presets/${look}.css">`),
    markup,
    ...(rules.size ? ['', '<style>', ...[...rules].map(ruleOf), '</style>'] : []),
  ].join('\n');
}

/** With one attribute a line where the tag is long. */
function tagOf(name: string, attributes: string[]): string {
  const line = `<${[name, ...attributes].join(' ')}>`;
  return line.length <= 100 ? line : `<${[name, ...attributes].join('\n  ')}\n>`;
}

const ruleOf = ([name, declarations]: [string, string]): string => {
  const lines = declarations.split(/;\s*/).filter(Boolean);
  return `  ${name} {\n${lines.map((line) => `    ${line};\n`).join('')}  }`;
};
