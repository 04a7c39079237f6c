import { LitElement, type PropertyDeclarations } from 'lit';
import { redacted } from '../text/address.js';
import { type AttributeParser, type AttributeParsers, attributeName } from '../model/values.js';
import type { RenderContext } from '../views/options.js';
import { useKeyed } from '../views/changing.js';
import { keyed } from '../views/keyed.js';
import { learn } from '../views/words.js';
import { TEXTS, cutAll } from './cut-text.js';
import { watchLanguage } from './language-watch.js';
import { adoptSheets, renewSheets } from './sheets.js';
import { renderContextOf } from './render-context.js';

useKeyed(keyed);

type ElementClass = (new () => HTMLElement) & { readonly tag: string };

/** Base class of all newsrack elements. */
export abstract class NewsElement extends LitElement {
  /** The standard name of the element. */
  static readonly tag: string;

  /**
   * Registers the element. Does nothing if the name is taken, or if the browser is too old: then the element keeps its own
   * content.
   * @param tag the name; default: the standard name
   * @param registry the registry; default: the page's
   */
  static define(this: ElementClass, tag = this.tag, registry: CustomElementRegistry = customElements): void {
    if (registry.get(tag) || !isSupported()) return;
    // A class can have only one name, so another name needs a subclass.
    registry.define(tag, tag === this.tag ? this : class extends this {});
  }

  /** A promise while articles of the owner are read. An update is complete when they are shown. */
  protected reading: Promise<unknown> | undefined = undefined;

  #warned = new Set<string>();
  #forgetLanguage: (() => void) | undefined;
  /** The language whose words were requested: once, so that a failure is not requested endlessly. */
  #locale: string | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#forgetLanguage = watchLanguage(this);
    this.#locale = undefined;
    // At its new place, language and base URL may differ.
    if (this.hasUpdated) this.requestUpdate();
    // Typing errors in names would otherwise go unnoticed.
    const { observedAttributes } = this.constructor as typeof LitElement;
    for (const known of observedAttributes)
      for (const name of this.getAttributeNames())
        if (known !== name && folded(known) === folded(name)) this.warn(`Invalid ${name}. Expected: ${known}.`);
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
    // Some objects can't be converted to text.
    const written = typeof raw === 'object' ? typeof raw : redacted(String(raw));
    this.warn(`Invalid ${attribute}="${written}". Expected: ${accepts}. Using the default.`);
  };

  /** Logs a warning for the site owner, once. */
  protected warn(message: string): void {
    if (this.#warned.has(message)) return;
    this.#warned.add(message);
    console.warn(`<${this.localName}>: ${message}`);
  }

  /** Cuts long texts of a card at a word. */
  protected cut(): void {
    cutAll([...this.renderRoot.querySelectorAll(TEXTS)]);
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

/** Returns an attribute without hyphens, double letters and a final `s`, in which typing errors differ most. */
const folded = (attribute: string): string => attribute.replace(/(.)(?=\1)|-|_|s$/g, '');

/** Returns whether the browser is too old. Servers and simulated DOMs of tests are not. */
function isSupported(): boolean {
  return (
    !globalThis.CSS?.supports || (CSS.supports('selector(:state(x))') && 'adoptedStyleSheets' in Document.prototype)
  );
}

/** Declares a property for each parser, and an attribute of the same name in kebab case. */
export const declareProperties = (parsers: AttributeParsers): PropertyDeclarations =>
  Object.fromEntries(
    Object.entries(parsers).map(([name, reader]) => [
      name,
      {
        // Inherits no members that a page has added to `Object.prototype`, such as `state`, which are options of lit.
        __proto__: null,
        attribute: attributeName(name),
        converter: { fromAttribute: (value) => (value === null ? defaultText(reader) : numberOrText(value)) },
      },
    ]),
  );

/** Sets every property to its default. */
export function setDefaults(element: object, parsers: AttributeParsers): void {
  for (const [name, reader] of Object.entries(parsers))
    (element as Record<string, unknown>)[name] = defaultText(reader);
}

/** Returns the default as written in an attribute. */
const defaultText = ({ fallback }: AttributeParser<unknown>) =>
  Array.isArray(fallback) ? fallback.join(' ') : fallback;

/** Converts numbers. Other text stays as written, so that warnings can quote it and `007` is not 7. */
const numberOrText = (value: string): string | number => (/^(?:0|[1-9]\d{0,14})$/.test(value) ? Number(value) : value);
