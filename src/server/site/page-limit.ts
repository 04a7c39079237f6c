/** Reads only the beginning of web pages: they are searched for feeds, which stand in their heads. */
import { owned } from '../../model/owned.js';
import { SNIFFED, isWebPage } from './web-page.js';

/** Maximum number of bytes of a page. */
const MAX_PAGE = 512 * 1024;

/** Returns a response whose body ends after 512 KB if it is a web page. Other bodies stay as they are. */
export function withPageLimit(response: Response): Response {
  const reader = response.body?.getReader?.();
  if (!reader) return response;
  const chunks = limited(reader);
  // Packages may have added a `type` or a `size` to what all objects inherit.
  const source: UnderlyingDefaultSource<Uint8Array> = owned({
    async pull(controller: ReadableStreamDefaultController<Uint8Array>) {
      const { done, value } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason: unknown) => reader.cancel(reason),
  });
  const body = new ReadableStream(source, owned({ highWaterMark: 0 }));
  const { ok, status, headers, url } = response;
  return { ok, status, headers, url, body } as Response;
}

async function* limited(reader: ReadableStreamDefaultReader<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  let chunks: Uint8Array[] = [];
  for (let size = 0; size < SNIFFED;) {
    const { done, value } = await reader.read();
    if (done) return yield* chunks;
    chunks.push(value);
    size += value.length;
  }
  let left = isWebPage(beginningOf(chunks)) ? MAX_PAGE : Infinity;
  for (;;) {
    for (const chunk of chunks) {
      yield chunk.subarray(0, left);
      left -= chunk.length;
      if (left <= 0) return void (await reader.cancel().catch(() => {}));
    }
    const { done, value } = await reader.read();
    if (done) return;
    chunks = [value];
  }
}

const beginningOf = (chunks: readonly Uint8Array[]): string =>
  chunks.map((chunk) => String.fromCharCode(...chunk.subarray(0, SNIFFED))).join('');
