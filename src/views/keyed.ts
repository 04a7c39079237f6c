import type { ChildPart } from 'lit';
import { Directive, directive } from 'lit/directive.js';
import { setCommittedValue } from 'lit/directive-helpers.js';

/** Like lit's directive of this name, which would render the nodes of the first paint again: it has no key for them. */
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

/** Renders `content` into new nodes if the key has changed since the last render. */
export const keyed = directive(KeyedDirective);
