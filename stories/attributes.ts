import { Directive, type ElementPart, directive } from 'lit/directive.js';

/** Attributes by name; those that are `undefined` are left out. */
export type Attributes = Record<string, string | number | undefined>;

/** Sets the attributes of an element, whichever they are: `html\`<news-tag-feed ${attributes(args)}>\``. */
export const attributes = directive(
  class extends Directive {
    #before: string[] = [];

    override update({ element }: ElementPart, [given]: [Attributes]): void {
      for (const name of this.#before) if (given[name] === undefined) element.removeAttribute(name);
      this.#before = Object.keys(given);
      for (const [name, value] of Object.entries(given))
        if (value !== undefined) element.setAttribute(name, String(value));
    }

    render(_given: Attributes): void {}
  },
);
