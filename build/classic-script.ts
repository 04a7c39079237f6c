import type { Plugin } from 'vite';

/** A classic script for systems that strip `type="module"`. Some of them run it without `document.currentScript`. */
const CLASSIC = `{
  const { src } = document.currentScript ?? document.querySelector('script[src*="newsrack.classic"]');
  const url = new URL('newsrack.js', src).href;
  import(url)
    .catch(() => import(\`\${url}?\${Date.now()}\`))
    .catch(() => {
      console.warn(\`newsrack: \${url} is blocked or missing.\`);
      for (const { style } of document.querySelectorAll('news-tag-feed')) style.minHeight = '0';
    });
}
`;

export function classicScript(): Plugin {
  return {
    name: 'newsrack-classic-script',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'newsrack.classic.js', source: CLASSIC });
    },
  };
}
