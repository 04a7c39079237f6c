/**
 * Faults between a page and a service. The first part of an address of the server names the scenario.
 *
 * | scenario    | what comes                                                                                       |
 * | ----------- | ------------------------------------------------------------------------------------------------ |
 * | `ok`        | the service's own answer, its refusals of wrong requests included                                |
 * | `nothing`   | the service's own way of saying that there is nothing                                            |
 * | `refused`   | the same as `ok` without any CORS header: the browser withholds it                               |
 * | `dns`       | no answer: the connection is closed at once                                                      |
 * | `401` `403` `404` `410` `429` `500` | that status, in the service's own shape of an error; no `Retry-After`    |
 * | `429-retry` | 429 with `Retry-After: 120`, which other origins may read                                        |
 * | `hang`      | nothing, for as long as the page waits                                                           |
 * | `truncated` | the answer of `ok` without its second half, complete for HTTP                                    |
 * | `cut-off`   | half of the answer of `ok`, then the connection ends                                             |
 * | `wrong-type`| a picture: PNG, with its type                                                                    |
 * | `html`      | a page to log in at, with status 200                                                             |
 * | `empty`     | status 200 and no byte                                                                           |
 * | `changed`   | the answer of `ok` with all its members called otherwise: well-formed, and of no use             |
 * | `changed-items` | the same, but only members of what is in lists: the lists are where they were                |
 *
 * Services have more of their own (`throttled-text` of GDELT, for one); see `scenarios` of each.
 *
 * Which answers other origins may read is the service's business, and known of few. Errors can be read unless a service
 * is known to leave the headers out: Ghost does for refused keys and callers (401, 403, 429), and GDELT, as far as is
 * known, for 429; publishers of the feed service give them to nobody. `+cors` behind a scenario (`429+cors`) lets every
 * origin read the answer all the same, `+nocors` (`500+nocors`) none.
 */

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const LOGIN =
  '<!doctype html><html lang="en"><title>Log in</title><h1>Log in</h1><form method="post"><input name="user"></form></html>';

const half = ({ bytes, ...answer }) => ({ ...answer, bytes: bytes.subarray(0, Math.floor(bytes.length / 2)) });

const instead = (type, body) => (asked) => ({ ...asked.ok(), status: 200, type, bytes: Buffer.from(body) });

const error =
  (status, headers = {}) =>
  (asked) => {
    const answer = asked.error(status);
    return { ...answer, headers: { ...answer.headers, ...headers } };
  };

/** Each takes what it may answer with: `ok()`, `nothing()`, `changed(rename)`, `error(status)`. */
const SCENARIOS = {
  ok: (asked) => asked.ok(),
  nothing: (asked) => asked.nothing(),
  refused: (asked) => withoutCors(asked.ok()),
  dns: () => ({ delivery: 'none' }),
  hang: () => ({ delivery: 'never' }),
  401: error(401),
  403: error(403),
  404: error(404),
  410: error(410),
  429: error(429),
  '429-retry': error(429, { 'retry-after': '120', 'access-control-expose-headers': 'Retry-After' }),
  500: error(500),
  truncated: (asked) => half(asked.ok()),
  'cut-off': (asked) => ({ ...asked.ok(), delivery: 'half' }),
  'wrong-type': instead('image/png', PNG),
  html: instead('text/html; charset=utf-8', LOGIN),
  empty: (asked) => ({ ...asked.ok(), bytes: Buffer.alloc(0) }),
  changed: (asked) => asked.changed(renamed),
  'changed-items': (asked) => asked.changed(renamedInLists),
};

const withoutCors = ({ headers = {}, ...answer }) => ({
  ...answer,
  headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith('access-control-'))),
});

const withCors = (answer) => ({ ...answer, headers: { ...answer.headers, 'access-control-allow-origin': '*' } });

/** All members of a value, and of those in it, called otherwise. */
const renamed = (value) =>
  Array.isArray(value)
    ? value.map(renamed)
    : value !== null && typeof value === 'object'
      ? Object.fromEntries(Object.entries(value).map(([name, member]) => [`new_${name}`, renamed(member)]))
      : value;

const renamedInLists = (value) =>
  Array.isArray(value)
    ? value.map(renamed)
    : value !== null && typeof value === 'object'
      ? Object.fromEntries(Object.entries(value).map(([name, member]) => [name, renamedInLists(member)]))
      : value;

/** Feeds stay feeds, and their items items; what is in these has new names. */
const renamedXml = (source) =>
  source.replace(/<(item|entry)\b[^>]*>[^]*?<\/\1>/g, (item) =>
    item.replace(/<(\/?)(?!item|entry)([\w:]+)/g, (_tag, slash, name) => `<${slash}new-${name}`),
  );

/** An answer as a service writes it, with its body in bytes. */
function toBytes({ status = 200, type, headers = {}, body = '' }, cors) {
  const isText = typeof body === 'string' || Buffer.isBuffer(body);
  return {
    status,
    type: type ?? 'application/json; charset=utf-8',
    headers: { ...cors(status), ...headers },
    bytes: Buffer.from(isText ? body : JSON.stringify(body)),
  };
}

/**
 * Returns the response to a request: `{ status, type, headers, bytes }`, and as `delivery` what comes of it: `whole` (as a
 * rule), `half`, `none`, `never`.
 */
export function answerOf(scenario, service, request, stories) {
  const [name, option] = scenario.split('+');
  const cors = (status) => service.cors(request, status);
  const from = (answer) => toBytes(answer, cors);
  const asked = {
    ok: () => from(service.answer(request, stories)),
    nothing: () => from(service.answer(request, [])),
    changed: (rename) => {
      const answer = service.answer(request, stories);
      return from({ ...answer, body: typeof answer.body === 'string' ? renamedXml(answer.body) : rename(answer.body) });
    },
    error: (status) => from({ status, ...service.error(status, request) }),
  };
  const own = service.scenarios?.[name];
  const play = own ? () => from(own(request, stories)) : SCENARIOS[name];
  if (!play) throw new Error(`There is no scenario "${name}" of ${service.name}.`);
  const answer = play(asked);
  return option === 'cors' ? withCors(answer) : option === 'nocors' ? withoutCors(answer) : answer;
}
