/** What a story shows to those who want the same on their page: the snippet to paste, and the CSS to hand over. It runs outside of Storybook. */

import type { Article } from '../src/index.js';
import { roomStyle } from '../demo/room.js';

const CDN = 'https://cdn.jsdelivr.net/npm/newsrack@1/dist/cdn';
const STILL = roomStyle();
const TAG = /<(news-[\w-]+)((?:\s+[\w-]+(?:="[^"]*")?)*)\s*>/g;

/**
 * @param code the markup of a story; what has none of the elements stays as it is
 * @param articles those that the story hands over
 */
export function snippetOf(code: string, articles: Article[] = []): string {
  // Pages of documentation transform code that is transformed already.
  if (code.search(TAG) < 0 || code.includes(`${CDN}/newsrack.js`)) return code;
  const looks = new Set([...code.matchAll(/ data-look="([^"]*)"/g)].map(([, look]) => look!));
  const rules = new Map<string, string>();
  let isLive = false;
  const markup = code.trim().replace(TAG, (_all, name: string, written: string) => {
    const attributes = new Map([...written.matchAll(/([\w-]+)(?:="([^"]*)")?/g)].map(([all, one]) => [one!, all]));
    const style = /"(.*)"/.exec(attributes.get('style') ?? '')?.[1];
    if (style) rules.set(name, style);
    attributes.delete('style');
    // Which look it is, only who has a choice must say.
    if (looks.size < 2) attributes.delete('data-look');
    isLive = makeLive(attributes) || isLive;
    return tagOf(name, [...attributes.values()]);
  });
  const sheets = new Set([...looks].flatMap((look) => (look === 'none' ? [] : look.split(' '))));
  return [
    ...(markup.includes('<news-tag-feed') ? [STILL] : []),
    `<script type="module" src="${CDN}/newsrack.js"></script>`,
    ...[...sheets].map((look) => `<link rel="stylesheet" href="${CDN}/presets/${look}.css">`),
    ...(isLive ? [LIVE] : []),
    inPublic([markup, ...(articles.length ? [scriptOf(articles, markup)] : [])].join('\n')),
    ...(rules.size ? ['', '<style>', ...[...rules].map(ruleOf), '</style>'] : []),
  ].join('\n');
}

/** For a story that needs a window of its own: pages of documentation show it in a frame, from which no code comes. */
export const inFrame = (height: string, markup: string) => ({
  docs: { story: { inline: false, height }, source: { code: snippetOf(markup) } },
});

const LIVE = '<!-- For news of your own: src="https://example.org/feed.xml" in the place of provider. -->';

/** The invented feeds are nowhere but in Storybook. What is pasted reads a source that every page may read. */
function makeLive(attributes: Map<string, string>): boolean {
  const [src = '', tag = ''] = [attributes.get('src'), attributes.get('tag')];
  if (attributes.has('provider') || !/^src="(?:feeds\/|https:\/\/[\w.-]+\.example\/)/.test(src)) return false;
  attributes.set('src', 'provider="spaceflight-news"');
  if (tag) attributes.set('tag', tag.includes(',') ? 'tag="moon, mars"' : 'tag="moon"');
  return true;
}

/** Pictures of the demo, and invented hosts, are nowhere else either. */
const inPublic = (markup: string): string =>
  markup.replace(/(?<==")feeds\/(?=[\w./-]+")/g, 'https://example.org/').replaceAll(INVENTED, 'https://example.org');

const INVENTED = /https:\/\/[\w.-]+\.example(?![\w.-])/g;

/** Enough to see how it is done. */
const FEW = 3;

/** The articles as somebody would write them: with what most have, and nothing that closes the script. */
function scriptOf(articles: Article[], markup: string): string {
  // Each card shows one.
  const count = markup.match(/<news-article-card[\s>]/g)?.length ?? FEW;
  const written = articles.slice(0, count).map(({ url, title, excerpt, publisher, published, category, tags }) => ({
    ...{ url, title, excerpt, publisher: publisher?.name, published, category },
    tags: tags.length ? tags : undefined,
  }));
  const literal = (value: unknown) =>
    JSON.stringify(value, null, 2)
      .replaceAll('<', '\\u003c')
      .replace(/^( *)"(\w+)":/gm, '$1$2:')
      .replaceAll('\n', '\n  ');
  const isFeed = markup.includes('<news-tag-feed');
  const statement = isFeed
    ? `document.querySelector('news-tag-feed').articles = ${literal(written)};`
    : `document.querySelectorAll('news-article-card').forEach((card, n) => (card.article = articles[n]));`;
  const lines = isFeed ? [statement] : [`const articles = ${literal(written)};`, statement];
  return ['<script type="module">', ...lines.map((line) => `  ${line}`), '</script>'].join('\n');
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
