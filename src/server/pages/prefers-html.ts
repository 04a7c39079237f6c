/** Decides between the front page and the relay's JSON, which share one address. */

/** Parameters that only the relay's JSON has. */
const OF_RELAY = [
  'url',
  'tag',
  'tag-match',
  'include',
  'exclude',
  'exclude-publisher',
  'max-age',
  'per-publisher',
  'limit',
  'before',
];

/** Returns whether a request for the root wants the front page: its client names HTML, and asks nothing of the relay. */
export const wantsFrontPage = (request: Request, parameters: URLSearchParams): boolean =>
  prefersHtml(request.headers.get('accept')) && !OF_RELAY.some((name) => parameters.has(name));

/** Returns whether an `Accept` header names HTML, and no kind of JSON with a higher weight. A bare `*` is no wish for HTML. */
export function prefersHtml(accept: string | null): boolean {
  const weights = (accept ?? '').split(',').map((entry) => {
    const [type = '', ...parameters] = entry.split(';').map((part) => part.trim().toLowerCase());
    const [, weight = '1'] = /^q=([\d.]{1,5})$/.exec(parameters.find((one) => one.startsWith('q=')) ?? '') ?? [];
    return { type, weight: Number(weight) || 0 };
  });
  const bestOf = (pattern: RegExp) =>
    Math.max(0, ...weights.filter(({ type }) => pattern.test(type)).map(({ weight }) => weight));
  const html = bestOf(/^(?:text\/html|application\/xhtml\+xml)$/);
  return html > 0 && html >= bestOf(/^application\/(?:[\w.-]+\+)?json$/);
}
