/** Renders the tags and authors of a card, which few first paints show. */
import { type TemplateResult, html, nothing } from 'lit';
import { type Article, isKeyword } from '../model/article.js';
import { changing } from './changing.js';

/**
 * Returns the distinct tags that are meant for readers. Spellings of one tag count as one.
 * @param kicker Category above the headline, which is not repeated.
 */
export function readableTags(tags: string[], kicker = ''): string[] {
  const keyOf = (tag: string) => tag.replace(/^#/, '').toLowerCase();
  const seen = new Set([keyOf(kicker)]);
  return tags.filter((tag) => !isKeyword(tag) && !seen.has(keyOf(tag)) && seen.add(keyOf(tag)));
}

/** Renders the tags of an article as buttons; nothing if it has no tags for readers. */
export function tagsView({ tags, language }: Article, kicker?: string): TemplateResult | typeof nothing {
  const readable = readableTags(tags, kicker);
  return readable.length
    ? html`<ul part="tags" class="tags" role="list" lang=${language ?? nothing}>
        ${readable.map((tag) => html`<li><button part="tag" class="tag" type="button" data-tag=${tag}>${changing(tag)}</button></li>`)}
      </ul>`
    : nothing;
}

/** Renders the names of the authors as one sentence; nothing if there are none. */
export const authorsView = ({ authors }: Article, locale: string): TemplateResult | undefined =>
  authors.length
    ? html`<span part="authors">${changing(new Intl.ListFormat(locale).format(authors.map(({ name }) => name)))}</span>`
    : undefined;
