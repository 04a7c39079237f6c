/** Reads emoji that WordPress and forums write as images. */
import type { Tag, TextDecoders } from '../../text/decoders.js';
import { decodeEntities } from '../../text/html-text.js';

const IS_SIGN = /\b(?:emoji|emoticon|smiley)\b|\/emoji\/|\/smilies\//i;
const EMOJI = /^[\p{Extended_Pictographic}\p{Emoji_Component}\s]+$/u;
const SHORT_NAME = /^:[\w+-]+:$/;
const CODE_POINTS = /\/u?([0-9a-f]{4,5}(?:[-_][0-9a-f]{2,5})*)\.(?:png|svg|gif|webp)\b/i;

/** Returns the emoji of an `<img>`; `undefined` for any other tag. */
export function emojiOfImage({ name, attributes }: Tag, decoders: TextDecoders): string | undefined {
  if (!/^img$/i.test(name)) return undefined;
  const { src = '', alt = '', class: names = '' } = name === 'img' ? attributes : inLowerCase(attributes);
  const sign = decodeEntities(alt, decoders);
  const isEmoji = EMOJI.test(sign) && !/^[\d#*\s]*$/.test(sign);
  if (isEmoji) return sign;
  if (!IS_SIGN.test(`${names} ${src}`)) return undefined;
  const codes = CODE_POINTS.exec(src)?.[1]
    ?.split(/[-_]/)
    .map((code) => parseInt(code, 16));
  const isNamed = !alt || SHORT_NAME.test(alt);
  return isNamed && codes?.every((code) => code <= 0x10ffff) ? String.fromCodePoint(...codes) : alt;
}

/** Returns attributes under their names in lower case. Takes longer than all else, and only old programs write capitals. */
const inLowerCase = (attributes: Tag['attributes']): Tag['attributes'] =>
  Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key.toLowerCase(), value]));
