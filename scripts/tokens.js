/**
 * Writes `dist/cdn/presets/newsrack.tokens.json`: the custom properties and the looks as design tokens, in the format 2025.10
 * of the Design Tokens Community Group (https://www.designtokens.org/tr/2025.10/format/). That format knows no `em`, no
 * container units and no `currentColor`, so each token has the CSS beside the value that a design tool can use.
 */
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { declaredIn } from './tables.js';

const ROOT = new URL('../', import.meta.url);
const FILE = 'dist/cdn/presets/newsrack.tokens.json';

/** Text colour of `theme="light"`, which stands for `currentColor`. */
const TEXT = '#15181c';

const CUSTOM_PROPERTY = /(--news-[\w-]+):\s*([^;]+);/g;

/** Returns the looks by name, each with its custom properties as CSS. */
export const readLooks = (root = ROOT) =>
  Object.fromEntries(
    readdirSync(new URL('src/presets/', root)).map((file) => {
      const css = readFileSync(new URL(`src/presets/${file}`, root), 'utf8').replace(/\/\*[^]*?\*\//g, '');
      const set = [...css.matchAll(CUSTOM_PROPERTY)].map(([, name, value]) => [name, value.replace(/\s+/g, ' ')]);
      return [file.replace('.css', ''), Object.fromEntries(set)];
    }),
  );

/** Returns the content of the file as an object. */
export function designTokens(manifest, looks) {
  const properties = new Map();
  for (const { cssProperties = [] } of declaredIn(manifest).toSorted(byAttributes)) {
    for (const one of cssProperties) if (!properties.has(one.name)) properties.set(one.name, one);
  }
  const defaults = Object.fromEntries([...properties.values()].map((one) => [one.name, one.default ?? '']));
  const groupOf = (description, values) => {
    const entries = Object.entries(values).map(([name, css]) => [name, css, tokenOf(name, css)]);
    const tokens = entries.filter(([, , token]) => token);
    const rest = entries.filter(([, css, token]) => css && !token).map(([name, css]) => [name, css]);
    return {
      $description: description,
      // CSS without an equivalent as a token.
      ...(rest.length ? { $extensions: { newsrack: { css: Object.fromEntries(rest) } } } : {}),
      ...Object.fromEntries(
        tokens.map(([name, css, token]) => [
          name.replace('--news-', ''),
          {
            ...token,
            $description: properties.get(name)?.description,
            $extensions: { newsrack: { property: name, css } },
          },
        ]),
      ),
    };
  };
  return {
    $description:
      'Design tokens of newsrack. Lengths in em are given as rem, ranges by their upper end, and colours that are mixed with the ' +
      'text colour for dark text on light ground. The CSS in the extensions is exact.',
    default: groupOf('Defaults of the custom properties.', defaults),
    look: {
      $description: 'Custom properties that ready-made looks set.',
      ...Object.fromEntries(
        Object.entries(looks).map(([name, values]) => [name, groupOf(`Look of newsrack/presets/${name}.css.`, values)]),
      ),
    },
  };
}

/** Sorts elements by number of attributes: the largest has the general description of a shared property. */
const byAttributes = (one, other) => (other.attributes?.length ?? 0) - (one.attributes?.length ?? 0);

/** Returns type and value of a custom property; `undefined` for CSS that the format can't express. */
function tokenOf(name, css) {
  const [, kind, convert] = KINDS.find(([pattern]) => pattern.test(name)) ?? [];
  const $value = kind && css ? convert(css) : undefined;
  return $value === undefined ? undefined : { $type: kind, $value };
}

const KINDS = [
  [/-weight$/, 'fontWeight', number],
  [/-font$/, 'fontFamily', fontFamily],
  [/-(?:line-height|lines|columns|image-ratio)$/, 'number', number],
  [/-pace$/, 'duration', (css) => measure(css, { ms: 'ms', s: 's' })],
  [/-(?:text|background|accent|muted|rule|wash|focus)$/, 'color', color],
  [/-(?:size|gap|space|radius|padding|width)$/, 'dimension', dimension],
];

function number(css) {
  const [, above, below = 1] = /^([\d.]+)(?:\s*\/\s*([\d.]+))?$/.exec(css) ?? [];
  return above === undefined ? undefined : rounded(above / below);
}

function fontFamily(css) {
  return css === 'inherit' ? undefined : css.split(',').map((name) => name.trim().replace(/^'(.*)'$/, '$1'));
}

function dimension(css) {
  const largest = /^clamp\(.*,([^,]*)\)$/.exec(css)?.[1] ?? css;
  return css === '0' ? { value: 0, unit: 'px' } : measure(largest, { px: 'px', em: 'rem' });
}

function measure(css, units) {
  const [, value, unit] = /^\s*([\d.]+)([a-z]+)\s*$/.exec(css) ?? [];
  return Object.hasOwn(units, unit ?? '') ? { value: Number(value), unit: units[unit] } : undefined;
}

function color(css) {
  const [, space, first, share, second] = /^color-mix\(in (oklab|srgb), ([^ ]+) ([\d.]+)%, ([^ ]+)\)$/.exec(css) ?? [];
  const rgba = space ? mixed(space, rgbaOf(first), share / 100, rgbaOf(second)) : rgbaOf(css);
  if (!rgba) return undefined;
  const [red, green, blue, alpha] = rgba.map(rounded);
  const hex = [red, green, blue].map((channel) =>
    Math.round(channel * 255)
      .toString(16)
      .padStart(2, '0'),
  );
  return { colorSpace: 'srgb', components: [red, green, blue], alpha, hex: `#${hex.join('')}` };
}

function rgbaOf(css) {
  if (css === 'transparent') return [0, 0, 0, 0];
  const [, ...channels] = /^#(..)(..)(..)$/.exec(css === 'currentColor' ? TEXT : css) ?? [];
  return channels.length ? [...channels.map((channel) => parseInt(channel, 16) / 255), 1] : undefined;
}

/** Mixes colours as in CSS Color 5. A transparent colour does not affect the channels. */
function mixed(space, one, share, other) {
  if (!one || !other) return undefined;
  const alpha = one[3] * share + other[3] * (1 - share);
  const [to, from] = space === 'oklab' ? [toOklab, fromOklab] : [(rgb) => rgb, (rgb) => rgb];
  const [first, second] = [to(one.slice(0, 3)), to(other.slice(0, 3))];
  const channels = first.map(
    (channel, index) => (channel * share * one[3] + second[index] * (1 - share) * other[3]) / (alpha || 1),
  );
  return [...from(channels).map((channel) => Math.min(1, Math.max(0, channel))), alpha];
}

const times = (matrix, vector) => matrix.map((row) => row.reduce((sum, factor, at) => sum + factor * vector[at], 0));

const toOklab = (rgb) =>
  times(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    times(
      [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
      ],
      rgb.map((channel) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4)),
    ).map(Math.cbrt),
  );

const fromOklab = (lab) =>
  times(
    [
      [4.0767416621, -3.3077115913, 0.2309699292],
      [-1.2684380046, 2.6097574011, -0.3413193965],
      [-0.0041960863, -0.7034186147, 1.707614701],
    ],
    times(
      [
        [1, 0.3963377774, 0.2158037573],
        [1, -0.1055613458, -0.0638541728],
        [1, -0.0894841775, -1.291485548],
      ],
      lab,
    ).map((channel) => channel ** 3),
  ).map((channel) => (channel <= 0.0031308 ? channel * 12.92 : 1.055 * channel ** (1 / 2.4) - 0.055));

/** Rounds to four digits. */
function rounded(value) {
  return Number(Number(value).toFixed(4));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const manifest = JSON.parse(readFileSync(new URL('custom-elements.json', ROOT), 'utf8'));
  mkdirSync(new URL('./', new URL(FILE, ROOT)), { recursive: true });
  writeFileSync(new URL(FILE, ROOT), `${JSON.stringify(designTokens(manifest, readLooks()), null, 2)}\n`);
}
