import { tooLarge } from './http-errors.js';

/**
 * Reads a body without a stream, as in responses of polyfills and test doubles.
 * @throws NewsError `too-large`
 */
export async function readWhole(url: string, response: Response, maxBytes: number): Promise<Uint8Array> {
  const bytes = response.arrayBuffer
    ? new Uint8Array(await response.arrayBuffer())
    : // Test doubles may offer only `json()`.
      new TextEncoder().encode(await (response.text?.() ?? response.json().then(JSON.stringify)));
  if (bytes.length > maxBytes) throw tooLarge(url, maxBytes);
  return bytes;
}
