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

/** Expects nothing that axe finds, contrast included. */
export async function audit(element: Element): Promise<void> {
  const { violations } = await axe.run(element, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    // A test page has no landmarks and no first heading; the page that the element stands on does.
    rules: {
      region: { enabled: false },
      'page-has-heading-one': { enabled: false },
      'heading-order': { enabled: false },
    },
  });
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
  expect(found.join('\n')).to.equal('');
}
