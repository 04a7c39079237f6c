import type { Plugin } from 'vite';

/** Removes comments, white space and other source formatting from templates and style sheets. */
export function minifyTemplates(): Plugin {
  const css = (_all: string, source: string) =>
    `css\`${source
      .replace(/\/\*[^]*?\*\//g, '')
      .replace(/\s+/g, ' ')
      .replace(/ ?([{};,>]) ?/g, '$1')
      .replace(/: /g, ':')
      .replace(/\[([\w-]+)='([\w-]+)'\]/g, '[$1=$2]')
      .replace(/(?<![\w.])0(?=\.\d)/g, '')
      .replaceAll('transparent', '#0000')
      .replace(/::(?=before|after)/g, ':')
      .replaceAll(';}', '}')}\``;
  return {
    name: 'newsrack-minify-templates',
    enforce: 'pre',
    transform: (code, id) =>
      id.includes('/src/') ? { code: code.replace(/css`([^`]*)`/g, css), map: null } : undefined,
    // Replaces `const` by `let`: one keyword compresses better than two, and terser joins the declarations.
    renderChunk: { order: 'pre', handler: (code) => ({ code: code.replace(/\bconst(?=[ [{])/g, 'let'), map: null }) },
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== 'chunk') continue;
        file.code = file.code
          // Minified code has line breaks, and spaces before `>`, in templates only.
          .replace(/\s*\n\s*/g, ' ')
          .replaceAll('> <', '><')
          .replaceAll('" >', '">')
          .replace(/<\/(\w+) >/g, '</$1>')
          .replaceAll('/* @__PURE__ */', '');
      }
    },
  };
}
