import { Directive, type ElementPart, directive } from 'lit/directive.js';

/** Attributes by name; those that are `undefined` are left out. */
export type Attributes = Record<string, string | number | undefined>;

/**
 * Sets the attributes of an element, whichever they are: `html\`<news-tag-feed ${attributes(args)}>\``. What begins with
 * `--` is a custom property.
 */
export const attributes = directive(
  class extends Directive {
    #before: string[] = [];

    override update({ element }: ElementPart, [given]: [Attributes]): void {
      const { style } = element as HTMLElement;
      for (const name of new Set([...this.#before, ...Object.keys(given)])) {
        const value = given[name];
        if (name.startsWith('--')) style.setProperty(name, String(value ?? ''));
        else if (value !== undefined) element.setAttribute(name, String(value));
        else element.removeAttribute(name);
      }
      this.#before = Object.keys(given);
    }

    render(_given: Attributes): void {}
  },
);
