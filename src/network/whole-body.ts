import { tooLarge } from './http-errors.js';

/**
 * Reads a body that is no stream, as responses of polyfills and of tests have it.
 * @throws NewsError `too-large`
 */
export async function readWhole(url: string, response: Response, maxBytes: number): Promise<Uint8Array> {
  const bytes = response.arrayBuffer
    ? new Uint8Array(await response.arrayBuffer())
    : // Stand-ins in tests may give JSON only.
      new TextEncoder().encode(await (response.text?.() ?? response.json().then(JSON.stringify)));
  if (bytes.length > maxBytes) throw tooLarge(url, maxBytes);
  return bytes;
}
