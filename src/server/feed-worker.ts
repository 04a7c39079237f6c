/** The worker of `feed-reader.ts`: parses the feeds sent to it. */
import { parentPort } from 'node:worker_threads';
import { NewsError } from '../model/error.js';
import { readFeed } from '../providers/feed.js';
import type { ProviderResponse } from '../providers/provider.js';
import { fullDecoders } from '../providers/values/full-decoders.js';
import type { ReaderAnswer } from './feed-reader.js';

async function read(response: ProviderResponse): Promise<ReaderAnswer> {
  try {
    return { json: JSON.stringify(await readFeed(response, fullDecoders)) };
  } catch (error) {
    const { code, message } =
      error instanceof NewsError ? error : { code: 'format' as const, message: 'The feed could not be read.' };
    return { code, message };
  }
}

parentPort?.on(
  'message',
  (response: ProviderResponse) => void read(response).then((answer) => parentPort?.postMessage(answer)),
);
