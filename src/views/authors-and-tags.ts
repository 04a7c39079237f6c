/** The pieces of a card that few first paints show: tags, as buttons, and authors. */
import { type TemplateResult, html, nothing } from 'lit';
import { type Article, isKeyword } from '../model/article.js';
import { changing } from './changing.js';

/**
 * Returns the tags that mean something to readers, each once, however it is written.
 * @param kicker Category above the headline, which is not repeated.
 */
export function readableTags(tags: string[], kicker = ''): string[] {
  const keyOf = (tag: string) => tag.replace(/^#/, '').toLowerCase();
  const seen = new Set([keyOf(kicker)]);
  return tags.filter((tag) => !isKeyword(tag) && !seen.has(keyOf(tag)) && seen.add(keyOf(tag)));
}

/** Renders the tags of an article, or nothing where it has none for readers. */
export function tagsView({ tags, language }: Article, kicker?: string): TemplateResult | typeof nothing {
  const readable = readableTags(tags, kicker);
  return readable.length
    ? html`<ul part="tags" class="tags" role="list" lang=${language ?? nothing}>
        ${readable.map((tag) => html`<li><button part="tag" class="tag" type="button" data-tag=${tag}>${changing(tag)}</button></li>`)}
      </ul>`
    : nothing;
}

/** Renders the names of the authors as one sentence, or nothing where there are none. */
export const authorsView = ({ authors }: Article, locale: string): TemplateResult | undefined =>
  authors.length
    ? html`<span part="authors">${changing(new Intl.ListFormat(locale).format(authors.map(({ name }) => name)))}</span>`
    : undefined;
