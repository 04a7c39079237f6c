import { type TemplateResult, css, html, nothing } from 'lit';
import { withoutCredentials } from '../text/address.js';
import { parseAttributes, text } from '../model/values.js';
import { changing } from '../views/changing.js';
import { cardStyles } from '../views/card-styles.js';
import { optionalStyles } from '../views/optional-styles.js';
import { interactionStyles } from '../views/interaction-styles.js';
import { interactionWordsFor } from '../views/interaction-words.js';
import { NewsElement, declareProperties, setDefaults } from './news-element.js';

const ATTRIBUTES = { heading: text(''), text: text(''), appStore: text(''), googlePlay: text('') };

/**
 * A banner that invites readers to download an app.
 *
 * @summary An app download banner
 * @tagname news-app-promo
 *
 * @slot icon - The app's icon
 * @slot heading - Replaces the heading
 * @slot text - Replaces the text
 * @slot stores - Replaces the links to the stores
 *
 * @csspart promo - The banner
 * @csspart heading - The heading
 * @csspart message - The text
 * @csspart button - The link to a store
 *
 * @cssprop [--news-wash] - Background of the banner; default: derived from the text colour
 * @cssprop [--news-radius=3px] - Radius of the links; the banner's is twice as large
 */
export class NewsAppPromo extends NewsElement {
  static override readonly tag = 'news-app-promo';
  static override styles = [
    cardStyles,
    optionalStyles,
    interactionStyles,
    css`
      /* A banner has a width of its own: no more than a word's is added. */
      :host::before {
        content: '.';
      }
      .promo {
        flex: 0 0 100%;
        box-sizing: border-box;
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 1em 1.5em;
        padding: 1.25em 1.5em;
        background: var(--_wash);
        border-radius: calc(var(--_radius) * 2);
      }
      /* Inside, since many pages reset the margins of all elements. */
      :host([slot='after']) .promo {
        margin-block-start: var(--_gap);
      }
      :host([slot='before']) .promo {
        margin-block-end: var(--_gap);
      }
      .words {
        flex: 1 1 16em;
      }
      [part='heading'] {
        font-size: 1.125em;
        font-weight: 700;
        line-height: 1.3;
      }
      [part='message'] {
        color: var(--_muted);
      }
      .words ::slotted(*) {
        margin: 0;
      }
      /* All stores weigh the same: links are as wide as the longest, badges of the owner's as high as each other. */
      [name='stores'] {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.625em;
      }
      .promo ::slotted(*) {
        max-inline-size: 100%;
      }
      [name='stores']::slotted(*) {
        min-block-size: 2.75em;
      }
      [name='stores']::slotted(img) {
        inline-size: auto;
        block-size: 2.75em;
        object-fit: contain;
      }
      [name='icon']::slotted(img) {
        inline-size: auto;
        block-size: 4em;
      }
      .stores {
        flex: 1 1 auto;
        display: flex;
        flex-wrap: wrap;
        gap: 0.625em;
      }
      .button {
        display: flex;
        flex: 1 1 9.5em;
        align-items: center;
        justify-content: center;
        text-align: center;
        min-block-size: 2.75em;
        padding: 0.25em 1.1em;
        line-height: 1.2;
        font-size: 0.9375em;
        font-weight: 600;
        text-decoration: none;
        border-color: currentColor;
      }
      @media (forced-colors: active) {
        .promo {
          border: 1px solid;
        }
      }
      @media print {
        :host {
          display: none;
        }
      }
    `,
  ];
  static override properties = declareProperties(ATTRIBUTES);

  /**
   * The invitation.
   * @attr heading
   * @default ''
   */
  declare heading: string;
  /**
   * Text below the heading.
   * @attr text
   * @default ''
   */
  declare text: string;
  /**
   * URL of the app in Apple's App Store; without it, the link is not shown.
   * @attr app-store
   * @default ''
   */
  declare appStore: string;
  /**
   * URL of the app on Google Play; without it, the link is not shown.
   * @attr google-play
   * @default ''
   */
  declare googlePlay: string;

  constructor() {
    super();
    setDefaults(this, ATTRIBUTES);
  }

  protected override render(): unknown {
    const words = interactionWordsFor(this.renderContext.locale);
    const { heading, text, appStore, googlePlay } = parseAttributes(ATTRIBUTES, this, this.onInvalidValue);
    return html`<aside part="promo" class="promo" aria-label=${heading || nothing}>
      <slot name="icon"></slot>
      <div class="words">
        <slot name="heading">${heading ? html`<p part="heading">${changing(heading)}</p>` : nothing}</slot>
        <slot name="text">${text ? html`<p part="message">${changing(text)}</p>` : nothing}</slot>
      </div>
      <slot name="stores"
        ><div class="stores">
          ${this.#storeLink('app-store', appStore, words.appStore)}
          ${this.#storeLink('google-play', googlePlay, words.googlePlay)}
        </div></slot
      >
    </aside>`;
  }

  #storeLink(attribute: string, address: string, label: string): TemplateResult | typeof nothing {
    if (!address) return nothing;
    const url = URL.canParse(address, this.baseURI) ? new URL(address, this.baseURI) : undefined;
    if (url && /^https?:$/.test(url.protocol))
      return html`<a part="button" class="button" href=${withoutCredentials(url.href)}>${changing(label)}</a>`;
    this.onInvalidValue(attribute, address, 'an address that begins with https: or http:');
    return nothing;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'news-app-promo': NewsAppPromo;
  }
}
