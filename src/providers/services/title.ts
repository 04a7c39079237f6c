import { cut } from '../../text/clean.js';
import { TITLE_LENGTH } from '../../model/limits.js';

/** A title; where a source has none, the first words of the text. */
export const titleFrom = (title: string | undefined, body: string | undefined): string | undefined =>
  cut(title, TITLE_LENGTH) ?? cut(body, 90);
