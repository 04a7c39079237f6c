import type { ChildPart } from 'lit';
import { Directive, directive } from 'lit/directive.js';
import { setCommittedValue } from 'lit/directive-helpers.js';

/** Lit's own directive of this name would render again what the first paint has rendered: it knows no key of that. */
class KeyedDirective extends Directive {
  #key: unknown;

  override render(_key: unknown, content: unknown): unknown {
    return content;
  }

  override update(part: ChildPart, [key, content]: [unknown, unknown]): unknown {
    if (this.#key !== undefined && key !== this.#key) setCommittedValue(part);
    this.#key = key;
    return content;
  }
}

/** Renders `content` into new nodes where the key has changed since the last time. */
export const keyed = directive(KeyedDirective);
