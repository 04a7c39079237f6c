import { type TemplateResult, html } from 'lit';

// Tag names can't be filled in, and a heading with `role` and `aria-level` is one to assistive technology only.
const HEADINGS: ((part: string, content: unknown) => TemplateResult)[] = [
  (part, content) => html`<h1 part=${part}>${content}</h1>`,
  (part, content) => html`<h2 part=${part}>${content}</h2>`,
  (part, content) => html`<h3 part=${part}>${content}</h3>`,
  (part, content) => html`<h4 part=${part}>${content}</h4>`,
  (part, content) => html`<h5 part=${part}>${content}</h5>`,
  (part, content) => html`<h6 part=${part}>${content}</h6>`,
];

/** Renders a heading of a level, at most 6. */
export const headingOf = (level: number, part: string, content: unknown): TemplateResult =>
  HEADINGS[Math.min(level, 6) - 1]!(part, content);
