import { LitElement, type PropertyDeclarations } from 'lit';
import { redacted } from '../text/address.js';
import { type AttributeParser, type AttributeParsers, attributeName } from '../model/values.js';
import type { RenderContext } from '../views/options.js';
import { useKeyed } from '../views/changing.js';
import { keyed } from '../views/keyed.js';
import { learn } from '../views/words.js';
import { watchLanguage } from './language-watch.js';
import { adoptSheets, renewSheets } from './sheets.js';
import { renderContextOf } from './render-context.js';

useKeyed(keyed);

type ElementClass = (new () => HTMLElement) & { readonly tag: string };

/** Base class of all newsrack elements. */
export abstract class NewsElement extends LitElement {
  /** The name it goes by unless told otherwise. */
  static readonly tag: string;

  /**
   * Registers the element. Does nothing where the name is taken, or where the browser is too old for it: then the
   * element's own content stays.
   * @param tag the name; default: its standard name
   * @param registry where; default: the page's
   */
  static define(this: ElementClass, tag = this.tag, registry: CustomElementRegistry = customElements): void {
    if (registry.get(tag) || !isSupported()) return;
    // A class can go by one name only; under another name it is a class of its own.
    registry.define(tag, tag === this.tag ? this : class extends this {});
  }

  /** Articles of the owner that are being read: an update is complete when they are shown. */
  protected reading: Promise<unknown> | undefined;

  #warned = new Set<string>();
  #forgetLanguage: (() => void) | undefined;
  /** The language whose words it has requested: once, so that what fails is not requested without end. */
  #locale: string | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#forgetLanguage = watchLanguage(this);
    this.#locale = undefined;
    // Round its new place, language and addresses may be others.
    if (this.hasUpdated) this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#forgetLanguage?.();
  }

  /** The element has been moved to another document. */
  adoptedCallback(): void {
    if (this.shadowRoot) renewSheets(this.shadowRoot);
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const { elementStyles, shadowRootOptions } = this.constructor as typeof LitElement;
    // In another document lit would throw.
    const root =
      this.ownerDocument === document
        ? super.createRenderRoot()
        : (this.shadowRoot ?? this.attachShadow(shadowRootOptions));
    adoptSheets(root as ShadowRoot, elementStyles);
    return root;
  }

  protected override async getUpdateComplete(): Promise<boolean> {
    await super.getUpdateComplete();
    await this.reading;
    return super.getUpdateComplete();
  }

  /** Logs one clear warning for an invalid value. */
  protected readonly onInvalidValue = (attribute: string, raw: unknown, accepts: string): void => {
    // Not every object can be text.
    const written = typeof raw === 'object' ? typeof raw : redacted(String(raw));
    this.warn(`Invalid ${attribute}="${written}". Expected: ${accepts}. Using the default.`);
  };

  /** Tells the page's owner something, once. */
  protected warn(message: string): void {
    if (this.#warned.has(message)) return;
    this.#warned.add(message);
    console.warn(`<${this.localName}>: ${message}`);
  }

  protected get renderContext(): RenderContext {
    const context = renderContextOf(this);
    if (context.locale !== this.#locale) {
      this.#locale = context.locale;
      void learn(context.locale)?.then(() => this.requestUpdate());
    }
    return context;
  }
}

/** Neither servers nor the stand-ins for browsers that tests run in have a say: only old browsers do. */
function isSupported(): boolean {
  return (
    !globalThis.CSS?.supports || (CSS.supports('selector(:state(x))') && 'adoptedStyleSheets' in Document.prototype)
  );
}

/** Declares a property, and an attribute of the same name in kebab case, for each reader. */
export const declareProperties = (parsers: AttributeParsers): PropertyDeclarations =>
  Object.fromEntries(
    Object.entries(parsers).map(([name, reader]) => [
      name,
      {
        // Nothing else is declared that a page has put on `Object.prototype`, such as `state`.
        __proto__: null,
        attribute: attributeName(name),
        converter: { fromAttribute: (value) => (value === null ? defaultText(reader) : numberOrText(value)) },
      },
    ]),
  );

/** Gives every property the value that it has when nobody set it. */
export function setDefaults(element: object, parsers: AttributeParsers): void {
  for (const [name, reader] of Object.entries(parsers))
    (element as Record<string, unknown>)[name] = defaultText(reader);
}

/** The default as somebody would have written it. */
const defaultText = ({ fallback }: AttributeParser<unknown>) =>
  Array.isArray(fallback) ? fallback.join(' ') : fallback;

/** Turns numbers into numbers. Anything else stays as written, so that warnings can quote it and `007` is not 7. */
const numberOrText = (value: string): string | number => (/^(?:0|[1-9]\d{0,14})$/.test(value) ? Number(value) : value);
