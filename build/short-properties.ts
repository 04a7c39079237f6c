import type { Plugin } from 'vite';

/** Internal custom properties, which only the library's style sheets set and read. */
export const INTERNAL_PROPERTIES = [
  ...['accent', 'muted', 'rule', 'wash', 'radius', 'gap', 'image-width', 'headline-lines', 'headline-size', 'ratio'],
  ...['shape', 'below', 'lines', 'kept-lines', 'between', 'line', 'count', 'least', 'most', 'way', 'pace', 'items'],
];

const SHORT = new Map(INTERNAL_PROPERTIES.map((name, index) => [`--_${name}`, `--_${(index + 10).toString(36)}`]));

/** Shortens internal custom properties to one letter. Saves 200 bytes of brotli in the single file. */
export const shortProperties = (): Plugin => ({
  name: 'newsrack-short-properties',
  enforce: 'post',
  transform: (code, id) =>
    id.includes('/src/') && code.includes('--_')
      ? {
          code: code.replace(/--_[a-z-]+/g, (name) => {
            const short = SHORT.get(name);
            if (!short) throw new Error(`${id} uses ${name}. Add it to build/short-properties.ts.`);
            return short;
          }),
          map: null,
        }
      : undefined,
});
