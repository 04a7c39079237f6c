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
  hang: 'no answer in time',
  truncated: 'half of the answer',
  'wrong-type': 'a picture',
  html: 'a web page',
  empty: 'an empty answer',
  nothing: 'nothing found',
  changed: 'another schema',
};

const INTRO = `# What happens when a source fails

This page is made by the tests: \`npm run docs:failures\` plays each of these with every provider in a real browser, and \`npm test\` fails when
something else is seen than what stands here.

Whatever goes wrong, **what was on screen stays**: the status becomes \`stale\`, a note above the list says so, with the age of the list and a button to
try again. On a first visit the last good copy of this browser takes its place, then news that stands inside the element, then the owner's own content,
then one short sentence and the button, with the status \`error\`. Nothing ever waits without a word for more than ten seconds.

The event is always \`news-error\`; its \`error\` has the code below, for HTTP also the \`status\`. After each further failure in a row the wait is twice as
long, up to six hours, and up to a quarter longer by chance, so that not all readers come back at once. Nobody is asked while the page is hidden, the
element is out of view, or the reader is offline; then it happens as soon as that has changed. A press on “Try again” and \`refresh()\` ask at once.

\`inline\` asks nobody and can't fail in these ways. Sources of your own behave as their errors say.
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

${table(['What happens', 'What readers see, where there is nothing better', 'Code, and when it is asked again', 'Different'], short)}

A status that can't be read, since the answer has no CORS headers, is \`network\`: that is how Ghost answers with a wrong key, and GDELT under load.
GDELT is left alone for at least five minutes then, in all tabs, and a press on “Try again” asks nobody before. Half of an RSS feed gives the items that
came whole.

## Every provider

${table(['', ...providers], full)}
`;
}
