import { type TemplateResult, html, nothing } from 'lit';
import { type Article, isKeyword } from '../model/article.js';
import { changing } from './changing.js';
import { headingOf } from './heading.js';
import type { CardOptions, Surroundings } from './options.js';
import { tellTime } from './time.js';
import { fill, wordsFor } from './words.js';

/** All that a card's look depends on besides the article. */
export interface CardContext extends CardOptions, Surroundings {
  /** Level of the headline, 1 to 6. */
  headlineLevel: number;
  /** Whether cards without a picture keep its place: only where others in the list have one. */
  keepPicturePlace: boolean;
  /** Tells a moment in full, where that has come already. */
  fullTime: ((moment: string, locale: string) => string) | undefined;
  /** Renders the tags, once its code is there. */
  tagsView: typeof import('./tags.js').tagsView | undefined;
  /** Name in place of each article's own publisher. */
  publisher?: string | undefined;
}

/** One article. It holds one link, in its headline. */
export function articleCard(article: Article, context: CardContext): TemplateResult {
  const { fields } = context;
  const kicker =
    fields.includes('category') && article.category && !isKeyword(article.category) ? article.category : undefined;
  const media =
    fields.includes('image') && (article.image || context.keepPicturePlace) ? mediaOf(article, context) : nothing;
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
      ${metaOf(article, context)} ${fields.includes('tags') ? context.tagsView?.(article, kicker) : nothing}
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

/** A box that has its size before the picture comes, and keeps it if it never does. */
function mediaOf({ image, title, publisher }: Article, { scheme }: CardContext): TemplateResult {
  return html`<div part="media" class="media">
    <span part="placeholder" class="placeholder" aria-hidden="true"
      >${changing(initialOf(publisher?.name ?? title))}</span
    >
    ${
      image
        ? html`<img
            part="image"
            src=${scheme === 'https:' ? image.url.replace(/^http:/i, scheme) : image.url}
            alt=${image.alt && image.alt !== title ? image.alt : ''}
            width=${image.width ?? nothing}
            height=${image.height ?? nothing}
            loading="lazy"
            decoding="async"
            referrerpolicy="no-referrer"
            @load=${tellState}
            @error=${tellState}
          />`
        : nothing
    }
  </div>`;
}

const initialOf = (name: string) =>
  (/[\p{L}\p{N}]/u.exec(name.replace(/^(?:the|d(?:er|ie|as)) /i, '')) ?? [''])[0].toUpperCase();

/** The letter would be seen through pictures that have transparent parts. */
const tellState = ({ currentTarget, type }: Event) => ((currentTarget as HTMLElement).dataset.state = type);

function metaOf(article: Article, { fields, timeFormat, locale, now, fullTime, publisher }: CardContext) {
  const name = publisher ?? article.publisher?.name;
  const moment = article.published ?? article.seen ?? article.updated;
  const time = moment && tellTime(moment, now, locale, timeFormat);
  const pieces = [
    fields.includes('publisher') && name ? html`<span part="publisher">${changing(name)}</span>` : undefined,
    fields.includes('authors') && article.authors.length
      ? html`<span part="authors"
          >${changing(new Intl.ListFormat(locale).format(article.authors.map(({ name }) => name)))}</span
        >`
      : undefined,
    fields.includes('time') && moment && time
      ? html`<time part="time" datetime=${moment} title=${fullTime?.(moment, locale) ?? nothing}
          >${changing(article.published || !article.seen ? time : fill(wordsFor(locale).seen, { time }))}</time
        >`
      : undefined,
  ].filter((piece) => piece !== undefined);
  return pieces.length ? html`<div part="meta" class="meta">${pieces}</div>` : nothing;
}
