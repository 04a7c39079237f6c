import { type TemplateResult, css, html, nothing } from 'lit';
import { type AttributeParsers, count, oneOf, text } from '../model/values.js';
import { changing, keyedCard } from './changing.js';
import { interactionWordsFor } from './interaction-words.js';
import type { RenderContext } from './options.js';

/** Attributes of a list of tags. */
export const tagListAttributes = {
  for: text(''),
  limit: count(1, 1000, 12),
  mode: oneOf('buttons', 'links'),
  href: text(''),
  urlParam: text(''),
} satisfies AttributeParsers;

/** One entry of a list of tags. */
export interface TagEntry {
  /** The tag. Empty: the tags that the owner has set. */
  tag: string;
  /** Label. Empty: the word for all articles. */
  label: string;
  language?: string | undefined;
  /** URL of the link; without it, the entry is a button. */
  href?: string | undefined;
  isCurrent: boolean;
}

export interface TagListState {
  /** Empty while there are no tags. */
  entries: TagEntry[];
  /** Number of places to reserve while tags load. */
  expected: number;
  /** True if the element has fallback content. */
  hasFallback: boolean;
}

export interface TagListHandlers {
  /** Handles a click in the list. */
  onPick(event: MouseEvent): void;
  onFallbackChange(): void;
}

/** Renders a list of tags, or its fallback content. */
export function tagListView(
  { entries, expected, hasFallback }: TagListState,
  { locale }: RenderContext,
  on: TagListHandlers,
): TemplateResult {
  const { tags, allTags } = interactionWordsFor(locale);
  if (!entries.length) {
    return html`<div class="box">
      ${expected && !hasFallback ? shapesView(expected) : nothing}<slot @slotchange=${on.onFallbackChange}></slot>
    </div>`;
  }
  const list = html`<ul part="list" class="tags" role="list" @click=${on.onPick}>
    ${entries.map((entry) => html`<li part="item">${keyedCard(entry.tag, entryView(entry, allTags))}</li>`)}
  </ul>`;
  return html`<div class="box">
    ${
      entries[0]!.href === undefined
        ? html`<div part="tags" role="group" aria-label=${tags}>${list}</div>`
        : html`<nav part="tags" aria-label=${tags}>${list}</nav>`
    }
  </div>`;
}

function entryView({ tag, label, language, href, isCurrent }: TagEntry, allTags: string): TemplateResult {
  const lang = label ? (language ?? nothing) : nothing;
  return href === undefined
    ? html`<button
        part=${isCurrent ? 'tag current' : 'tag'}
        class="tag"
        type="button"
        data-tag=${tag}
        aria-pressed=${isCurrent}
        lang=${lang}
        dir="auto"
      >
        ${changing(label || allTags)}
      </button>`
    : html`<a
        part=${isCurrent ? 'tag current' : 'tag'}
        class="tag"
        href=${href}
        data-tag=${tag}
        aria-current=${isCurrent ? 'true' : nothing}
        lang=${lang}
        dir="auto"
        >${changing(label || allTags)}</a
      >`;
}

/** Widths of the shapes of tags, in em. */
const WIDTHS = [3, 6, 8, 5, 6.5, 9.5, 5.5];

const shapesView = (expected: number) =>
  html`<div class="tags shapes" aria-hidden="true">
    ${Array.from(
      { length: expected },
      (_, index) =>
        html`<span part="skeleton" class="tag" .style=${`inline-size:${WIDTHS[index % WIDTHS.length]}em`}></span>`,
    )}
  </div>`;

export const tagListStyles = css`
  .box {
    flex: 0 0 100%;
    box-sizing: border-box;
    /* From what the tags choose from. */
    padding-block-end: 0.75em;
  }
  :host([slot='after']) .box {
    padding-block: var(--_gap) 0;
  }
  /* One row that scrolls: a page keeps its height whatever is in the news. */
  .tags {
    flex-wrap: nowrap;
    gap: 0.5em;
    justify-self: stretch;
    contain: inline-size;
    overflow-x: auto;
    overscroll-behavior-inline: contain;
    /* In some browsers it would lie above the tags, and be what a pointer finds. */
    scrollbar-width: none;
  }
  .tags li {
    flex: none;
    max-inline-size: 100%;
  }
  .tag {
    display: flex;
    align-items: center;
    box-sizing: border-box;
    min-block-size: max(2.25em, 28px);
    max-inline-size: 100%;
    padding: 0.25em 0.85em;
    font-size: var(--news-meta-size, 0.875em);
    line-height: 1.3;
    text-align: start;
    text-decoration: none;
  }
  /* Beyond its box it would be cut off. */
  .tag:focus-visible {
    outline-offset: -2px;
  }
  .tag:hover {
    border-color: currentColor;
  }
  /* As large as the others. */
  [part~='current'] {
    padding: calc(0.25em - 1px) calc(0.85em - 1px);
    border: 2px solid;
  }
  [part='skeleton'] {
    flex: none;
    background: var(--news-wash, color-mix(in srgb, currentColor 14%, transparent));
    border-color: transparent;
    cursor: auto;
  }
  @media (prefers-reduced-motion: no-preference) {
    [part='skeleton'] {
      animation: wait 1.8s ease-in-out infinite;
    }
    @keyframes wait {
      50% {
        opacity: 0.6;
      }
    }
  }
  @media (forced-colors: active) {
    [part~='current'] {
      color: Canvas;
      background: CanvasText;
      border-color: CanvasText;
      forced-color-adjust: none;
    }
    [part='skeleton'] {
      border-color: GrayText;
    }
  }
  @media print {
    :host {
      display: none;
    }
  }
`;
