/** On a host of static files, feeds of the demo come as they were written: this gives them the dates of today. */
import { freshen } from './demo/freshen.js';

const { fetch: ask } = globalThis;

globalThis.fetch = async (input, init) => {
  const answer = await ask(input, init);
  return /\/demo\/feeds\/[\w.-]+\.(xml|json)$/.test(answer.url)
    ? new Response(freshen(await answer.text()), { headers: { 'content-type': answer.headers.get('content-type') } })
    : answer;
};
