import type { NewsError } from '../../src/index.js';

/** Observations of a provider in a scenario. */
export interface Cell {
  status: string;
  error?: NewsError;
  sentence?: string;
  /** Milliseconds until the source is asked again; `undefined`: it is not. */
  wait?: number | undefined;
}

const NAMES: Record<string, string> = {
  offline: 'offline',
  dns: 'no such host, or no connection',
  refused: 'no CORS headers',
  '401': 'status 401',
  '403': 'status 403',
  '404': 'status 404',
  '410': 'status 410',
  '429': 'status 429',
  '429-retry': 'status 429, `Retry-After: 120`',
  '500': 'status 500',
  hang: 'no response in time',
  truncated: 'half of the response',
  'wrong-type': 'a picture',
  html: 'a web page',
  empty: 'an empty response',
  nothing: 'nothing found',
  changed: 'another schema',
};

const INTRO = `# What happens when a source fails

The tests write this page. \`npm run docs:failures\` plays each failure with every provider in a real browser. \`npm test\` fails when the result differs from
this page.

Whatever fails, **the articles on screen stay**. The status becomes \`stale\`. A note above the list gives its age, with a button to try again.

If nothing is on screen yet, readers see the first of these that exists:

1. the last good copy in this browser,
2. news inside the element, as JSON-LD or a JSON Feed,
3. other content that the site owner put inside the element,
4. one short sentence and the button, with the status \`error\`.

No reader waits longer than ten seconds without a message.

The event is always \`news-error\`. Its \`error\` has the code below, and for HTTP also the \`status\`. Each further failure in a row doubles the wait, up to six
hours. newsrack adds up to a quarter at random, so that not all readers retry at once. It sends no request while the page is hidden, the element is out of view or
the reader is offline; it retries as soon as that changes. “Try again” and \`refresh()\` retry at once.

\`inline\` sends no request and cannot fail in these ways. Your own providers behave as their errors say.
`;

const span = (wait: number | undefined): string => {
  if (wait === undefined) return 'not by itself';
  if (wait === 0) return 'when online';
  return wait < 60_000 ? `${wait / 1000} s` : wait < 3_600_000 ? `${wait / 60_000} min` : `${wait / 3_600_000} h`;
};

const brief = ({ status, error, wait }: Cell): string =>
  error ? `\`${error.code}\`${error.code === 'http' ? ` ${error.status}` : ''}, ${span(wait)}` : status;

const table = (head: string[], rows: string[][]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

/** Lists the outcome of most providers, and those that differ; then all outcomes. */
export function page(cells: Record<string, Record<string, Cell>>, scenarios: string[]): string {
  const providers = Object.keys(cells);
  const usual = (scenario: string): string => {
    const all = providers.map((provider) => brief(cells[provider]![scenario]!));
    return all.toSorted((a, b) => all.filter((one) => one === b).length - all.filter((one) => one === a).length)[0]!;
  };
  const differing = (scenario: string): string =>
    providers
      .filter((provider) => brief(cells[provider]![scenario]!) !== usual(scenario))
      .map((provider) => `${provider}: ${brief(cells[provider]![scenario]!)}`)
      .join('; ');
  const said = (scenario: string): string =>
    providers.map((provider) => cells[provider]![scenario]!).find((cell) => brief(cell) === usual(scenario))!
      .sentence ?? 'what came';
  const short = scenarios.map((scenario) => [NAMES[scenario]!, said(scenario), usual(scenario), differing(scenario)]);
  const full = scenarios.map((scenario) => [
    NAMES[scenario]!,
    ...providers.map((provider) => brief(cells[provider]![scenario]!)),
  ]);
  return `${INTRO}
## In short

${table(['What happens', 'What readers see, if there is nothing better', 'Code, and when newsrack retries', 'Different'], short)}

A page cannot read the status of a response without CORS headers, so its code is \`network\`. Ghost sends such responses for a wrong key, and GDELT under load.
newsrack then sends GDELT no request for at least five minutes, in all tabs, even after “Try again”. Half of an RSS feed gives the items that came whole.

## Every provider

${table(['', ...providers], full)}
`;
}
