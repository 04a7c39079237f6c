/** Windows-1252 where it differs from ISO 8859-1: the decoder of Node 20 takes the one for the other, browsers do not. */

// From 0x80 on; five of these places are empty.
const CHARACTERS = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/** A text with what control characters between 128 and 159 stand for in windows-1252: dashes, quotes, the euro. */
export const asWindows1252 = (text: string): string =>
  text.replace(/[\x80-\x9f]/g, (control) => CHARACTERS[control.charCodeAt(0) - 128]!);
