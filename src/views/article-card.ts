import { type TemplateResult, html, nothing } from 'lit';
import { type Article, isKeyword } from '../model/article.js';
import { changing } from './changing.js';
import { headingOf } from './heading.js';
import type { CardOptions, RenderContext } from './options.js';
import type { tellTime } from './time.js';
import { fill, wordsFor } from './words.js';

type Picture = NonNullable<Article['image']>;

/** Everything besides the article that affects a card. */
export interface CardContext extends CardOptions, RenderContext {
  /** Level of the headline, 1 to 6. */
  headlineLevel: number;
  /** Tells a moment in full, where that has come already. */
  /** Tells a moment. */
  tellTime: typeof tellTime;
  /** Renders tags and authors, once its code is there. */
  optionalViews: Pick<typeof import('./authors-and-tags.js'), 'authorsView' | 'tagsView'> | undefined;
  /** Name in place of each article's own publisher. */
  publisher?: string | undefined;
}

/** Minimum width of a picture, in pixels. A smaller one is an icon, which a card would blow up. */
const MIN_WIDTH = 64;

/** Renders one article. It contains one link, in its headline. */
export function articleCard(article: Article, context: CardContext): TemplateResult {
  const { fields } = context;
  const kicker =
    fields.includes('category') && article.category && !isKeyword(article.category) ? article.category : undefined;
  const { image } = article;
  const media =
    fields.includes('image') && image && !(image.width! < MIN_WIDTH) ? mediaOf(article, image, context) : nothing;
  return html`<article part="card" class=${media === nothing ? 'card' : 'card pictured'}>
    <div part="body" class="body">
      ${
        kicker
          ? html`<p part="category" lang=${article.language ?? nothing} dir="auto">${changing(kicker)}</p>`
          : nothing
      }
      ${headingOf(context.headlineLevel, 'headline', linkOf(article, context))}
      ${
        fields.includes('excerpt') && article.excerpt
          ? html`<p part="excerpt" lang=${article.language ?? nothing} dir="auto">${changing(article.excerpt)}</p>`
          : nothing
      }
      ${metaOf(article, context)}
      ${fields.includes('tags') ? context.optionalViews?.tagsView(article, kicker) : nothing}
    </div>
    ${media}
  </article>`;
}

function linkOf({ url, title, language }: Article, { target, rel }: CardContext): TemplateResult {
  const relations = target === '_blank' ? `noopener ${rel}`.trim() : rel;
  return html`<a
    part="link"
    href=${url}
    target=${target === '_self' ? nothing : target}
    rel=${relations || nothing}
    lang=${language ?? nothing}
    dir="auto"
    >${changing(title)}</a
  >`;
}

/**
 * Renders a box that has its size before the picture comes, and keeps it if it never does. The class names the power of
 * two that its width ends at, at most twice the picture's own width (of an unknown one: 2, for which there is no rule): style
 * sheets can't read that, and policies forbid `style` attributes.
 */
function mediaOf({ title }: Article, { url, alt, width, height }: Picture, { scheme }: CardContext): TemplateResult {
  return html`<div part="media" class="media to-${2 << Math.log2(width!)}">
    <span part="placeholder"></span
    ><img
      part="image"
      src=${pictureUrl(url, scheme)}
      alt=${alt && alt !== title ? alt : ''}
      width=${width ?? nothing}
      height=${height ?? nothing}
      loading="lazy"
      decoding="async"
      referrerpolicy="no-referrer"
      @load=${tellState}
      @error=${tellState}
    />
  </div>`;
}

/** Returns the URL that a page of this scheme may load. */
export const pictureUrl = (url: string, scheme: string): string =>
  scheme === 'https:' ? url.replace(/^http:/i, scheme) : url;

/** Hides a broken picture until another one loads. */
export const tellState = ({ target, type }: Event) => ((target as HTMLElement).dataset.state = type);

/** Returns the date of an article in ISO 8601: published, else seen, else updated. */
export const momentOf = ({ published, seen, updated }: Article): string | undefined => published ?? seen ?? updated;

/** Renders the date of an article that has one. */
export function timeText(
  article: Article,
  { now, locale, timeFormat, tellTime }: Pick<CardContext, 'now' | 'locale' | 'timeFormat' | 'tellTime'>,
): string {
  const time = tellTime(momentOf(article)!, now, locale, timeFormat);
  return article.published || !article.seen ? time : fill(wordsFor(locale).seen, { time });
}

function metaOf(article: Article, context: CardContext) {
  const { fields, locale, publisher, optionalViews } = context;
  const name = publisher ?? article.publisher?.name;
  const moment = momentOf(article);
  const pieces = [
    fields.includes('publisher') && name ? html`<span part="publisher">${changing(name)}</span>` : undefined,
    fields.includes('authors') ? optionalViews?.authorsView(article, locale) : undefined,
    fields.includes('time') && moment
      ? html`<time part="time" datetime=${moment}>${changing(timeText(article, context))}</time>`
      : undefined,
  ].filter((piece) => piece !== undefined);
  return pieces.length ? html`<div part="meta" class="meta">${pieces}</div>` : nothing;
}
