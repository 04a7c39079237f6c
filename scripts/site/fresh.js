/** Sets the dates of the demo's feeds to today in the browser, since a static host serves them unchanged. */
import { freshen } from './demo/freshen.js';

const { fetch: ask } = globalThis;

globalThis.fetch = async (input, init) => {
  const answer = await ask(input, init);
  return /\/demo\/feeds\/[\w.-]+\.(xml|json)$/.test(answer.url)
    ? new Response(freshen(await answer.text()), { headers: { 'content-type': answer.headers.get('content-type') } })
    : answer;
};
