/** Decodes windows-1252 where it differs from ISO 8859-1: Node 20 confuses the two, browsers don't. */

// From 0x80 on; five of these places are empty.
const CHARACTERS = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/** Replaces control characters from 128 to 159 by their characters in windows-1252: dashes, quotes, the euro. */
export const asWindows1252 = (text: string): string =>
  text.replace(/[\x80-\x9f]/g, (control) => CHARACTERS[control.charCodeAt(0) - 128]!);
