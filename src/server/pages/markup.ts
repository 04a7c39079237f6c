/** Writes HTML and XML of pages: a template whose values are escaped, unless they are markup themselves. */
import { escapeHtml } from '../escape-html.js';

/** Markup that needs no escaping. Only `markup` and `trusted` create it. */
export class Markup {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

/** A value in a template. `undefined` and `false` are left out, lists are joined. */
export type MarkupValue = Markup | string | number | false | undefined | readonly MarkupValue[];

/** Returns markup whose values are escaped for texts and for attributes in quotation marks. */
export const markup = (parts: TemplateStringsArray, ...values: MarkupValue[]): Markup =>
  new Markup(parts.reduce((text, part, index) => text + textOf(values[index - 1]) + part));

/** Marks HTML as written by `renderFeed`. Never call it with text from articles, requests or options. */
export const trusted = (html: string): Markup => new Markup(html);

/** Control characters that XML does not allow, even escaped. */
const CONTROLS = /[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu;

function textOf(value: MarkupValue): string {
  if (value === undefined || value === false) return '';
  if (value instanceof Markup) return value.toString();
  if (typeof value === 'object') return value.map(textOf).join('');
  return escapeHtml(String(value).replace(CONTROLS, ''));
}
