import 'axe-core/axe.min.js';
import { expect } from 'chai';

interface Violation {
  id: string;
  nodes: { html: string; failureSummary: string }[];
}
const { axe } = window as unknown as {
  axe: { run(context: Element, options: object): Promise<{ violations: Violation[] }> };
};

export const PAGES = {
  light: 'color: #1a1a1a; background: #fff',
  dark: 'color: #e8e8e8; background: #121417',
  grey: 'color: #444; background: #fafafa',
};

/**
 * With forced colours, Chromium paints text in the forced colour but names the author's as that of its filling, which axe
 * asks for before `color`.
 */
async function withColorsAsPainted<T>(act: () => Promise<T>): Promise<T> {
  const style = CSSStyleDeclaration.prototype;
  const { getPropertyValue } = style;
  style.getPropertyValue = function (name) {
    return getPropertyValue.call(this, name === '-webkit-text-fill-color' ? 'color' : name);
  };
  return act().finally(() => Object.assign(style, { getPropertyValue }));
}

/** The rules of axe whose result depends on colours. */
const COLOR_RULES = ['color-contrast', 'link-in-text-block'];

/**
 * Expects nothing that axe finds, contrast included.
 * @param ofColors expects it of colours alone: enough for what was audited before and now has others
 */
export async function audit(element: Element, { ofColors = false } = {}): Promise<void> {
  const act = () => find(element, ofColors);
  const run = matchMedia('(forced-colors: active)').matches ? withColorsAsPainted(act) : act();
  const found = (await run).flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
  expect(found.join('\n')).to.equal('');
}

async function find(element: Element, ofColors: boolean): Promise<Violation[]> {
  const { violations } = await axe.run(element, {
    // It would fetch the page's style sheets anew.
    preload: false,
    runOnly: ofColors ? COLOR_RULES : ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    // A test page has no landmarks and no first heading; the page that the element stands on does.
    ...(!ofColors && {
      rules: {
        region: { enabled: false },
        'page-has-heading-one': { enabled: false },
        'heading-order': { enabled: false },
      },
    }),
  });
  return violations;
}
